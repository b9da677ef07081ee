import {
  type Adresse,
  type DefinitionFormulaire,
  type Personne,
  type Reponses,
  SAISIE_VIDE,
  type Saisie,
} from '../../formulaire/definition.ts'
import { readPage } from '../../formulaire/page-saisie.ts'
import { type PageVue, reach } from '../../formulaire/reach.ts'
import type { Fields } from '../../platform/http/fields.ts'

type Formulaire = DefinitionFormulaire & { pages: readonly [DefinitionFormulaire['pages'][number]] }

/** What an account holds of its person. Only the name is required. @param aujourdhui YYYY-MM-DD in Paris */
export const formulaireVous = (aujourdhui: string): Formulaire => ({
  demarche: 'compte',
  version: '1',
  groupes: [],
  pages: [
    {
      id: 'vous',
      titre: 'Mes informations',
      kind: 'simple',
      sections: [
        {
          champs: [
            {
              id: 'identite',
              type: 'personne',
              libelle: 'Votre identité',
              avecCivilite: true,
              prerempli: 'compte.identite',
            },
            {
              id: 'naissance',
              type: 'date',
              libelle: 'Votre date de naissance',
              requis: false,
              min: '1900-01-01',
              max: aujourdhui,
            },
            { id: 'telephone', type: 'telephone', libelle: 'Votre téléphone', requis: false },
            { id: 'adresse', type: 'adresse-postale', libelle: 'Votre adresse postale', requis: false },
          ],
        },
      ],
    },
  ],
})

/** One child of the household. */
export const formulaireEnfant = (aujourdhui: string): Formulaire => ({
  demarche: 'foyer',
  version: '1',
  groupes: [],
  pages: [
    {
      id: 'enfant',
      titre: 'Un enfant de mon foyer',
      kind: 'simple',
      sections: [
        {
          champs: [
            {
              id: 'enfant',
              type: 'personne',
              libelle: 'L’enfant',
              naissance: { agesAu: { jour: aujourdhui, min: 0, max: 30 } },
            },
          ],
        },
      ],
    },
  ],
})

export interface Lecture {
  saisie: Saisie
  vue: PageVue
  reponses: Reponses
}

/** Reads one of the two forms. */
export function lireFormulaire(formulaire: Formulaire, saisie: Saisie, aujourdhui: string): Lecture {
  const parcours = reach(formulaire, saisie, { aujourdhui, pieces: [] })
  const [vue] = parcours.pages
  if (!vue) throw new Error(`the form ${formulaire.demarche} has no page`)
  return { saisie, vue, reponses: parcours.reponses }
}

/** The same from what a browser sent. */
export const lireEnvoi = (formulaire: Formulaire, fields: Fields, aujourdhui: string): Lecture =>
  lireFormulaire(formulaire, readPage(SAISIE_VIDE, formulaire.pages[0], undefined, fields), aujourdhui)

/** What is kept of the person. */
export interface Informations {
  civilite: string | null
  prenom: string
  nom: string
  /** YYYY-MM-DD */
  dateNaissance: string | null
  /** E.164 */
  telephone: string | null
  adresse: Adresse | null
}

/** @param reponses a page without an error: the name is there */
export function informationsDe({ racine }: Reponses): Informations {
  const identite = racine.identite as Personne
  return {
    civilite: identite.civilite || null,
    prenom: identite.prenom,
    nom: identite.nom,
    dateNaissance: typeof racine.naissance === 'string' ? racine.naissance : null,
    telephone: typeof racine.telephone === 'string' ? racine.telephone : null,
    adresse: (racine.adresse as Adresse | undefined) ?? null,
  }
}
