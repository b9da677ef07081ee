import { afficherValeur, repond } from '../../formulaire/champs/index.ts'
import type { DefinitionFormulaire, Page, PieceRecue, Reponses, Valeur } from '../../formulaire/definition.ts'
import type { LigneDeResume, PartieDeResume } from '../../formulaire/summary.ts'
import type { DemandeRow } from './apply-acte.ts'

interface CalculFige {
  chemin: string
  enMots: string
}

import { refusEnMots } from '../../formulaire/refus-de-piece.ts'

/** The frozen answers of a demande in words, by the definition that it was filed under. */
export function summariseDemande(
  demande: DemandeRow,
  definition: DefinitionFormulaire,
  pieces: readonly PieceRecue[],
): PartieDeResume[] {
  const reponses = demande.reponses as unknown as Reponses
  const calculs = demande.calculs as unknown as CalculFige[]
  const ligne = (
    champ: Page['sections'][number]['champs'][number],
    prefixe: string,
    valeurs: Readonly<Record<string, Valeur>>,
  ): LigneDeResume[] => {
    const chemin = `${prefixe}.${champ.id}`
    const one = (valeur: string): LigneDeResume[] =>
      valeur === '' ? [] : [{ chemin, libelle: champ.libelle, valeur }]
    if (champ.type === 'piece')
      return one(
        pieces
          .filter((p) => p.chemin === chemin)
          .map((p) => (p.refusee ? `${p.nomFichier} (${refusEnMots[p.refusee]})` : p.nomFichier))
          .join(', '),
      )
    if (champ.type === 'calcul') return one(calculs.find((calcul) => calcul.chemin === chemin)?.enMots ?? '')
    const valeur = valeurs[champ.id]
    return repond(champ) && valeur !== undefined ? one(afficherValeur(champ, valeur)) : []
  }
  return placesOf(definition, reponses).flatMap(({ page, prefixe, valeurs, nom }) => {
    const lignes = page.sections.flatMap((section) =>
      section.champs.flatMap((champ) => ligne(champ, prefixe, valeurs)),
    )
    return lignes.length === 0
      ? []
      : [{ titre: nom ? `${page.titre} – ${nom}` : page.titre, adresse: page.id, complete: true, lignes }]
  })
}

interface Place {
  page: Page
  prefixe: string
  valeurs: Readonly<Record<string, Valeur>>
  nom: string
}

/** Where answers stand, in the order of reading: all that is said of one child before the next. */
function placesOf({ pages }: DefinitionFormulaire, reponses: Reponses): Place[] {
  const groupes = new Set<string>()
  return pages.flatMap((page) => {
    if (page.kind === 'simple') return [{ page, prefixe: 'racine', valeurs: reponses.racine, nom: '' }]
    if (groupes.has(page.groupe)) return []
    groupes.add(page.groupe)
    const siennes = pages.filter((p) => p.kind !== 'simple' && p.groupe === page.groupe)
    return (reponses.groupes[page.groupe] ?? []).flatMap(({ id, valeurs }) =>
      siennes.map((p) => ({ page: p, prefixe: `${page.groupe}.${id}`, valeurs, nom: prenomDe(valeurs) })),
    )
  })
}

function prenomDe(valeurs: Readonly<Record<string, Valeur>>): string {
  const personne = Object.values(valeurs).find((v) => typeof v === 'object' && 'prenom' in v)
  return personne && typeof personne === 'object' && 'prenom' in personne ? personne.prenom : ''
}
