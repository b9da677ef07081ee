import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { renderMarkdown } from '../../platform/texte/render-markdown.ts'
import { brouillonDans, dropTexte, findRedaction } from './brouillon-store.ts'
import { checkTexte, type Erreurs } from './check-texte.ts'
import { type Facts, fillFacts } from './facts.ts'
import { TexteModifieEntreTemps } from './refusals.ts'
import { insertVersion, numeroEnVigueur } from './version-store.ts'

/**
 * Publishes the draft as the next version, in force at once and for ever as it is.
 * @param vue the revision of the draft and the number in force that the administrator had before them
 * @returns what is to mend in it; nothing when it is published
 * @throws TexteModifieEntreTemps when somebody saved or published another meanwhile: nothing is published twice
 */
export async function publishVersion(
  deps: { db: Db; clock: Clock; facts: Facts },
  acteur: AgentActor,
  vue: { texte: string; revision: number; enVigueur: number },
): Promise<Erreurs | undefined> {
  const le = deps.clock.now()
  const { texte } = vue
  return inTransaction(deps.db, async (tx) => {
    const brouillon = brouillonDans(await findRedaction(tx, texte))
    const enVigueur = await numeroEnVigueur(tx, texte)
    if (brouillon?.revision !== vue.revision || enVigueur !== vue.enVigueur)
      throw new TexteModifieEntreTemps()
    const { markdown, changements } = brouillon
    const erreurs = checkTexte({ texte, markdown, changements, premiere: enVigueur === 0 }, deps.facts)
    if (Object.keys(erreurs).length > 0) return erreurs
    // The draft goes first: of two who publish it, one finds it gone.
    const { agentId } = acteur
    if (!(await dropTexte(tx, { texte, revisionVue: vue.revision, agentId, le })))
      throw new TexteModifieEntreTemps()
    const filled = fillFacts(markdown, deps.facts)
    const { titre } = renderMarkdown(filled)
    const version = { texte, numero: enVigueur + 1, titre, markdown: filled, changements }
    if (!(await insertVersion(tx, { ...version, agentId, le }))) throw new TexteModifieEntreTemps()
    const donnees = { texte, numero: version.numero }
    await appendJournal(tx, { le, acteur, action: 'conditions.publiees', donnees })
    return undefined
  })
}
