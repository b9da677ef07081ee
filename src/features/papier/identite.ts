import type { Adresse, DefinitionFormulaire, Personne, ReponsesScope } from '../../formulaire/definition.ts'
import { SAISIE_VIDE } from '../../formulaire/definition.ts'
import { readPage } from '../../formulaire/page-saisie.ts'
import { type PageVue, reach } from '../../formulaire/reach.ts'
import type { Fields } from '../../platform/http/fields.ts'

/** Who wrote, where to answer, and when the letter arrived: a form of one page, read by the same engine as the others. */
const IDENTITE: DefinitionFormulaire = {
  demarche: 'papier',
  version: '1',
  groupes: [],
  pages: [
    {
      kind: 'simple',
      id: 'identite',
      titre: 'Qui a écrit ?',
      sections: [
        {
          champs: [
            { id: 'qui', type: 'personne', libelle: 'Demandeur', avecCivilite: true },
            { id: 'adresse', type: 'adresse-postale', libelle: 'Adresse postale' },
            { id: 'telephone', type: 'telephone', libelle: 'Téléphone', requis: false },
            {
              id: 'courriel',
              type: 'courriel',
              libelle: 'Adresse électronique',
              aide: 'Seulement si elle est écrite sur le papier. Les décisions partiront par la poste.',
              requis: false,
            },
            {
              id: 'recue-le',
              type: 'date',
              libelle: 'Date d’arrivée',
              aide: 'Celle du tampon : les délais de la loi courent de ce jour.',
            },
          ],
        },
      ],
    },
  ],
}

export interface Identite {
  qui: Personne
  adresse: Adresse
  telephone: string | null
  email: string | null
  /** YYYY-MM-DD */
  recueLe: string
}

/** What the form holds, with its messages; the identity when all of it is there. @param aujourdhui day in Paris */
export function readIdentite(
  fields: Fields,
  aujourdhui: string,
): { page: PageVue; saisie: (typeof SAISIE_VIDE)['racine']; identite: Identite | undefined } {
  const [definition] = IDENTITE.pages
  if (!definition) throw new Error('the form of identity has one page')
  const saisie = readPage(SAISIE_VIDE, definition, undefined, fields)
  const parcours = reach(IDENTITE, saisie, { aujourdhui, pieces: [] })
  const [page] = parcours.pages
  if (!page) throw new Error('the page of identity always counts')
  const shown = withRecueLe(page, parcours.reponses.racine, aujourdhui)
  const identite = shown.complete ? identiteDe(parcours.reponses.racine) : undefined
  return { page: shown, saisie: saisie.racine, identite }
}

/** A letter does not arrive tomorrow, and was not forgotten for two years. */
function withRecueLe(page: PageVue, reponses: ReponsesScope, aujourdhui: string): PageVue {
  const recue = reponses['recue-le']
  if (typeof recue !== 'string') return page
  const oldest = `${Number(aujourdhui.slice(0, 4)) - 2}${aujourdhui.slice(4)}`
  const message =
    recue > aujourdhui
      ? 'Ce jour n’est pas encore venu\u00a0: écrivez la date du tampon.'
      : recue < oldest
        ? 'Cette date a plus de deux ans\u00a0: vérifiez l’année.'
        : undefined
  if (!message) return page
  const erreur = { nom: 'recue-le', message }
  const sections = page.sections.map((section) => ({
    ...section,
    champs: section.champs.map((vu) => (vu.champ.id === 'recue-le' ? { ...vu, erreurs: [erreur] } : vu)),
  }))
  return { ...page, sections, erreurs: [...page.erreurs, erreur], complete: false }
}

function identiteDe(reponses: ReponsesScope): Identite {
  const text = (id: string): string | null => {
    const valeur = reponses[id]
    return typeof valeur === 'string' && valeur !== '' ? valeur : null
  }
  return {
    qui: reponses.qui as Personne,
    adresse: reponses.adresse as Adresse,
    telephone: text('telephone'),
    email: text('courriel'),
    recueLe: text('recue-le') ?? '',
  }
}
