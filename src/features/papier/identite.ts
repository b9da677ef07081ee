import type { Adresse, DefinitionFormulaire, Personne, ReponsesScope } from '../../formulaire/definition.ts'
import { SAISIE_VIDE } from '../../formulaire/definition.ts'
import { readPage } from '../../formulaire/page-saisie.ts'
import { type PageVue, reach } from '../../formulaire/reach.ts'
import type { Fields } from '../../platform/http/fields.ts'
import { ARRIVEE, type Bornes, withArrivee } from './arrivee.ts'

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
            ARRIVEE,
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
  const shown = withArrivee(page, parcours.reponses.racine, bornesDe(aujourdhui))
  const identite = shown.complete ? identiteDe(parcours.reponses.racine) : undefined
  return { page: shown, saisie: saisie.racine, identite }
}

/** A letter was not forgotten for two years. */
function bornesDe(aujourdhui: string): Bornes {
  const jour = `${Number(aujourdhui.slice(0, 4)) - 2}${aujourdhui.slice(4)}`
  return {
    aujourdhui,
    premier: { jour, message: 'Cette date a plus de deux ans\u00a0: vérifiez l’année.' },
  }
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
