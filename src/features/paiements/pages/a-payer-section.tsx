import type { PaiementDeDemarche } from '../../../formulaire/demarche.ts'
import type { Du } from '../compute-du.ts'
import { moyensDePayer, quandPayer, titreDuPaiement } from '../mots-du-paiement.ts'
import { DetailDu } from './detail-du.tsx'

/** Before a demande is filed: what will be due, when, how, and that it is filed in any case. */
export function APayerSection(props: {
  du: Du
  paiement: PaiementDeDemarche
  mentionFictive?: string | undefined
  /** Whether one may pay on line here. */
  enLigne: boolean
}) {
  const { du, paiement, mentionFictive, enLigne } = props
  return (
    <section class="encadre">
      <h2>{titreDuPaiement(paiement, du)}</h2>
      {mentionFictive ? <p class="doux">{mentionFictive}</p> : null}
      <DetailDu du={du} />
      <p>{quandPayer(paiement)}</p>
      <p>{moyensDePayer(paiement, enLigne)}</p>
      <p>
        <strong>Votre demande est déposée dès que vous l’envoyez</strong>, même si le paiement échoue. Vous ne
        perdez rien : vous pourrez payer ensuite.
      </p>
    </section>
  )
}
