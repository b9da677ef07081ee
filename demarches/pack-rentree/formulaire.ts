import type { Champ, Condition, DefinitionFormulaire } from '../../src/formulaire/definition.ts'
import { regles, rentree } from './tarifs.ts'

const demande = (option: string): Condition => ({ champ: 'options', contient: option })
const pensionnaire: Condition = { champ: 'regime', dans: ['demi-pensionnaire', 'interne'] }

const responsable: readonly Champ[] = [
  {
    id: 'identite',
    type: 'personne',
    libelle: 'Votre identité',
    avecCivilite: true,
    prerempli: 'compte.identite',
  },
  {
    id: 'qualite',
    type: 'choix',
    libelle: 'Vous êtes, pour les enfants de cette demande',
    options: [
      { valeur: 'mere', libelle: 'Leur mère' },
      { valeur: 'pere', libelle: 'Leur père' },
      { valeur: 'tuteur', libelle: 'Leur tutrice ou leur tuteur' },
      { valeur: 'autre', libelle: 'Une autre personne responsable d’eux' },
    ],
  },
  {
    id: 'qualite-autre',
    type: 'texte-court',
    libelle: 'Précisez votre lien avec les enfants',
    aide: 'Par exemple : grand-mère, famille d’accueil.',
    si: { champ: 'qualite', est: 'autre' },
  },
  { id: 'adresse', type: 'adresse-postale', libelle: 'Votre adresse postale', prerempli: 'compte.adresse' },
  {
    id: 'telephone',
    type: 'telephone',
    libelle: 'Votre téléphone',
    aide: 'Pour vous joindre si un document manque.',
    prerempli: 'compte.telephone',
  },
  { id: 'courriel', type: 'courriel', libelle: 'Votre adresse électronique', prerempli: 'compte.email' },
]

const enfant: readonly Champ[] = [
  {
    id: 'enfant',
    type: 'personne',
    libelle: 'Identité de l’enfant',
    naissance: { agesAu: { jour: rentree, min: 9, max: 18 } },
  },
  {
    id: 'garde-partagee',
    type: 'oui-non',
    libelle: 'L’enfant est-il en garde partagée ?',
    aide: 'Il vit tantôt chez l’un, tantôt chez l’autre de ses parents.',
  },
]

const scolarite: readonly Champ[] = [
  { id: 'hors-isere', type: 'oui-non', libelle: 'Le collège est-il situé hors de l’Isère ?' },
  {
    id: 'college',
    type: 'texte-court',
    libelle: 'Nom du collège',
    aide: 'Par exemple : collège Olympique.',
    max: 120,
  },
  { id: 'commune-college', type: 'commune', libelle: 'Commune du collège' },
  {
    id: 'classe',
    type: 'choix',
    libelle: 'Classe à la rentrée 2026',
    options: [
      { valeur: '6e', libelle: '6e' },
      { valeur: '5e', libelle: '5e' },
      { valeur: '4e', libelle: '4e' },
      { valeur: '3e', libelle: '3e' },
      { valeur: 'segpa', libelle: 'SEGPA' },
      { valeur: 'ulis', libelle: 'ULIS' },
    ],
  },
  {
    id: 'regime',
    type: 'choix',
    libelle: 'Régime',
    options: [
      { valeur: 'externe', libelle: 'Externe', aide: 'Ne mange pas au collège.' },
      { valeur: 'demi-pensionnaire', libelle: 'Demi-pensionnaire', aide: 'Mange au collège le midi.' },
      { valeur: 'interne', libelle: 'Interne', aide: 'Dort au collège.' },
    ],
  },
]

const transport: readonly Champ[] = [
  { id: 'commune-depart', type: 'commune', libelle: 'Commune de départ' },
  {
    id: 'arret',
    type: 'texte-court',
    libelle: 'Arrêt le plus proche',
    aide: 'Si vous le connaissez.',
    requis: false,
    max: 120,
  },
  {
    id: 'jours-transport',
    type: 'choix-multiple',
    libelle: 'Jours de transport',
    options: [
      { valeur: 'lundi', libelle: 'Lundi' },
      { valeur: 'mardi', libelle: 'Mardi' },
      { valeur: 'mercredi', libelle: 'Mercredi' },
      { valeur: 'jeudi', libelle: 'Jeudi' },
      { valeur: 'vendredi', libelle: 'Vendredi' },
    ],
  },
]

const restauration: readonly Champ[] = [
  {
    id: 'quotient',
    type: 'quotient-familial',
    libelle: 'Votre quotient familial',
    aide: 'Il figure sur votre attestation CAF ou MSA de moins de trois mois.',
  },
  { id: 'repas', type: 'entier', libelle: 'Repas pris au collège chaque semaine', min: 1, max: 5 },
  {
    id: 'aide-estimee',
    type: 'calcul',
    libelle: 'Aide estimée pour l’année',
    regle: 'aide annuelle',
    entrees: { 'quotient familial': 'quotient', 'jours par semaine': 'repas' },
    lignes: ['aide par repas', 'aide annuelle'],
    unite: '€',
    fictif: true,
  },
]

export const formulaire: DefinitionFormulaire = {
  demarche: 'pack-rentree',
  version: '2026-3',
  groupes: [
    { id: 'enfants', titre: 'Les enfants', nomInstance: 'enfant', min: 1, max: 12, identite: 'enfant' },
  ],
  regles,
  pages: [
    {
      id: 'vous',
      kind: 'simple',
      titre: 'Vous',
      aide: 'La personne responsable des enfants, à qui le Département répondra.',
      sections: [{ champs: responsable }],
    },
    {
      id: 'enfants',
      kind: 'liste',
      groupe: 'enfants',
      titre: 'Les enfants',
      aide: 'Ajoutez chaque enfant pour qui vous demandez une aide. Une seule demande suffit pour tous.',
      sections: [{ champs: enfant }],
    },
    {
      id: 'scolarite',
      kind: 'par-instance',
      groupe: 'enfants',
      titre: 'Scolarité',
      sections: [{ champs: scolarite }],
    },
    {
      id: 'options',
      kind: 'par-instance',
      groupe: 'enfants',
      titre: 'Aides demandées',
      sections: [
        {
          champs: [
            {
              id: 'options',
              type: 'choix-multiple',
              libelle: 'Que demandez-vous pour cet enfant ?',
              options: [
                { valeur: 'transport', libelle: 'Transport scolaire' },
                {
                  valeur: 'restauration',
                  libelle: 'Aide à la restauration',
                  aide: 'Pour les demi-pensionnaires et les internes, selon le quotient familial.',
                },
                { valeur: 'carte-jeune', libelle: 'Carte jeune' },
                {
                  valeur: 'carte-transport',
                  libelle: 'Carte de transport',
                  aide: 'Une photo d’identité est demandée.',
                },
              ],
            },
          ],
        },
      ],
    },
    {
      id: 'transport',
      kind: 'par-instance',
      groupe: 'enfants',
      titre: 'Transport scolaire',
      si: demande('transport'),
      sections: [{ champs: transport }],
    },
    {
      id: 'restauration',
      kind: 'par-instance',
      groupe: 'enfants',
      titre: 'Aide à la restauration',
      si: demande('restauration'),
      sections: [
        { si: pensionnaire, champs: restauration },
        {
          si: { champ: 'regime', est: 'externe' },
          champs: [
            {
              id: 'restauration-externe',
              type: 'information',
              ton: 'attention',
              libelle:
                'Un élève externe ne mange pas au collège : l’aide à la restauration ne peut pas lui être accordée. Vous pouvez revenir en arrière pour changer le régime ou les aides demandées.',
            },
          ],
        },
      ],
    },
    {
      id: 'documents',
      kind: 'par-instance',
      groupe: 'enfants',
      titre: 'Documents',
      aide: 'Une photo nette prise avec un téléphone suffit. Vous pouvez continuer et ajouter les documents facultatifs plus tard.',
      sections: [
        {
          champs: [
            {
              id: 'certificat',
              type: 'piece',
              nature: 'certificat-scolarite',
              libelle: 'Certificat de scolarité',
              aide: 'Si vous l’avez déjà. Sinon, le collège le remet à la rentrée.',
              requis: false,
              maxFichiers: 2,
            },
            {
              id: 'jugement',
              type: 'piece',
              nature: 'garde',
              libelle: 'Jugement ou accord fixant la garde partagée',
              requis: false,
              si: { champ: 'garde-partagee', est: true },
              maxFichiers: 4,
            },
            {
              id: 'attestation-qf',
              type: 'piece',
              nature: 'quotient-familial',
              libelle: 'Attestation de quotient familial CAF ou MSA',
              aide: 'De moins de trois mois. Indispensable pour calculer l’aide à la restauration.',
              bloquante: true,
              si: { et: [demande('restauration'), pensionnaire] },
              maxFichiers: 2,
            },
            {
              id: 'photo',
              type: 'piece',
              nature: 'photo',
              libelle: 'Photo d’identité de l’enfant',
              aide: 'De face, tête nue, sur fond clair.',
              genres: ['jpeg', 'png', 'heic'],
              bloquante: true,
              si: demande('carte-transport'),
            },
          ],
        },
      ],
    },
    {
      id: 'attestation',
      kind: 'simple',
      titre: 'Vos engagements',
      sections: [
        {
          champs: [
            {
              id: 'avertissement',
              type: 'information',
              libelle:
                'Vous pouvez vous tromper : si vous corrigez une erreur, ou si nous la voyons ensemble, vous ne serez pas sanctionné (article L123-1 du code des relations entre le public et l’administration). Mentir volontairement est différent : la loi punit une fausse attestation d’une peine pouvant aller jusqu’à trois ans de prison et 45 000 euros d’amende (article 441-1 du code pénal).',
            },
            {
              id: 'exactitude',
              type: 'attestation',
              libelle: 'J’atteste sur l’honneur que les renseignements donnés sont exacts.',
            },
            {
              id: 'enquete',
              type: 'attestation',
              libelle: 'J’accepte que le Département m’écrive pour une enquête de satisfaction.',
              requis: false,
            },
          ],
        },
      ],
    },
  ],
}
