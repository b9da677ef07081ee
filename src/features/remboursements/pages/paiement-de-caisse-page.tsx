import type { ComponentChildren } from 'preact'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { nomDeLigne, statutsDePaiement } from '../../paiements/index.ts'
import type { PaiementDeCaisse } from '../paiement-de-caisse.query.ts'
import { DemanderRemboursement } from './demander-remboursement.tsx'
import { GarderALaPlace } from './garder-a-la-place.tsx'
import type { PaiementDeCaissePageProps } from './paiement-de-caisse-props.ts'
import { Rendus } from './rendus.tsx'

const DECISIONS = { garder: 'Gardé', a_rendre: 'À rendre', rien_pris: 'Rien n’a été pris' } as const

/** One payment as the régie reads it: what was due, what happened, what was given back, and what may be done. */
export function PaiementDeCaissePage(props: PaiementDeCaissePageProps) {
  const { vue, acteur, attend, erreurs } = props
  return (
    <>
      <MenuDeCaisse pour={acteur.role} />
      <h1 tabIndex={-1}>
        Paiement <span class="reference">{vue.commande}</span>
      </h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      {attend ? <AVerifier vue={vue} agit={acteur.role === 'regisseur'} /> : null}
      {vue.aRendreCents > 0 ? <ARendre vue={vue} /> : null}
      <Faits {...props} />
      <Du vue={vue} />
      <Rendus vue={vue} acteur={acteur} tape={props.tape} erreurs={erreurs} />
      <GarderALaPlace {...props} />
      <DemanderRemboursement {...props} />
    </>
  )
}

function AVerifier({ vue, agit }: { vue: PaiementDeCaisse; agit: boolean }) {
  return (
    <Alert ton="attention" titre="Ce paiement attend une personne">
      {vue.conflit ? (
        <p>Payline a accepté autre chose que ce qui était commandé ({vue.conflit}).</p>
      ) : vue.statut === 'en_cours' ? (
        <p>Depuis plus d’un jour, Payline ne dit pas ce qu’il en est.</p>
      ) : (
        <>
          <p>
            Payline ne peut pas conclure seul. S’il s’agit d’un doute de fraude, la décision se prend chez
            Payline :
          </p>
          <ol>
            <li>Ouvrez l’administration de Payline (admin.payline.com).</li>
            <li>
              Cherchez la transaction {vue.transactionId ?? `de la commande ${vue.commande}`}, rubrique
              « Transactions ».
            </li>
            <li>Acceptez-la ou refusez-la, selon les consignes de la régie.</li>
            <li>Revenez ici et pressez « Relire maintenant ».</li>
          </ol>
        </>
      )}
      {agit ? (
        <form method="post" action={`/agents/caisse/paiements/${vue.id}/relecture`}>
          <button type="submit" class="ds-button">
            Relire maintenant
          </button>
        </form>
      ) : (
        <p>C’est au régisseur de le traiter.</p>
      )}
    </Alert>
  )
}

function ARendre({ vue: { aRendreCents, enTrop, decision } }: { vue: PaiementDeCaisse }) {
  return (
    <Alert ton="attention" titre={`À rendre : ${eurosEnMots(aRendreCents)}`}>
      <p>
        {decision?.quoi === 'a_rendre'
          ? 'Il a été décidé de rendre ce paiement.'
          : enTrop
            ? 'La demande était déjà payée : ce second paiement est en trop.'
            : 'La demande doit maintenant moins que ce qui a été payé : elle a été refusée, retirée, ou son montant a baissé.'}
      </p>
    </Alert>
  )
}

function Faits({ vue, titre, acteur }: PaiementDeCaissePageProps) {
  const { libelle, ton } = statutsDePaiement[vue.statut]
  const lien = acteur.role !== 'regisseur'
  return (
    <dl class="resume">
      <Fait terme="État">
        <Tag ton={ton}>{libelle}</Tag>
      </Fait>
      <Fait terme="Montant">{eurosEnMots(vue.montantCents)}</Fait>
      <Fait terme="Démarche">{titre}</Fait>
      {vue.demande ? (
        <>
          <Fait terme="Demande">
            {lien ? (
              <a href={`/agents/demandes/${vue.demande.reference}`}>{vue.demande.reference}</a>
            ) : (
              vue.demande.reference
            )}
          </Fait>
          <Fait terme="Qui paie">{vue.demande.payeur}</Fait>
        </>
      ) : (
        <Fait terme="Demande">Effacée, à la fin de sa durée de conservation</Fait>
      )}
      <Fait terme="Moyen">{vue.moyen === 'carte' ? 'Carte bancaire, par Payline' : 'Chèque'}</Fait>
      <Fait terme="Commencé le">{longMoment(vue.creeLe)}</Fait>
      {vue.luLe ? <Fait terme="Lu chez Payline le">{longMoment(vue.luLe)}</Fait> : null}
      {vue.concluLe ? <Fait terme="Terminé le">{longMoment(vue.concluLe)}</Fait> : null}
      {vue.code ? (
        <Fait terme="Réponse de Payline">
          {vue.code}
          {vue.message ? `, ${vue.message}` : ''}
        </Fait>
      ) : null}
      {vue.transactionId ? <Fait terme="Transaction">{vue.transactionId}</Fait> : null}
      {vue.autorisation ? <Fait terme="Autorisation">{vue.autorisation}</Fait> : null}
      {vue.conflit ? <Fait terme="Différence">{vue.conflit}</Fait> : null}
      {vue.decision ? (
        <Fait terme="Décision">
          {DECISIONS[vue.decision.quoi]}, par {vue.decision.par} : {vue.decision.motif}
        </Fait>
      ) : null}
    </dl>
  )
}

function Fait({ terme, children }: { terme: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{terme}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Du({ vue: { du } }: { vue: PaiementDeCaisse }) {
  if (!du) return null
  return (
    <section aria-labelledby="du">
      <h2 id="du">Ce qui était dû</h2>
      {du.exigible ? null : <p>Aujourd’hui, rien n’est à payer pour cette demande.</p>}
      <dl class="resume">
        {du.lignes.map((ligne) => (
          <Fait terme={nomDeLigne(ligne)}>
            {eurosEnMots(ligne.montantCents)}
            {ligne.accordee === false ? ' (refusé : plus dû)' : ''}
          </Fait>
        ))}
        <Fait terme="Total">
          <strong>{eurosEnMots(du.montantCents)}</strong>
        </Fait>
      </dl>
    </section>
  )
}
