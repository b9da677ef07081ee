import type { Db } from '../../../platform/db/database.ts'
import { createDocument, type DocumentBuilder } from '../../../platform/pdf/document.ts'
import { createDrawOnce } from '../../../platform/pdf/draw-once.ts'
import { type DecisionAEcrire, decisionsAEcrire, type Exemplaire } from '../decision-a-ecrire.query.ts'
import type { QuiEtOu } from '../destinataire.ts'
import { DecisionIntrouvable } from '../refusals.ts'
import { writeDecision } from './write-decision.ts'

/** One letter of a print. */
export interface PartieImprimee {
  id: string
  /** When it was taken, or written. */
  le: Date
  titre: string
  auteur: string
  pied: string
  write: (pdf: DocumentBuilder) => void
}

export interface DecisionPdfs {
  /** As it stands in the space, or as the service keeps it: always the same bytes. @throws DecisionIntrouvable */
  document(decisionId: string, exemplaire: Exemplaire): Promise<Buffer>
  /**
   * To sign and post, one after the other in one file, the oldest first, each with its own pages.
   * @param autres letters that are no decisions @throws DecisionIntrouvable without any
   */
  lettres(decisionIds: readonly string[], autres?: readonly PartieImprimee[]): Promise<Buffer>
}

/** Makes the documents of decisions from what was kept the day they were taken. */
export function createDecisionPdfs({ db }: { db: Db }): DecisionPdfs {
  const drawOnce = createDrawOnce()
  const partsOf = async (ids: readonly string[], lettre: boolean): Promise<PartieImprimee[]> =>
    (await decisionsAEcrire(db, ids, 'public')).map((decision) => partOf(decision, lettre))
  return {
    document: async (id, exemplaire) => {
      const decisions = await decisionsAEcrire(db, [id], exemplaire)
      return drawOnce(`${id} ${whoReads(decisions[0]?.qui)}`, () =>
        print(decisions.map((decision) => partOf(decision, false))),
      )
    },
    async lettres(ids, autres = []) {
      const parts = [...(await partsOf(ids, true)), ...autres]
      return print(parts.sort((a, b) => a.le.getTime() - b.le.getTime() || (a.id < b.id ? -1 : 1)))
    },
  }
}

/** What changes of a decision once it is taken: how its author is told, and to whom; another number is another document. */
const whoReads = (qui: QuiEtOu | undefined): string =>
  qui?.anonyme ? qui.decideur.nom : qui?.aGarder ? 'original' : ''

function print(parts: readonly PartieImprimee[]): Promise<Buffer> {
  const [first, ...others] = parts
  if (!first) throw new DecisionIntrouvable()
  const pdf = createDocument({
    titre: others.length === 0 ? first.titre : `${parts.length} lettres`,
    auteur: first.auteur,
    langue: 'fr-FR',
    // pdfkit makes the identity of a file from it: without a date the bytes would differ each time.
    le: first.le,
    piedDePage: first.pied,
  })
  first.write(pdf)
  for (const part of others) {
    pdf.newPart(part.pied)
    part.write(pdf)
  }
  return pdf.toBuffer()
}

const partOf = (decision: DecisionAEcrire, lettre: boolean): PartieImprimee => ({
  id: decision.id,
  le: decision.priseLe,
  titre: lettre
    ? `Lettre de décision, demande ${decision.reference}`
    : `Décision sur la demande ${decision.reference}`,
  auteur: decision.modele.collectivite,
  pied: `${decision.modele.collectivite} – demande ${decision.reference}`,
  write: (pdf) => writeDecision(pdf, decision, lettre),
})
