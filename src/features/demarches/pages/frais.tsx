import type { DefinitionFormulaire } from '../../../formulaire/definition.ts'
import type { Demarche } from '../../../formulaire/demarche.ts'
import { fraisDe } from '../frais-en-mots.ts'

/** What is paid for, told before anybody begins; nothing for a démarche that costs nothing. */
export function Frais({
  demarche: { paiement },
  formulaire,
  enLigne,
}: {
  demarche: Demarche
  formulaire: DefinitionFormulaire | null
  /** Whether one may pay on line. */
  enLigne: boolean
}) {
  const frais = fraisDe({ paiement, formulaire })
  if (!paiement || frais.length === 0) return null
  const { moment, joursPourPayer, chequeALOrdreDe } = paiement
  return (
    <>
      <h2>Ce que vous payez</h2>
      <ul>
        {frais.map(({ nom, prix }) => (
          <li>
            {nom} : <strong>{prix}</strong>
          </li>
        ))}
      </ul>
      <p>
        {moment === 'depot'
          ? 'Le montant exact est calculé d’après vos réponses. Vous le voyez, expliqué, avant d’envoyer votre demande.'
          : 'Vous ne payez que ce qui est accordé, après notre décision.'}{' '}
        Vous avez {`${joursPourPayer}\u00a0jours`} pour payer
        {enLigne ? ' : en ligne par carte bancaire, ou' : ','} par chèque à l’ordre de « {chequeALOrdreDe} ».
        Votre demande est déposée même si le paiement échoue.
      </p>
    </>
  )
}
