import { deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'
import { eicar } from '../../../src/platform/antivirus/eicar.ts'
import { type HostileFile, hostile } from './hostile-file.ts'
import { makePdf, type PdfObject } from './make-pdf.ts'
import { makeZip, nestZip } from './make-zip.ts'

const flate = (content: Buffer): PdfObject => ({
  dictionary: '/Filter/FlateDecode',
  stream: deflateSync(content),
})
const plain = (content: Buffer): PdfObject => ({ dictionary: '', stream: content })
const hex = (content: Buffer): PdfObject => ({
  dictionary: '/Filter/ASCIIHexDecode',
  stream: Buffer.from(`${content.toString('hex')}>`),
})

/** The test virus, wherever a PDF may hold it. */
export function infectedPdfs(): HostileFile[] {
  const payloads = [eicar(), ...[1, 2, 3].map((levels) => nestZip(eicar(), levels))]
  const carriers: Readonly<Record<string, (content: Buffer) => Buffer>> = {
    'flux en clair': (content) => makePdf({ objects: [plain(content)] }),
    'flux compressé': (content) => makePdf({ objects: [flate(content)] }),
    'flux en hexadécimal': (content) => makePdf({ objects: [hex(content)] }),
    'pièce jointe': (content) =>
      makePdf({
        catalog: '/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>',
        objects: ['<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>', flate(content)],
      }),
  }
  return Object.entries(carriers).flatMap(([carrier, make]) =>
    payloads.map((payload, levels) =>
      hostile(`virus dans un PDF, ${carrier}, ${levels} zip`, 'document.pdf', make(payload), 'infectee'),
    ),
  )
}

const ACTIONS: Readonly<Record<string, { catalog?: string; page?: string; objects?: readonly string[] }>> = {
  'JavaScript à l’ouverture': { catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' },
  'JavaScript nommé': { catalog: '/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(1)>>]>>>>' },
  'action de page': { page: '/AA<</O<</S/URI/URI(http://exemple.test)>>>>' },
  'lance un programme': { catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' },
  'ouvre une adresse': { catalog: '/OpenAction<</S/URI/URI(http://exemple.test)>>' },
  'ouvre une adresse, par renvoi': {
    catalog: '/OpenAction 4 0 R',
    objects: ['<</S/URI/URI(http://exemple.test)>>'],
  },
  'envoie un formulaire': { page: '/Annots[<</Subtype/Widget/A<</S/SubmitForm/F(http://exemple.test)>>>>]' },
  'ouvre un autre PDF': { catalog: '/OpenAction<</S/GoToR/F(//exemple.test/a.pdf)>>' },
  'formulaire XFA': { catalog: '/AcroForm<</XFA[(a)4 0 R]/Fields[]>>', objects: ['<</Length 0>>'] },
  'médias enrichis': { page: '/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]' },
  'fichier joint': {
    catalog: '/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>',
    objects: ['<</Type/Filespec/F(a.exe)>>'],
  },
}

/** The first letter of each name, written in hexadecimal: the same to a reader. */
const disguised = (text: string): string =>
  text.replace(/\/([A-Z])(?=[A-Za-z]{2})/g, (_all, first: string) => `/#${first.charCodeAt(0).toString(16)}`)

/** An object stream that holds one object, number 9. */
const packed = (object: string): PdfObject => ({
  dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
  stream: deflateSync(Buffer.from(`9 0 ${object}`)),
})

export const activePdfs = (): HostileFile[] =>
  Object.entries(ACTIONS).flatMap(([quoi, parts]) => [
    hostile(`${quoi}`, 'actif.pdf', makePdf(parts), 'images-seulement'),
    ...(parts.catalog && !parts.objects
      ? [
          hostile(
            `${quoi}, déguisé`,
            'actif.pdf',
            makePdf({ catalog: disguised(parts.catalog) }),
            'images-seulement',
          ),
        ]
      : []),
    ...(quoi.startsWith('lance') || quoi.startsWith('JavaScript à')
      ? [
          hostile(
            `${quoi}, replié`,
            'actif.pdf',
            makePdf({ objects: [packed(`<<${parts.catalog}>>`)] }),
            'images-seulement',
          ),
        ]
      : []),
  ])

/** Those that become enormous when they are unpacked. */
export function pdfBombs(): HostileFile[] {
  const once = deflateSync(Buffer.alloc(200 * 1_048_576), { level: 6 })
  const twice = deflateSync(once)
  const shut = ['ecartee', 'images-seulement'] as const
  const page = '/Contents 4 0 R'
  return [
    hostile(
      'bombe dans la page',
      'bombe.pdf',
      makePdf({ page, objects: [{ dictionary: '/Filter/FlateDecode', stream: once }] }),
      shut,
    ),
    hostile(
      'bombe double dans la page',
      'bombe.pdf',
      makePdf({ page, objects: [{ dictionary: '/Filter[/FlateDecode/FlateDecode]', stream: twice }] }),
      shut,
    ),
    hostile(
      'bombe d’objets',
      'bombe.pdf',
      makePdf({ objects: [{ dictionary: '/Type/ObjStm/N 1/First 4/Filter/FlateDecode', stream: once }] }),
      shut,
    ),
    hostile(
      'image de 60 000 points de côté dans un PDF',
      'bombe.pdf',
      makePdf({
        page: '/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R',
        objects: [
          plain(Buffer.from('q 100 0 0 100 0 0 cm /I Do Q')),
          {
            dictionary:
              '/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode',
            stream: once,
          },
        ],
      }),
      shut,
    ),
    hostile('une page immense', 'page.pdf', makePdf({ page: '/MediaBox[0 0 1 14000000]' }), [
      ...shut,
      'inoffensive',
    ]),
    hostile(
      'pages en boucle',
      'boucle.pdf',
      Buffer.from(
        makePdf({}).toString('latin1').replace('/Kids[3 0 R]/Count 1', '/Kids[2 0 R]/Count 9'),
        'latin1',
      ),
      ['ecartee', 'inoffensive'],
    ),
    hostile(
      '2 000 pages',
      'pages.pdf',
      Buffer.from(
        makePdf({})
          .toString('latin1')
          .replace('/Kids[3 0 R]/Count 1', `/Kids[${'3 0 R '.repeat(2_000)}]/Count 2000`),
        'latin1',
      ),
      'ecartee',
    ),
  ]
}

/** More than one format in one file. */
export function pdfPolyglots(): HostileFile[] {
  const zip = makeZip('a.txt', Buffer.from('bonjour'))
  return [
    hostile(
      'PDF et ZIP',
      'deux.pdf',
      Buffer.concat([makePdf({ tail: zip }), Buffer.from('%%EOF')]),
      'images-seulement',
    ),
    hostile(
      'PDF et page web',
      'deux.pdf',
      makePdf({ objects: ['(<html><script>alert(1)</script>)'] }),
      'images-seulement',
    ),
    hostile(
      'PDF et script',
      'deux.pdf',
      makePdf({ tail: Buffer.from('\n<script>alert(1)</script>\n%%EOF') }),
      'images-seulement',
    ),
  ]
}

/** Nothing but the beginning and the end of a PDF, or a middle that lies. */
export function brokenPdfs(): HostileFile[] {
  const whole = makePdf({})
  const cuts = [6, 12, 40, 90, 150, 220].map((at) =>
    hostile(`PDF coupé à ${at} octets`, 'coupe.pdf', whole.subarray(0, at), 'refusee'),
  )
  const hollow = [0, 1_000, 100_000].map((size) =>
    hostile(
      `PDF creux de ${size} octets`,
      'creux.pdf',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 7), Buffer.from('\n%%EOF\n')]),
      'ecartee',
    ),
  )
  return [...cuts, ...hollow]
}

export async function lockedPdfs(): Promise<HostileFile[]> {
  const versions = ['1.3', '1.4', '1.6', '1.7', '1.7ext3'] as const
  const made = versions.map(async (pdfVersion) => [
    hostile(
      `PDF à mot de passe, ${pdfVersion}`,
      'secret.pdf',
      await drawn({ pdfVersion, userPassword: 'vercors', ownerPassword: 'isere' }),
      // At once, or by the analysis on a machine too busy to try it within four seconds.
      ['refusee', 'ecartee'],
    ),
    hostile(
      `PDF que chacun ouvre, impression interdite, ${pdfVersion}`,
      'limite.pdf',
      await drawn({ pdfVersion, ownerPassword: 'isere', permissions: { printing: false } }),
      'images-seulement',
    ),
  ])
  return (await Promise.all(made)).flat()
}

function drawn(options: Record<string, unknown>): Promise<Buffer> {
  const document = new PDFDocument({ size: [100, 100], ...options })
  const parts: Buffer[] = []
  return new Promise((resolve) => {
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(Buffer.concat(parts)))
    document.text('Avis')
    document.end()
  })
}
