import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import { buildTargets, qualifiedBrowsers } from './tools/qualified-browsers.ts'

/** The mark, the same for the screen of a phone, and what a shared link shows. */
const IMAGES = ['marque.svg', 'icone-tactile.png', 'apercu.png'].map((name) => `src/ui/${name}`)

/** Writes `.br` and `.gz` beside each file: compressed once, at build, at the highest quality. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: async ({ dir = '' }) => {
      const files = (await readdir(dir)).filter((file) => /\.(js|css|svg)$/.test(file))
      await Promise.all(
        files.map(async (file) => {
          const content = await readFile(join(dir, file))
          const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
          await writeFile(join(dir, `${file}.br`), await promisify(brotliCompress)(content, options))
          await writeFile(join(dir, `${file}.gz`), await promisify(gzip)(content, { level: 9 }))
        }),
      )
    },
  }
}

/** Copies old-browser.js as it is written: compiled or made a module, the browsers it is for could not read it. */
function oldBrowser(): Plugin {
  const file = 'src/browser/old-browser.js'
  return {
    name: 'old-browser',
    apply: 'build',
    async buildStart() {
      const source = (await readFile(file, 'utf8')).replace(/^\/\/.*\n/gm, '')
      this.emitFile({ type: 'asset', name: 'old-browser.js', originalFileName: file, source })
    },
  }
}

/** Leaves beside the files which browsers they are for: the pages of the product show it. */
function qualified(): Plugin {
  return {
    name: 'qualified-browsers',
    apply: 'build',
    buildStart() {
      this.emitFile({
        type: 'asset',
        fileName: 'navigateurs.json',
        source: JSON.stringify(qualifiedBrowsers()),
      })
    },
  }
}

export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist/assets',
    assetsDir: '',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: buildTargets(),
    modulePreload: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['src/browser/main.ts', 'src/ui/style.css', ...IMAGES] },
  },
  plugins: [oldBrowser(), qualified(), precompress()],
})
