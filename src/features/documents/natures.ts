import type { NatureDeDocument } from '../../formulaire/definition.ts'
import type { Validite } from './validite.ts'

interface Nature {
  titre: string
  /** How long such a document usually serves; the person may say otherwise. */
  validite: Validite
}

/** What a document may be. An attestation CAF and a proof of address are usually wanted of less than three months. */
export const NATURES = {
  'certificat-scolarite': { titre: 'Certificat de scolarité', validite: 'annee-scolaire' },
  'justificatif-domicile': { titre: 'Justificatif de domicile', validite: 'trois-mois' },
  'avis-imposition': { titre: 'Avis d’imposition', validite: 'un-an' },
  'quotient-familial': { titre: 'Attestation CAF ou MSA (quotient familial)', validite: 'trois-mois' },
  rib: { titre: 'RIB', validite: 'toujours' },
  'piece-identite': { titre: 'Pièce d’identité', validite: 'date' },
  photo: { titre: 'Photo d’identité', validite: 'six-mois' },
  garde: { titre: 'Jugement ou accord de garde', validite: 'toujours' },
  autre: { titre: 'Autre document', validite: 'toujours' },
} as const satisfies Record<NatureDeDocument, Nature>

export const isNature = (text: string): text is NatureDeDocument => Object.hasOwn(NATURES, text)
