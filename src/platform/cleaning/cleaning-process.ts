// The child that opens one stranger's file, says what it found, and ends. Started by cleaner.ts with limits of memory,
// of time and of rights; it knows no secret, no base and no folder.
import type { ContentKind } from '../files/content-kind.ts'
import { Ecarte, type Nettoyage } from './cleaned.ts'

type Answer = Nettoyage | { resultat: 'ouvert' }

interface Order {
  faire: 'nettoyer' | 'ouvrir'
  genre: ContentKind
  content: Uint8Array
}

/** Only what this kind needs is loaded, before the document is judged: a library that is not there is not its fault. */
async function openerOf({ faire, genre }: Order): Promise<(content: Buffer) => Promise<Answer>> {
  if (genre !== 'pdf') {
    const { cleanImage } = await import('./clean-image.ts')
    return (content) => cleanImage(genre, content)
  }
  const { cleanPdf, openPdf } = await import('./clean-pdf.ts')
  return faire === 'nettoyer'
    ? cleanPdf
    : async (content) => openPdf(content).then(() => ({ resultat: 'ouvert' }))
}

async function obey(order: Order): Promise<Answer | 'not ready'> {
  const open = await openerOf(order).catch(() => undefined)
  if (!open) return 'not ready'
  try {
    return await open(Buffer.from(order.content))
  } catch (error) {
    return { resultat: 'ecarte', motif: error instanceof Ecarte ? error.motif : 'illisible' }
  }
}

process.once('message', async (order: Order) => {
  const answer = await obey(order)
  process.send?.(answer, () => process.exit(0))
})
process.send?.('ready')
