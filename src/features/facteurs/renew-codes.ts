import type { Tx } from '../../platform/db/database.ts'
import { hashOfCode, makeCodes } from './codes-de-secours.ts'
import { hasFacteur, type Titulaire } from './facteur.ts'
import { facteursDe, lockTitulaire, replaceCodes } from './facteur-store.ts'

/** @returns ten codes, readable this once; the former ones serve no more */
async function makeNew(tx: Tx, usagerId: string): Promise<string[]> {
  const codes = makeCodes()
  await replaceCodes(
    tx,
    usagerId,
    codes.flatMap((code) => hashOfCode(usagerId, code) ?? []),
  )
  return codes
}

/** Ten other recovery codes; none for whoever has no factor that they would stand in for. */
export async function renewCodes(tx: Tx, usagerId: string): Promise<string[]> {
  const titulaire: Titulaire = { kind: 'usager', id: usagerId }
  await lockTitulaire(tx, titulaire)
  return hasFacteur(await facteursDe(tx, titulaire)) ? makeNew(tx, usagerId) : []
}

/** They come with a citizen's first factor; an agent has none. */
export async function firstCodes(tx: Tx, titulaire: Titulaire, had: boolean): Promise<string[] | undefined> {
  return titulaire.kind === 'usager' && !had ? makeNew(tx, titulaire.id) : undefined
}
