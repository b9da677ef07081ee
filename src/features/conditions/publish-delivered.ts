import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { renderMarkdown } from '../../platform/texte/render-markdown.ts'
import { type Facts, fillFacts } from './facts.ts'
import type { TexteLivre } from './textes-livres.ts'
import { insertVersion, numeroEnVigueur } from './version-store.ts'

/**
 * Publishes, as its first version, each delivered text that has none. Those that have one stay as the administrators
 * left them, whatever the product delivers later. Several processes may start together.
 */
export async function publishDelivered(
  { db, clock }: { db: Db; clock: Clock },
  textes: readonly TexteLivre[],
  facts: Facts,
): Promise<void> {
  const le = clock.now()
  await inTransaction(db, async (tx) => {
    for (const { texte, markdown } of textes) {
      if ((await numeroEnVigueur(tx, texte)) > 0) continue
      const filled = fillFacts(markdown, facts)
      const { titre } = renderMarkdown(filled)
      const first = { texte, numero: 1, titre, markdown: filled, changements: '', le }
      if (!(await insertVersion(tx, first))) continue
      await appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: 'conditions.publiees',
        donnees: { texte, numero: 1 },
      })
    }
  })
}
