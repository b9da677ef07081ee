import { lireTexte } from '../../formulaire/texte.ts'
import type { ElementDemande } from '../demandes/index.ts'
import { type Lecture, refuse } from './lecture.ts'

/** A document that a complement may ask for with one choice: a field of the form, or one that was not retained. */
export interface Demandable {
  /** `champ:<chemin>` or `piece:<id>` */
  cle: string
  libelle: string
  champ: string
  /** The document that the new one takes the place of. */
  pieceId?: string
}

export interface ElementsSaisis {
  /** What is indispensable, one a line; a line that ends with a question mark is answered in words. */
  elements: string
  /** The same for what helps and stops nothing (CRPA L114-5-1). */
  utiles?: string
  /** Choices among the demandables: `<cle>:bloquant` or `<cle>:utile`. */
  liens?: readonly string[]
}

const ELEMENTS_MAX = 20
const ELEMENT_LONGUEUR_MAX = 300

/** What is asked, indispensable things first. */
export function parseElements(
  saisis: ElementsSaisis,
  demandables: readonly Demandable[],
): Lecture<ElementDemande[]> {
  const elements = parseLignes('elements', saisis.elements, true)
  const utiles = parseLignes('utiles', saisis.utiles ?? '', false)
  if (!elements.ok || !utiles.ok)
    return { ok: false, erreurs: [elements, utiles].flatMap((lu) => (lu.ok ? [] : lu.erreurs)) }
  const choisis = (saisis.liens ?? []).flatMap((lien) => choisi(lien, demandables))
  const tous = [...choisis, ...elements.valeur, ...utiles.valeur]
  const ordonnes = [...tous.filter(({ bloquant }) => bloquant), ...tous.filter(({ bloquant }) => !bloquant)]
  if (tous.length === 0) return refuse('elements', 'Écrivez au moins un élément manquant, un par ligne.')
  if (tous.length > ELEMENTS_MAX)
    return refuse('elements', `Demandez ${ELEMENTS_MAX} éléments au plus : il y en a ${tous.length}.`)
  return { ok: true, valeur: ordonnes }
}

function parseLignes(champ: string, brut: string, bloquant: boolean): Lecture<ElementDemande[]> {
  const lu = lireTexte(brut, { max: ELEMENTS_MAX * (ELEMENT_LONGUEUR_MAX + 1), lignes: true })
  if ('probleme' in lu) return refuse(champ, lu.probleme)
  const lignes = lu.texte
    .split('\n')
    .map((line) => line.replace(/^\s*[-–•*](?=\s|$)/, '').trim())
    .filter((line) => line !== '')
  const long = lignes.find((ligne) => [...ligne].length > ELEMENT_LONGUEUR_MAX)
  if (long)
    return refuse(champ, `Raccourcissez « ${long.slice(0, 40)}… » à ${ELEMENT_LONGUEUR_MAX} caractères.`)
  return {
    ok: true,
    valeur: lignes.map((libelle) => ({
      libelle,
      nature: libelle.endsWith('?') ? 'reponse' : 'document',
      bloquant,
    })),
  }
}

function choisi(lien: string, demandables: readonly Demandable[]): ElementDemande[] {
  const [, cle, force] = /^(.+):(bloquant|utile)$/.exec(lien) ?? []
  const demandable = demandables.find((one) => one.cle === cle)
  if (!demandable) return []
  const { libelle, champ, pieceId } = demandable
  const element = { libelle, nature: 'document', bloquant: force === 'bloquant', champ } as const
  return [pieceId === undefined ? element : { ...element, pieceId }]
}
