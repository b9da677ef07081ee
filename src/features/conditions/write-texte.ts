import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { dropTexte, type NouveauTexte, saveTexte } from './brouillon-store.ts'
import { TexteModifieEntreTemps } from './refusals.ts'

type Ecrit = Omit<NouveauTexte, 'agentId' | 'le'>

/**
 * Keeps the next version of a text while it is being written.
 * @throws TexteModifieEntreTemps when somebody saved or published another since it was shown
 */
export async function writeTexte(
  deps: { db: Db; clock: Clock },
  acteur: AgentActor,
  ecrit: Ecrit,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const revision = await saveTexte(tx, { ...ecrit, agentId: acteur.agentId, le })
    if (revision === undefined) throw new TexteModifieEntreTemps()
    const donnees = { texte: ecrit.texte, revision }
    await appendJournal(tx, { le, acteur, action: 'conditions.redigees', donnees })
  })
}

/**
 * Gives the next version of a text up.
 * @throws TexteModifieEntreTemps
 */
export async function giveTexteUp(
  deps: { db: Db; clock: Clock },
  acteur: AgentActor,
  { texte, revisionVue }: Pick<Ecrit, 'texte' | 'revisionVue'>,
): Promise<void> {
  const le = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const { agentId } = acteur
    if (!(await dropTexte(tx, { texte, revisionVue, agentId, le }))) throw new TexteModifieEntreTemps()
    await appendJournal(tx, { le, acteur, action: 'conditions.abandonnees', donnees: { texte } })
  })
}
