import type { Db } from '../../../platform/db/database.ts'
import { createDocument } from '../../../platform/pdf/document.ts'
import { createDrawOnce } from '../../../platform/pdf/draw-once.ts'
import { type DecisionAEcrire, decisionsAEcrire } from '../decision-a-ecrire.query.ts'
import { DecisionIntrouvable } from '../refusals.ts'
import { writeDecision } from './write-decision.ts'

export interface DecisionPdfs {
  /** As it stands in the space: always the same bytes. @throws DecisionIntrouvable */
  document(decisionId: string): Promise<Buffer>
  /** To sign and post, one after the other in one file, each with its own pages. @throws DecisionIntrouvable without any */
  lettres(decisionIds: readonly string[]): Promise<Buffer>
}

/** Makes the documents of decisions from what was kept the day they were taken. */
export function createDecisionPdfs({ db }: { db: Db }): DecisionPdfs {
  const drawOnce = createDrawOnce()
  const write = async (ids: readonly string[], lettre: boolean): Promise<Buffer> => {
    const decisions = await decisionsAEcrire(db, ids)
    const [first, ...others] = decisions
    if (!first) throw new DecisionIntrouvable()
    const pdf = createDocument({
      titre: lettre ? titreDesLettres(decisions) : `Décision sur la demande ${first.reference}`,
      auteur: first.modele.collectivite,
      langue: 'fr-FR',
      // pdfkit makes the identity of a file from it: without a date the bytes would differ each time.
      le: first.priseLe,
      piedDePage: piedDe(first),
    })
    writeDecision(pdf, first, lettre)
    for (const decision of others) {
      pdf.newPart(piedDe(decision))
      writeDecision(pdf, decision, lettre)
    }
    return pdf.toBuffer()
  }
  return {
    document: (id) => drawOnce(id, () => write([id], false)),
    lettres: (ids) => write(ids, true),
  }
}

const piedDe = ({ modele, reference }: DecisionAEcrire): string =>
  `${modele.collectivite} – demande ${reference}`

const titreDesLettres = (decisions: readonly DecisionAEcrire[]): string =>
  decisions.length === 1
    ? `Lettre de décision, demande ${decisions[0]?.reference}`
    : `${decisions.length} lettres de décision`
