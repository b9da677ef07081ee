import type { Demarche } from '../../../formulaire/demarche.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import type { Du } from '../compute-du.ts'
import { statutEnMots } from '../etats-en-mots.ts'
import { estVerifie, retenus, statutsDePaiement } from '../paiement.ts'
import type { PaiementVue, TentativeVue } from '../paiements.query.ts'
import { CompteEnMots } from './compte-en-mots.tsx'
import { DetailDu } from './detail-du.tsx'
import { PayerEnLigne } from './payer-en-ligne.tsx'
import { DernierJour } from './quand-payer.tsx'
import { RendusSection } from './rendus-section.tsx'

interface PaiementPageProps {
  vue: PaiementVue
  demarche: Demarche
}

/** What is due, line by line, and how to pay it; or that it is paid, waits for a decision, or is no more due. */
export function PaiementPage({ vue, demarche }: PaiementPageProps) {
  const { reference, tentatives, du } = vue
  const recus = retenus(vue)
  const recu = recus.length > 0
  return (
    <>
      <p>
        <a href={`/espace/demandes/${reference}`}>Revenir à ma demande</a>
      </p>
      <h1 tabIndex={-1}>
        {titreDe(vue)} <span class="d-un-bloc">{reference}</span>
      </h1>
      {recus.map((tentative) => (
        <DejaPayee tentative={tentative} vue={vue} />
      ))}
      {recu ? null : <DernierEssai tentative={tentatives[0]} vue={vue} />}
      <CompteEnMots vue={vue} />
      <RendusSection tentatives={tentatives} />
      {du ? (
        <>
          <h2>{titreDuDetail(vue)}</h2>
          <Changement vue={vue} du={du} />
          <DetailDu du={du} />
        </>
      ) : null}
      {recu ? null : <CommentPayer vue={vue} demarche={demarche} />}
      {recu && vue.compte.resteCents > 0 ? <ParCheque vue={vue} demarche={demarche} /> : null}
    </>
  )
}

/** The words before the reference. */
function titreDe(vue: PaiementVue): string {
  const { etat, du, tentatives } = vue
  if (retenus(vue).length > 0) return 'Paiement de la demande'
  if (etat === 'caduc' || !du) return 'Rien à payer pour la demande'
  const somme = eurosEnMots(du.montantCents)
  if (estVerifie(tentatives)) return `Paiement de ${somme} à vérifier pour la demande`
  return etat === 'attend' ? 'Rien à payer pour l’instant pour la demande' : `Payer ${somme} pour la demande`
}

function titreDuDetail(vue: PaiementVue): string {
  if (retenus(vue).length > 0) return 'Ce qui est dû pour cette demande'
  return vue.etat === 'attend' ? 'Ce que vous paierez si tout est accordé' : 'Ce que vous payez'
}

/** « C’est payé » only where what we hold is what is due. */
function DejaPayee({ tentative, vue }: { tentative: TentativeVue; vue: PaiementVue }) {
  const solde = vue.du !== null && vue.compte.resteCents === 0
  const somme = eurosEnMots(tentative.montantCents)
  return (
    <div class="encadre" data-ton={solde ? 'succes' : 'info'} role="status">
      <p>
        <strong>{solde ? `C’est payé : ${somme}.` : `Nous avons reçu ${somme}.`}</strong> Numéro du paiement :{' '}
        <span class="d-un-bloc">{tentative.commande}</span>.
      </p>
      <p>
        <a href={`/espace/paiements/${tentative.id}/recu.pdf`} data-telecharge="">
          Reçu (PDF)
        </a>
      </p>
    </div>
  )
}

function DernierEssai({ tentative, vue }: { tentative: TentativeVue | undefined; vue: PaiementVue }) {
  if (!tentative) return null
  const { du, enLigne } = vue
  if (tentative.impaye)
    return (
      <div class="encadre" data-ton="attention" role="status">
        <p>
          Votre banque n’a pas payé votre chèque. Votre demande est conservée.{' '}
          {du
            ? `Vous pouvez payer de nouveau, ${enLigne ? 'par carte ou ' : ''}par un autre chèque.`
            : 'Vous n’avez plus rien à payer.'}
        </p>
      </div>
    )
  const { statut, montantCents, creeLe } = tentative
  // Given back: the account says so.
  if (statut === 'accepte') return null
  if (statut === 'en_cours' && du && montantCents !== du.montantCents)
    return (
      <div class="encadre" data-ton="attention" role="status">
        <p>
          <strong>Le montant a changé.</strong> La page de paiement ouverte le {longMoment(creeLe)} demande
          encore {eurosEnMots(montantCents)} : n’y payez pas, fermez-la. Vous pourrez payer{' '}
          {eurosEnMots(du.montantCents)} un quart d’heure après son ouverture.
        </p>
      </div>
    )
  if (statut === 'en_cours')
    return (
      <div class="encadre" data-ton="info" role="status">
        <p>
          <strong>Vous avez ouvert la page de paiement le {longMoment(creeLe)}.</strong> Nous ne savons pas
          encore si vous avez payé. Vous avez payé ? Attendez : nous vous le dirons ici. Vous n’avez pas fini
          {' '}? Vous pouvez reprendre. Dans les deux cas, vous ne paierez qu’une fois.
        </p>
      </div>
    )
  const { titre, suite } = statutEnMots(statut)
  return (
    <div class="encadre" data-ton={statutsDePaiement[statut].ton} role="status">
      <p>
        Votre essai du {longMoment(creeLe)} : <strong>{titre}</strong> {suite}
      </p>
    </div>
  )
}

/** A decision granted a part of what was asked. */
function Changement({ vue, du }: { vue: PaiementVue; du: Du }) {
  if (du.montantCents === vue.demandeCents) return null
  return (
    <p>
      Une décision a changé ce que vous devez : {eurosEnMots(du.montantCents)}, au lieu de{' '}
      {eurosEnMots(vue.demandeCents)}. Ce qui est refusé n’est pas à payer.
    </p>
  )
}

function CommentPayer({ vue, demarche }: PaiementPageProps) {
  if (vue.etat === 'caduc' || !vue.du)
    return <p>Votre demande a été retirée, ou n’est pas accordée : vous n’avez rien à payer.</p>
  if (vue.etat === 'attend')
    return (
      <p>
        Vous ne payez rien maintenant. Vous paierez seulement ce qui est accordé. Nous vous écrirons après la
        décision.
      </p>
    )
  // Somebody looks at a payment by card: neither another one nor a cheque meanwhile.
  if (estVerifie(vue.tentatives)) return null
  return (
    <>
      <DernierJour vue={vue} />
      <PayerEnLigne vue={vue} du={vue.du} />
      <ParCheque vue={vue} demarche={demarche} />
    </>
  )
}

function ParCheque({ vue, demarche }: PaiementPageProps) {
  if (!demarche.paiement) return null
  return (
    <section>
      <h2>Payer par chèque</h2>
      <p>Faites un chèque de {eurosEnMots(vue.compte.resteCents || (vue.du?.montantCents ?? 0))} :</p>
      <ul>
        <li>à l’ordre de « {demarche.paiement.chequeALOrdreDe} » ;</li>
        <li>
          avec la référence <strong class="d-un-bloc">{vue.reference}</strong> écrite au dos.
        </li>
      </ul>
      <p>Envoyez-le à cette adresse :</p>
      <AdressePostale lignes={demarche.papier.adressePostale} />
    </section>
  )
}
