import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { summariseDemande } from '../demandes/index.ts'
import { apercusOfDemande, piecesOfDemande, sortsOfPieces } from '../pieces/index.ts'
import { getAvisARendre } from './avis.query.ts'
import type { AvisDeps } from './avis-deps.ts'

/**
 * What the colleague reads to give an opinion, without the documents that others replaced; that they read it is
 * journaled.
 * @throws AvisIntrouvable | AvisClos
 */
export async function readDemandePourAvis(deps: AvisDeps, acteur: AgentActor, id: string) {
  const avis = await getAvisARendre(deps.db, acteur, id)
  const { demande } = avis
  const [definition, toutes, sorts, apercus] = await Promise.all([
    deps.findDefinition(deps.db, demande.demarche, demande.definition_version),
    piecesOfDemande(deps.db, demande.id),
    sortsOfPieces(deps.db, demande.id),
    apercusOfDemande(deps.db, demande.id),
    inTransaction(deps.db, (tx) =>
      appendJournal(tx, {
        le: deps.clock.now(),
        acteur,
        action: 'avis.dossier-lu',
        demandeId: demande.id,
        objetId: id,
      }),
    ),
  ])
  if (!definition) throw new Error(`the form that demande ${demande.reference} was filed under was not kept`)
  const pieces = toutes.filter((piece) => !sorts.get(piece.id)?.remplacee)
  const received = pieces.map(({ id: piece, champ, nomFichier }) => ({
    id: piece,
    chemin: champ,
    nomFichier,
  }))
  return { avis, pieces, apercus, parties: summariseDemande(demande, definition, received) }
}
