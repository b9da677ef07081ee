import type { DefinitionFormulaire } from '../../formulaire/definition.ts'

/** The group and the options that are decided apart. */
export const PAR_PARTIE = { groupe: 'enfants', champ: 'options' } as const

/** A form with children who each choose among two options. */
export const PACK: DefinitionFormulaire = {
  demarche: 'pack',
  version: '1',
  groupes: [
    { id: 'enfants', titre: 'Les enfants', nomInstance: 'enfant', min: 1, max: 12, identite: 'enfant' },
  ],
  pages: [
    {
      id: 'vous',
      titre: 'Vous',
      kind: 'simple',
      sections: [{ champs: [{ id: 'adresse', type: 'adresse-postale', libelle: 'Votre adresse' }] }],
    },
    {
      id: 'enfants',
      titre: 'Les enfants',
      kind: 'liste',
      groupe: 'enfants',
      sections: [
        {
          champs: [
            { id: 'enfant', type: 'personne', libelle: 'L’enfant' },
            {
              id: 'options',
              type: 'choix-multiple',
              libelle: 'Options',
              options: [
                { valeur: 'transport', libelle: 'Transport scolaire' },
                { valeur: 'carte', libelle: 'Carte jeune' },
              ],
            },
          ],
        },
      ],
    },
  ],
}

const personne = (prenom: string) => ({ civilite: '', prenom, nom: 'Dupont', dateNaissance: '' })

/** Léa asks for both options, Noé for the card. */
export const REPONSES_DU_PACK = {
  racine: {
    adresse: {
      ligne1: '1 rue des Lilas',
      ligne2: '',
      codePostal: '38000',
      commune: 'Grenoble',
      pays: 'France',
    },
  },
  groupes: {
    enfants: [
      { id: 'lea', valeurs: { enfant: personne('Léa'), options: ['transport', 'carte'] } },
      { id: 'noe', valeurs: { enfant: personne('Noé'), options: ['carte'] } },
    ],
  },
}
