import type { Champ, ReponsesScope } from '../../formulaire/definition.ts'
import { SAISIE_VIDE } from '../../formulaire/definition.ts'
import { readPage } from '../../formulaire/page-saisie.ts'
import { type PageVue, reach } from '../../formulaire/reach.ts'
import type { Fields } from '../../platform/http/fields.ts'

/** The day of arrival of a letter, from which the law counts (CRPA L112-3, L114-5). */
export const ARRIVEE = {
  id: 'recue-le',
  type: 'date',
  libelle: 'Date d’arrivée',
  aide: 'Celle du tampon\u00a0: les délais de la loi courent de ce jour.',
} as const satisfies Champ

/** Days that cannot be the one of arrival, told where it is typed. Days in Paris, YYYY-MM-DD. */
export interface Bornes {
  aujourdhui: string
  premier: { jour: string; message: string }
}

/** The page with what is wrong with its day of arrival. */
export function withArrivee(
  page: PageVue,
  reponses: ReponsesScope,
  { aujourdhui, premier }: Bornes,
): PageVue {
  const recue = reponses[ARRIVEE.id]
  if (typeof recue !== 'string') return page
  const message =
    recue > aujourdhui
      ? 'Ce jour n’est pas encore venu\u00a0: écrivez la date du tampon.'
      : recue < premier.jour
        ? premier.message
        : undefined
  if (!message) return page
  const erreur = { nom: ARRIVEE.id, message }
  const sections = page.sections.map((section) => ({
    ...section,
    champs: section.champs.map((vu) => (vu.champ.id === ARRIVEE.id ? { ...vu, erreurs: [erreur] } : vu)),
  }))
  return { ...page, sections, erreurs: [...page.erreurs, erreur], complete: false }
}

/** The day alone, with its messages; undefined while it is not a day that can be. */
export function readArrivee(fields: Fields, bornes: Bornes) {
  const definition = {
    kind: 'simple',
    id: 'arrivee',
    titre: 'Arrivée',
    sections: [{ champs: [ARRIVEE] }],
  } as const
  const saisie = readPage(SAISIE_VIDE, definition, undefined, fields)
  const parcours = reach({ demarche: 'papier', version: '1', groupes: [], pages: [definition] }, saisie, {
    aujourdhui: bornes.aujourdhui,
    pieces: [],
  })
  const [page] = parcours.pages
  if (!page) throw new Error('the page of the day of arrival always counts')
  const shown = withArrivee(page, parcours.reponses.racine, bornes)
  const recue = parcours.reponses.racine[ARRIVEE.id]
  return {
    page: shown,
    saisie: saisie.racine,
    recueLe: shown.complete && typeof recue === 'string' ? recue : undefined,
  }
}
