import { afficherValeur, repond } from '../../formulaire/champs/index.ts'
import type { DefinitionFormulaire, PieceRecue, Reponses, Valeur } from '../../formulaire/definition.ts'
import type { LigneDeResume, PartieDeResume } from '../../formulaire/summary.ts'
import type { DemandeRow } from './apply-acte.ts'

interface CalculFige {
  chemin: string
  enMots: string
}

/** The frozen answers of a demande in words, by the definition that it was filed under. */
export function summariseDemande(
  demande: DemandeRow,
  definition: DefinitionFormulaire,
  pieces: readonly PieceRecue[],
): PartieDeResume[] {
  const reponses = demande.reponses as unknown as Reponses
  const calculs = demande.calculs as unknown as CalculFige[]
  const ligne = (
    champ: DefinitionFormulaire['pages'][number]['sections'][number]['champs'][number],
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
          .map((p) => p.nomFichier)
          .join(', '),
      )
    if (champ.type === 'calcul') return one(calculs.find((calcul) => calcul.chemin === chemin)?.enMots ?? '')
    const valeur = valeurs[champ.id]
    return repond(champ) && valeur !== undefined ? one(afficherValeur(champ, valeur)) : []
  }
  return definition.pages.flatMap((page) => {
    const lieux =
      page.kind === 'simple'
        ? [{ prefixe: 'racine', valeurs: reponses.racine, nom: '' }]
        : (reponses.groupes[page.groupe] ?? []).map((i) => ({
            prefixe: `${page.groupe}.${i.id}`,
            valeurs: i.valeurs,
            nom: prenomDe(i.valeurs),
          }))
    return lieux.flatMap(({ prefixe, valeurs, nom }) => {
      const lignes = page.sections.flatMap((section) =>
        section.champs.flatMap((champ) => ligne(champ, prefixe, valeurs)),
      )
      return lignes.length === 0
        ? []
        : [{ titre: nom ? `${page.titre} – ${nom}` : page.titre, adresse: page.id, complete: true, lignes }]
    })
  })
}

function prenomDe(valeurs: Readonly<Record<string, Valeur>>): string {
  const personne = Object.values(valeurs).find((v) => typeof v === 'object' && 'prenom' in v)
  return personne && typeof personne === 'object' && 'prenom' in personne ? personne.prenom : ''
}
