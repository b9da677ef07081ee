import type { HostileFile } from './hostile/hostile-file.ts'
import { brokenImages, hugeImages, imagePolyglots, infectedImages } from './hostile/hostile-images.ts'
import {
  activePdfs,
  brokenPdfs,
  infectedPdfs,
  lockedPdfs,
  pdfBombs,
  pdfPolyglots,
} from './hostile/hostile-pdfs.ts'
import { nearlyNothing, notDocuments } from './hostile/not-documents.ts'

export type { HostileFile, Sort } from './hostile/hostile-file.ts'
export { hostileNames } from './hostile/hostile-images.ts'

/** The same files at each run, made here: none is stored where an antivirus would find it. */
export async function hostileFiles(): Promise<HostileFile[]> {
  return [
    ...notDocuments(),
    ...nearlyNothing(),
    ...infectedPdfs(),
    ...(await infectedImages()),
    ...activePdfs(),
    ...pdfPolyglots(),
    ...brokenPdfs(),
    ...pdfBombs(),
    ...(await lockedPdfs()),
    ...(await imagePolyglots()),
    ...(await hugeImages()),
    ...(await brokenImages()),
  ]
}
