import { v7 as uuidv7 } from 'uuid'
import { lireTexte } from '../../formulaire/texte.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db/database.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { filtresDe, requeteAGarder } from './filtres.ts'
import { FiltreIntrouvable, TropDeFiltres } from './refusals.ts'

export const NOM_MAX = 60
const FILTRES_MAX = 20

interface FiltreDeps {
  db: Db
  clock: Clock
}

/**
 * Keeps the present filters under a name; the same name again replaces them.
 * @returns why the name is refused; undefined when it is done
 * @throws TropDeFiltres
 */
export async function saveFiltre(
  { db, clock }: FiltreDeps,
  { agentId }: AgentActor,
  recu: { nom: string; requete: string; parDefaut: boolean },
): Promise<string | undefined> {
  const lu = lireTexte(recu.nom, { max: NOM_MAX })
  if ('probleme' in lu) return lu.probleme
  if (lu.texte === '') return 'Donnez un nom à ces filtres, par exemple « Mes urgences ».'
  const requete = requeteAGarder(filtresDe(recu.requete))
  await inTransaction(db, async (tx) => {
    await lockFiltres(tx, agentId)
    const kept = await tx
      .selectFrom('filtre_enregistre')
      .select(['id', 'nom'])
      .where('agent_id', '=', agentId)
      .execute()
    const same = kept.find(({ nom }) => nom.toLowerCase() === lu.texte.toLowerCase())
    if (!same && kept.length >= FILTRES_MAX) throw new TropDeFiltres()
    if (recu.parDefaut) await noDefault(tx, agentId)
    if (same)
      await tx
        .updateTable('filtre_enregistre')
        .set({ nom: lu.texte, requete, ...(recu.parDefaut ? { par_defaut: true } : {}) })
        .where('id', '=', same.id)
        .execute()
    else
      await tx
        .insertInto('filtre_enregistre')
        .values({
          id: uuidv7(),
          agent_id: agentId,
          nom: lu.texte,
          requete,
          par_defaut: recu.parDefaut,
          cree_le: clock.now(),
        })
        .execute()
  })
  return undefined
}

/** Makes one of the agent's filters the queue that they begin with, or none of them. @throws FiltreIntrouvable */
export async function beginWithFiltre(
  { db }: FiltreDeps,
  { agentId }: AgentActor,
  id: string,
  parDefaut: boolean,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockFiltres(tx, agentId)
    await noDefault(tx, agentId)
    const { numUpdatedRows } = await tx
      .updateTable('filtre_enregistre')
      .set({ par_defaut: parDefaut })
      .where('id', '=', id)
      .where('agent_id', '=', agentId)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new FiltreIntrouvable()
  })
}

/** Forgets one of the agent's filters. @throws FiltreIntrouvable */
export async function dropFiltre({ db }: FiltreDeps, { agentId }: AgentActor, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('filtre_enregistre')
      .where('id', '=', id)
      .where('agent_id', '=', agentId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new FiltreIntrouvable()
  })
}

/** Two tabs of one agent, one after the other: neither the number nor the default is decided on what the other changes. */
const lockFiltres = (tx: Tx, agentId: string) =>
  tx.selectFrom('agent').select('id').where('id', '=', agentId).forNoKeyUpdate().execute()

const noDefault = (tx: Tx, agentId: string) =>
  tx
    .updateTable('filtre_enregistre')
    .set({ par_defaut: false })
    .where('agent_id', '=', agentId)
    .where('par_defaut', '=', true)
    .execute()
