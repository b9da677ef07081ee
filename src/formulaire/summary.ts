import { afficherValeur, nomsDe, repond } from './champs/index.ts'
import type { ChampVu, PageVue, Parcours } from './reach.ts'

export interface LigneDeResume {
  chemin: string
  libelle: string
  /** In words; '' when nothing was answered. */
  valeur: string
  /** Name of the first input of the question, to lead back to it; absent for what nobody types. */
  nom?: string
}

export interface PartieDeResume {
  titre: string
  /** Address of the page that holds these answers. */
  adresse: string
  complete: boolean
  lignes: LigneDeResume[]
}

/** Everything that counts, page by page, in words: for the check page, the PDF, the mails and the agents. */
export function summarise(parcours: Parcours): PartieDeResume[] {
  return parcours.pages
    .flatMap((page) =>
      page.page.kind === 'liste' ? (page.elements.length > 0 ? page.elements : [page]) : [page],
    )
    .map((page) => ({
      titre: titreDe(page),
      adresse: page.adresse,
      complete: page.complete,
      lignes: page.sections.flatMap((section) => section.champs.flatMap(ligneDe)),
    }))
    .filter((partie) => partie.lignes.length > 0 || !partie.complete)
}

/** « Scolarité de Léa », or the page's own title. */
export function titreDe(page: PageVue): string {
  return page.instance ? `${page.page.titre} – ${page.instance.nom}` : page.page.titre
}

function ligneDe({ champ, chemin, valeur, pieces, calcul }: ChampVu): LigneDeResume[] {
  const dite = { chemin, libelle: champ.libelle }
  if (champ.type === 'calcul') return [{ ...dite, valeur: calcul?.().enMots ?? '' }]
  const ligne = (valeur: string): LigneDeResume[] => [{ ...dite, valeur, nom: nomsDe(champ)[0] ?? champ.id }]
  if (champ.type === 'piece') return ligne(pieces.map((piece) => piece.nomFichier).join(', '))
  if (!repond(champ)) return []
  return ligne(valeur === undefined ? '' : afficherValeur(champ, valeur))
}
