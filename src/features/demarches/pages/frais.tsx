import type { DefinitionFormulaire } from '../../../formulaire/definition.ts'
import type { Demarche, LigneDePaiement } from '../../../formulaire/demarche.ts'
import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { type Tarif, tarifDe } from '../../../formulaire/tarif.ts'

/** What is paid for, told before anybody begins; nothing for a démarche that costs nothing. */
export function Frais({
  demarche,
  formulaire,
}: {
  demarche: Demarche
  formulaire: DefinitionFormulaire | null
}) {
  const { paiement } = demarche
  if (!paiement || !formulaire) return null
  const { moment, joursPourPayer, chequeALOrdreDe } = paiement
  return (
    <>
      <h2>Ce que vous payez</h2>
      <ul>
        {fraisDe(formulaire, paiement.lignes).map(({ nom, prix }) => (
          <li>
            {nom} : <strong>{prix}</strong>
          </li>
        ))}
      </ul>
      <p>
        {moment === 'depot'
          ? 'Le montant exact est calculé d’après vos réponses. Vous le voyez, expliqué, avant d’envoyer votre demande.'
          : 'Vous ne payez que ce qui est accordé, après notre décision.'}{' '}
        Vous avez {`${joursPourPayer}\u00a0jours`} pour payer : en ligne par carte bancaire, ou par chèque à
        l’ordre de « {chequeALOrdreDe} ». Votre demande est déposée même si le paiement échoue.
      </p>
    </>
  )
}

/** Once for each thing that is paid, whatever the number of rules that price it. */
function fraisDe(
  formulaire: DefinitionFormulaire,
  lignes: readonly LigneDePaiement[],
): { nom: string; prix: string }[] {
  const parNom = Map.groupBy(lignes, (ligne) => nomDe(formulaire, ligne))
  return [...parNom].map(([nom, siennes]) => {
    const tarifs = siennes.map((ligne) => tarifDe(formulaire, ligne))
    const minCents = Math.min(...tarifs.map((tarif) => tarif.minCents))
    const maxCents = Math.max(...tarifs.map((tarif) => tarif.maxCents))
    return { nom, prix: prixEnMots({ minCents, maxCents }) }
  })
}

function nomDe(formulaire: DefinitionFormulaire, { libelle, groupe }: LigneDePaiement): string {
  const instance = formulaire.groupes.find(({ id }) => id === groupe)?.nomInstance
  return instance ? `${libelle}, pour chaque ${instance}` : libelle
}

const prixEnMots = ({ minCents, maxCents }: Tarif): string =>
  minCents === maxCents
    ? eurosEnMots(minCents)
    : `de ${eurosEnMots(minCents)} à ${eurosEnMots(maxCents)}, selon vos réponses`
