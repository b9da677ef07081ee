import type { Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { type FinDAvis, isFinal } from '../demandes/index.ts'
import type { AvisDeps } from './avis-deps.ts'
import { avisApresRetrait, avisSansObjet } from './courriels/avis-demande.ts'
import { tellAgent } from './tell-agent.ts'

type Deps = Pick<AvisDeps, 'publicOrigin' | 'mailIdentity'>

/**
 * A demande that ends, by whoever's act, or whose decision is withdrawn, awaits no opinion any more: each colleague who
 * did not answer is told so by a mail, and a demande that is examined again does not open itself again to them.
 */
export async function closeAvis(
  tx: Tx,
  deps: Deps,
  titre: string,
  { demande, acteur, le }: FinDAvis,
): Promise<void> {
  const closed = await tx
    .updateTable('avis')
    .set({ retire_le: le })
    .where('demande_id', '=', demande.id)
    .where('repondu_le', 'is', null)
    .where('retire_le', 'is', null)
    .returning(['id', 'consulte_id as consulte', 'pour_le as pourLe'])
    .execute()
  // What was over before the act begins again: its decision is withdrawn.
  const courriel = isFinal(demande.statut) ? avisApresRetrait : avisSansObjet
  for (const { id, consulte, pourLe } of closed) {
    await appendJournal(tx, {
      le,
      // Opinions are no act of the person, and not in what they read of their own.
      acteur: acteur.kind === 'agent' ? acteur : { kind: 'systeme' },
      ...{ action: 'avis.sans-objet', demandeId: demande.id, objetId: id },
    })
    // Who decides was asked too: they know.
    if (acteur.kind === 'agent' && consulte === acteur.agentId) continue
    const { reference } = demande
    await tellAgent(tx, deps, consulte, le, courriel, { reference, demarche: titre, pourLe })
  }
}

/** The same for `demandes`, which knows no opinion: its own acts end demandes too. */
export const createEndAvis =
  (deps: Deps & Pick<AvisDeps, 'catalogue'>) =>
  (tx: Tx, fin: FinDAvis): Promise<void> =>
    closeAvis(tx, deps, deps.catalogue.titreDe(fin.demande.demarche), fin)
