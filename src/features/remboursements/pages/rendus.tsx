import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { AgentActor } from '../../../platform/session/actor.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { Tag } from '../../../ui/tag.tsx'
import type { PaiementDeCaisse, RemboursementVu } from '../paiement-de-caisse.query.ts'
import { libelleDe, nAJamaisEtePris, peutValider, statutsDeRemboursement } from '../remboursement.ts'
import type { ErreursDeRemboursement, RemboursementTape } from '../remboursement-saisie.ts'

import { VirementAFaire } from './virement-a-faire.tsx'

interface RendusProps {
  vue: PaiementDeCaisse
  acteur: AgentActor
  tape: RemboursementTape
  erreurs: ErreursDeRemboursement
}

/** What was given back of a payment, and what may be done of the order that is open. */
export function Rendus(props: RendusProps) {
  const { rendus } = props.vue
  if (rendus.length === 0) return null
  const ouvert = rendus.find(({ statut }) => statutsDeRemboursement[statut].ouvert)
  return (
    <section aria-labelledby="rendus">
      <h2 id="rendus">Remboursements</h2>
      <ul class="liste-simple">
        {rendus.map((rendu) => (
          <Rendu rendu={rendu} />
        ))}
      </ul>
      {ouvert ? <Formes {...props} rendu={ouvert} /> : null}
    </section>
  )
}

function Rendu({ rendu }: { rendu: RemboursementVu }) {
  const { ton } = statutsDeRemboursement[rendu.statut]
  return (
    <li>
      <p>
        <strong>
          N° {rendu.sequence} : {eurosEnMots(rendu.montantCents)}
        </strong>{' '}
        <Tag ton={ton}>{libelleDe(rendu)}</Tag>
      </p>
      <p>{rendu.motif}</p>
      <p class="doux">
        Demandé par {rendu.demandePar.nom} le {longMoment(rendu.demandeLe)}.
        {rendu.validePar ? ` Validé par ${rendu.validePar}.` : ''}
        {rendu.envoyeLe ? ` Envoyé à Payline le ${longMoment(rendu.envoyeLe)}.` : ''}
        {rendu.concluLe ? ` Terminé le ${longMoment(rendu.concluLe)}.` : ''}
        {rendu.closPar ? ` Par ${rendu.closPar} : ${rendu.motifDeFin}` : ''}
        {rendu.code && rendu.statut !== 'fait' ? ` Code de Payline : ${rendu.code}.` : ''}
        {rendu.virementReference ? ` Référence du virement : ${rendu.virementReference}.` : ''}
        {rendu.transactionId ? ` Transaction ${rendu.transactionId}.` : ''}
      </p>
    </li>
  )
}

function Formes(props: RendusProps & { rendu: RemboursementVu }) {
  const { rendu, acteur } = props
  const { statut } = rendu
  const agit = acteur.role === 'regisseur'
  const adresse = `/agents/caisse/remboursements/${rendu.id}`
  if (peutValider(acteur, { statut, demandePar: rendu.demandePar.id }))
    return (
      <>
        <form method="post" action={`${adresse}/validation`}>
          <div class="actions">
            <button type="submit" class="ds-button">
              Valider et rendre {eurosEnMots(rendu.montantCents)}
            </button>
          </div>
        </form>
        <AvecMotif {...props} action={`${adresse}/refus`} libelle="Pourquoi le refuser ?" bouton="Refuser" />
      </>
    )
  if (statut === 'a_valider' && !agit)
    return <p>Une deuxième personne de la régie, ou un responsable, doit le valider.</p>
  if (!agit) return null
  return (
    <>
      {statut === 'a_valider' ? (
        <p>
          Une autre personne doit le valider : un régisseur ou un responsable. Vous l’avez demandé, vous ne
          pouvez pas le valider.
        </p>
      ) : null}
      <VirementAFaire {...props} />
      {statut === 'envoye' ? (
        <p>La réponse de Payline est attendue. Rechargez la page dans un instant.</p>
      ) : null}
      {nAJamaisEtePris(rendu) ? (
        <form method="post" action={`${adresse}/rien-pris`}>
          <p>
            Payline répond que l’autorisation a expiré (code 02602) : rien n’a été pris sur la carte, et rien
            ne le sera. Vérifiez la transaction dans l’administration de Payline. Si rien n’y est débité,
            concluez ici : le paiement sort de la caisse du jour.
          </p>
          <div class="actions">
            <button type="submit" class="ds-button">
              Rien n’a été pris
            </button>
          </div>
        </form>
      ) : statut === 'incertain' ? (
        <>
          <p>
            La réponse de Payline s’est perdue, et deux lectures ne montrent pas ce remboursement. Regardez
            d’abord la transaction dans l’administration de Payline. « Renvoyer » la relit encore avant
            d’envoyer : s’il est déjà fait, rien n’est envoyé.
          </p>
          <form method="post" action={`${adresse}/renvoi`}>
            <div class="actions">
              <button type="submit" class="ds-button">
                Renvoyer
              </button>
            </div>
          </form>
        </>
      ) : null}
      {statut === 'envoye' ? null : (
        <AvecMotif
          {...props}
          action={`${adresse}/abandon`}
          libelle="Pourquoi l’abandonner ?"
          bouton="Abandonner ce remboursement"
        />
      )}
    </>
  )
}

function AvecMotif(
  props: Pick<RendusProps, 'tape' | 'erreurs'> & { action: string; libelle: string; bouton: string },
) {
  return (
    <form class="formulaire" method="post" action={props.action} noValidate>
      <ZoneDeTexte
        nom="motif"
        libelle={props.libelle}
        aide="Seuls les agents le liront."
        valeur={props.tape.motif}
        messages={unMessage(props.erreurs.motif)}
        lignes={3}
      />
      <div class="actions">
        <button type="submit" class="ds-button" data-variant="secondary">
          {props.bouton}
        </button>
      </div>
    </form>
  )
}
