import type { Demarche } from '../../../formulaire/demarche.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { statutEnMots } from '../etats-en-mots.ts'
import { parCheque } from '../mots-du-paiement.ts'
import { retenu, type StatutDePaiement, statutsDePaiement } from '../paiement.ts'
import type { PaiementVue, TentativeVue } from '../paiements.query.ts'
import { DetailDu } from './detail-du.tsx'
import { RendusSection } from './rendus-section.tsx'

interface PaiementPageProps {
  vue: PaiementVue
  demarche: Demarche
  /** Whether one may pay on line here and now. */
  enLigne: boolean
}

/** What is due, line by line, and where the person is about to go: what to check before typing a card number. */
export function PaiementPage({ vue, demarche, enLigne }: PaiementPageProps) {
  const { reference } = vue
  const { montantCents } = vue.du
  const recu = retenu(vue.tentatives)
  return (
    <>
      <p>
        <a href={`/espace/demandes/${reference}`}>Revenir à ma demande</a>
      </p>
      <h1 tabIndex={-1}>
        Payer {eurosEnMots(montantCents)} pour la demande <span class="d-un-bloc">{reference}</span>
      </h1>
      {recu ? <DejaPayee tentative={recu} /> : <DernierEssai tentative={vue.tentatives[0]} />}
      <RendusSection tentatives={vue.tentatives} />
      <h2>Ce que vous payez</h2>
      <DetailDu du={vue.du} />
      {recu ? null : <PayerEnLigne vue={vue} enLigne={enLigne} />}
      {recu ? null : <ParCheque vue={vue} demarche={demarche} />}
    </>
  )
}

function DejaPayee({ tentative }: { tentative: TentativeVue }) {
  return (
    <div class="encadre" data-ton="succes" role="status">
      <p>
        <strong>C’est payé.</strong> Numéro du paiement : {tentative.commande}.
      </p>
      <p>
        <a href={`/espace/paiements/${tentative.id}/recu.pdf`} data-telecharge="">
          Reçu (PDF)
        </a>
      </p>
    </div>
  )
}

function DernierEssai({ tentative }: { tentative: TentativeVue | undefined }) {
  if (!tentative) return null
  const { ton } = statutsDePaiement[tentative.statut]
  const { titre, suite } = statutEnMots(tentative.statut)
  return (
    <div class="encadre" data-ton={ton} role="status">
      <p>
        Votre essai du {longMoment(tentative.creeLe)} : {titre} {suite}
      </p>
    </div>
  )
}

/** States in which a payment is looked at by somebody: nothing may be paid meanwhile. */
const WAITS: readonly StatutDePaiement[] = ['a_verifier']

function PayerEnLigne({ vue, enLigne }: { vue: PaiementVue; enLigne: boolean }) {
  const [dernier] = vue.tentatives
  if (!vue.exigible) return <p>Vous pourrez payer quand une décision aura été prise. Nous vous écrirons.</p>
  if (dernier && WAITS.includes(dernier.statut)) return null
  if (!enLigne)
    return (
      <p>
        Le paiement en ligne n’est pas ouvert en ce moment. Votre demande est gardée : vous pouvez payer par
        chèque.
      </p>
    )
  return (
    <>
      <h2>Payer par carte</h2>
      <p>
        Vous allez quitter ce site pour les pages de paiement de <strong>Payline</strong>, de la société
        Monext. Avant de taper votre numéro de carte, regardez l’adresse en haut du navigateur, à côté d’un
        cadenas fermé. Elle commence par :
      </p>
      <p>
        <strong class="d-un-bloc">https://webpayment.payline.com</strong>
      </p>
      <p>
        Le Département ne voit jamais votre carte. Après le paiement, vous revenez ici. Si la page se ferme en
        route, rien n’est perdu : nous demandons à Payline ce qu’il en est.
      </p>
      {vue.aPayerAvant ? <p>Vous pouvez payer jusqu’au {longDay(vue.aPayerAvant)} inclus.</p> : null}
      <form method="post" action={`/espace/demandes/${vue.reference}/paiement`}>
        <button class="ds-button" type="submit">
          Payer {eurosEnMots(vue.du.montantCents)} sur Payline
        </button>
      </form>
    </>
  )
}

function ParCheque({ vue, demarche }: { vue: PaiementVue; demarche: Demarche }) {
  if (!demarche.paiement || !vue.exigible) return null
  return (
    <section>
      <h2>Payer par chèque</h2>
      <p>{parCheque(demarche.paiement, demarche, vue.reference)}</p>
    </section>
  )
}
