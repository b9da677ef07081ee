import type { Attente } from './horloges.ts'

/** One thing that a complement asks for, as it was asked. */
export interface ElementDemande {
  libelle: string
  /** A document to send, or a question to answer in words. */
  nature: 'document' | 'reponse'
  /** Whether the demande cannot be examined without it (CRPA L114-5-1). */
  bloquant: boolean
  /** The document field of the form that it belongs to. */
  champ?: string
  /** The document that it takes the place of. */
  pieceId?: string
}

/** What came of one element. */
export interface ElementRecu {
  reponse: string
  recuLe: Date
  /** Received after the deadline: kept all the same, and said. */
  tardif: boolean
}

export interface ElementVue extends ElementDemande {
  /** 1 is the first. */
  rang: number
  recu: ElementRecu | null
}

interface RecuJson {
  rang: number
  reponse: string
  recuLe: Date | string
  tardif: boolean
}

/** What a query on `complement c` gives to `elementsVus`. */
export interface ElementsJson {
  elements: unknown
  recus: RecuJson[]
}

/** What came of the elements, for a query on `complement c`. */
export const RECUS = `(select coalesce(json_agg(json_build_object('rang', e.rang, 'reponse', e.reponse,
  'recuLe', e.recu_le, 'tardif', e.tardif)), '[]') from element_recu e where e.complement_id = c.id)`

/** The elements of a complement with what came of each; a bare text is one asked before elements were told apart. */
export function elementsVus(elements: unknown, recus: readonly RecuJson[]): ElementVue[] {
  if (!Array.isArray(elements)) throw new Error('a complement without a list')
  return elements.map((element: string | ElementDemande, index) => {
    const rang = index + 1
    const recu = recus.find((one) => one.rang === rang)
    const demande =
      typeof element === 'string'
        ? { libelle: element, nature: 'document' as const, bloquant: true }
        : element
    return {
      ...demande,
      rang,
      recu: recu ? { reponse: recu.reponse, recuLe: new Date(recu.recuLe), tardif: recu.tardif } : null,
    }
  })
}

/** The day that was due when it was asked, for a query on `complement c`: the act that asked wrote it down. */
export const IMPLICITE_AVANT = `(select j.donnees ->> 'decisionImpliciteAvant' from journal j
  where j.demande_id = c.demande_id and j.action = 'demande.complement-demande'
    and j.donnees ->> 'complementId' = c.id::text)`

/** An open complement as the clocks of the law see it. */
export function attenteDe(complement: {
  demandeLe: Date
  echeance: string
  effet: Attente['effet']
  impliciteAvant: string | null
  elements: readonly ElementVue[]
}): Attente {
  const { demandeLe, echeance, effet, impliciteAvant, elements } = complement
  const clock = { demandeLe, echeance, effet, impliciteAvant }
  const documents = documentsAttendus(elements).length
  return { ...clock, reste: attendus(elements).length, documents, bloque: attendBloquant(elements) }
}

/** What has not come yet. */
export const attendus = (elements: readonly ElementVue[]): ElementVue[] =>
  elements.filter(({ recu }) => recu === null)

/** The documents that have not come: what is granted waits for them, and for nothing else (CRPA L114-5-1). */
export const documentsAttendus = (elements: readonly ElementVue[]): ElementVue[] =>
  attendus(elements).filter(({ nature }) => nature === 'document')

/** Whether something without which the demande cannot be examined has not come yet. */
export const attendBloquant = (elements: readonly ElementVue[]): boolean =>
  attendus(elements).some(({ bloquant }) => bloquant)

/** Where the documents of an element wait in `piece.champ`, and stay once sent when it belongs to no field of the form. */
export const champDElement = (rang: number): string => `complement.${rang}`

/** Days before the deadline of a complement when a mail reminds of it, unless the collectivité says otherwise. */
export const RAPPELS_JOURS: readonly number[] = [7, 2]

/** The name of the field that holds the words about an element. */
export const nomDeReponse = (rang: number, nombre: number): string =>
  nombre === 1 ? 'reponse' : `reponse.${rang}`
