import { createHash } from 'node:crypto'
import type { Demarche, ModeleDeDecision } from '../../formulaire/demarche.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import { voiesDeRecours } from '../demarches/index.ts'

/** All the words of a decision document that are not of one demande: kept as they were when it was taken. */
export interface Modele {
  collectivite: string
  demarche: string
  service: string
  /** Name of the collectivité first. */
  adressePostale: readonly string[]
  telephone: string
  horaires: string
  textes: readonly string[]
  suites: NonNullable<ModeleDeDecision['suites']>
  recours: readonly string[]
  /** What is said of a calculation, where there was one (CRPA L311-3-1, R311-3-1-1). */
  calcul: readonly string[]
}

const TEXTES = [
  'le code des relations entre le public et l’administration, notamment ses articles L. 211-2, L. 211-5 et L. 212-2',
  'la demande {reference} reçue le {depot}',
] as const

/** The model of a démarche today, and its version: the beginning of the SHA-256 of its content. */
export function modeleDe(
  demarche: Demarche,
  collectivite: Collectivite,
): { version: string; contenu: Modele } {
  const { contact, modeleDeDecision = {} } = demarche
  const contenu: Modele = {
    collectivite: collectivite.nom,
    demarche: demarche.titre,
    service: contact.service,
    adressePostale: contact.adressePostale,
    telephone: contact.telephone,
    horaires: contact.horaires,
    textes: modeleDeDecision.textes ?? TEXTES,
    suites: modeleDeDecision.suites ?? {},
    recours: voiesDeRecours(demarche, collectivite),
    calcul: mentionsDuCalcul(modeleDeDecision.finaliteDuCalcul ?? 'préparer la décision', contact),
  }
  const version = createHash('sha256').update(JSON.stringify(contenu)).digest('hex').slice(0, 12)
  return { version, contenu }
}

// The address of the CADA and its delays: CRPA R311-13 (one month of silence), R343-1 (two months to refer).
const mentionsDuCalcul = (finalite: string, { adressePostale }: Demarche['contact']): string[] => [
  `Cette décision s’appuie sur un calcul automatisé (article L. 311-3-1 du code des relations entre le public et l’administration). Ce calcul sert à ${finalite}.`,
  `Vous avez le droit d’obtenir les règles de ce calcul et les principales caractéristiques de son utilisation. Demandez-les par courrier : ${adressePostale.join(', ')}.`,
  'En cas de refus, ou sans réponse après un mois, vous avez deux mois pour saisir la Commission d’accès aux documents administratifs (CADA), TSA 50730, 75334 Paris Cedex 07, www.cada.fr.',
]
