import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { Demarche, LigneDePaiement, PaiementDeDemarche } from '../../formulaire/demarche.ts'
import { eurosEnMots } from '../../formulaire/nombres.ts'
import { type Tarif, tarifDe } from '../../formulaire/tarif.ts'
import type { Catalogue } from './catalogue.ts'

export interface Frais {
  nom: string
  prix: string
}

/** What a démarche makes people pay, from its rules: once for each thing, whatever the number of rules that price it. */
export function fraisDe({
  paiement,
  formulaire,
}: {
  paiement: PaiementDeDemarche | undefined
  formulaire: DefinitionFormulaire | null
}): Frais[] {
  if (!paiement || !formulaire) return []
  const parNom = Map.groupBy(paiement.lignes, (ligne) => nomDe(formulaire, ligne))
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

/** When and how it is paid without a screen; no lines where nothing is paid. */
export function paiementSurPapier({ paiement, papier }: Pick<Demarche, 'paiement' | 'papier'>): string[] {
  if (!paiement) return []
  const { moment, joursPourPayer, chequeALOrdreDe } = paiement
  const jours = `${joursPourPayer}\u00a0jours`
  return [
    moment === 'depot'
      ? `N’envoyez pas d’argent avec votre demande. Nous vous écrirons le montant exact, et vous aurez ${jours} pour payer.`
      : `Vous payez seulement ce qui est accordé. Notre décision vous dira le montant exact, et vous aurez ${jours} pour payer.`,
    `Par chèque\u00a0: faites-le à l’ordre de «\u00a0${chequeALOrdreDe}\u00a0», écrivez au dos la référence que nous vous donnerons, et envoyez-le à cette adresse\u00a0: ${papier.adressePostale.join(', ')}.`,
  ]
}

/**
 * The same for the terms of each démarche that is paid, as facts to name in their text: `{{paiement.pack-rentree}}`.
 */
export const faitsDePaiement = (catalogue: Pick<Catalogue, 'all'>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    catalogue.all().flatMap(({ demarche, formulaire }) => {
      const frais = fraisDe({ paiement: demarche.paiement, formulaire }).map(
        ({ nom, prix }) => `- ${nom}\u00a0: ${prix}`,
      )
      if (frais.length === 0) return []
      const mention = demarche.mentionFictive ? [demarche.mentionFictive] : []
      const texte = [frais.join('\n'), ...mention, ...paiementSurPapier(demarche)].join('\n\n')
      return [[`paiement.${demarche.slug}`, texte] as const]
    }),
  )
