import { z } from 'zod'
import { empreinteDeLigne, empreinteDeSceau } from './empreinte.ts'
import { FORMAT } from './export-journal.ts'
import { racineProuvee } from './merkle.ts'

const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const id = z.string().regex(/^\d{1,19}$/)
const ligne = z.object({
  type: z.literal('ligne'),
  id,
  le: z.string(),
  acteur: z.string(),
  acteurId: z.string().nullable(),
  action: z.string(),
  demandeId: z.string().nullable(),
  objetId: z.string().nullable(),
  donnees: z.string(),
  precedent: hex.nullable(),
  empreinte: hex,
  scelle: z.object({ sceau: z.int(), rang: z.int(), preuve: z.array(hex).max(32) }).nullable(),
})
const sceau = z.object({
  type: z.literal('sceau'),
  numero: z.int(),
  apresId: id,
  jusquAId: id,
  lignes: z.int().min(1),
  racine: hex,
  scelleLe: z.string(),
  precedent: hex.nullable(),
  empreinte: hex,
  attestation: hex,
})
const entete = z.object({
  type: z.literal('entete'),
  format: z.literal(FORMAT),
  reference: z.string(),
  exporteLe: z.string(),
  lignes: z.int(),
})
const part = z.discriminatedUnion('type', [entete, ligne, sceau])

export interface FichierVerifie {
  reference: string
  lignes: number
  nonScellees: number
  /** Number and fingerprint of the seals that the lines stand under, to compare with what was told outside. */
  sceaux: { numero: number; empreinte: string }[]
  /** The first line that does not hold, and why; undefined when all do. */
  rupture: { id: string; pourquoi: 'changee' | 'precedente-absente' | 'sceau' | 'nombre' } | undefined
}

/** Checks an exported file without any base. @throws when it is not one of ours */
export function verifyFichier(texte: string): FichierVerifie {
  const parts = texte
    .split('\n')
    .filter(Boolean)
    .map((line) => part.parse(JSON.parse(line)))
  const lignes = parts.filter((one) => one.type === 'ligne')
  const sceaux = new Map(parts.filter((one) => one.type === 'sceau').map((one) => [one.numero, one] as const))
  const [tete] = parts
  if (tete?.type !== 'entete') throw new Error('no header')
  const seen = new Set<string>()
  let rupture: FichierVerifie['rupture']
  for (const one of lignes) {
    rupture ??= wrongIn(one, seen, sceaux)
    seen.add(one.empreinte)
  }
  if (lignes.length !== tete.lignes) rupture ??= { id: lignes.at(-1)?.id ?? '0', pourquoi: 'nombre' }
  return {
    reference: tete.reference,
    lignes: lignes.length,
    nonScellees: lignes.filter(({ scelle }) => scelle === null).length,
    sceaux: [...sceaux.values()].map(({ numero, empreinte }) => ({ numero, empreinte })),
    rupture,
  }
}

function wrongIn(
  one: z.infer<typeof ligne>,
  seen: ReadonlySet<string>,
  sceaux: ReadonlyMap<number, z.infer<typeof sceau>>,
): FichierVerifie['rupture'] {
  if (empreinteDeLigne(one) !== one.empreinte) return { id: one.id, pourquoi: 'changee' }
  if (one.precedent === null ? seen.size > 0 : !seen.has(one.precedent))
    return { id: one.id, pourquoi: 'precedente-absente' }
  if (one.scelle === null) return undefined
  const under = sceaux.get(one.scelle.sceau)
  const racine =
    under &&
    empreinteDeSceau(under) === under.empreinte &&
    racineProuvee(
      Buffer.from(one.empreinte, 'hex'),
      one.scelle.rang,
      under.lignes,
      one.scelle.preuve.map((hash) => Buffer.from(hash, 'hex')),
    )
  return racine && racine.toString('hex') === under.racine ? undefined : { id: one.id, pourquoi: 'sceau' }
}
