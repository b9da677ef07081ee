import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import sharp from 'sharp'
import { apercuDe } from './clean-image.ts'
import {
  type Alerte,
  APERCU_HAUTEUR,
  APERCU_LARGEUR,
  Ecarte,
  MAX_APERCUS,
  MAX_PAGES,
  type PageVue,
  type Propre,
} from './cleaned.ts'
import { inspectPdf } from './inspect-pdf.ts'

/**
 * A PDF is kept as it came, with what it holds beside its pages told, and its pages drawn as images by PDFium (the
 * reader of Chromium, here in WebAssembly without its JavaScript).
 * @throws Ecarte
 */
export async function cleanPdf(content: Buffer): Promise<Propre> {
  const document = await openPdf(content)
  const pages = document.getPageCount()
  if (pages < 1) throw new Ecarte('illisible')
  if (pages > MAX_PAGES) throw new Ecarte('trop-de-pages')
  const alertes = new Set<Alerte>([...inspectPdf(content), ...alertesOf(document)])
  const apercus: PageVue[] = []
  for (let index = 0; index < Math.min(pages, MAX_APERCUS); index += 1)
    apercus.push(await draw(document.getPage(index)))
  return { resultat: 'propre', genre: 'pdf', alertes: [...alertes], pages, apercus }
}

/** @throws Ecarte */
export async function openPdf(content: Buffer): Promise<PDFiumDocument> {
  const library = await PDFiumLibrary.init()
  try {
    return await library.loadDocument(content)
  } catch (error) {
    const locked = /^(Password|Unsupported security)/.test(error instanceof Error ? error.message : '')
    throw new Ecarte(locked ? 'mot-de-passe' : 'illisible')
  }
}

/** What the reader itself finds, whatever way it is written. */
function alertesOf(document: PDFiumDocument): Alerte[] {
  const { module, documentIdx } = document as unknown as { module: PdfiumModule; documentIdx: number }
  const XFA_FORMS = [2, 3]
  return [
    ...(module._FPDFDoc_GetJavaScriptActionCount(documentIdx) > 0 ? (['javascript'] as const) : []),
    ...(module._FPDFDoc_GetAttachmentCount(documentIdx) > 0 ? (['fichier-joint'] as const) : []),
    ...(XFA_FORMS.includes(module._FPDF_GetFormType(documentIdx)) ? (['formulaire-xfa'] as const) : []),
  ]
}

interface PdfiumModule {
  _FPDFDoc_GetJavaScriptActionCount(document: number): number
  _FPDFDoc_GetAttachmentCount(document: number): number
  _FPDF_GetFormType(document: number): number
}

async function draw(page: PDFiumPage): Promise<PageVue> {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  if (!(originalWidth >= 1 && originalHeight >= 1)) throw new Ecarte('illisible')
  const scale = Math.min(APERCU_LARGEUR / originalWidth, APERCU_HAUTEUR / originalHeight)
  const width = Math.max(1, Math.floor(originalWidth * scale))
  const height = Math.max(1, Math.floor(originalHeight * scale))
  const { data } = await page.render({ width, height, scale: 1, render: 'bitmap' })
  return apercuDe(() => sharp(data, { raw: { width, height, channels: 4 } }))
}
