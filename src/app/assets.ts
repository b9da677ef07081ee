import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Assets } from '../ui/identite.ts'

type Manifest = Record<string, { file: string; css?: string[] }>

/** The hashed names that the build gave to the browser's files. */
export async function loadAssets(folder: string): Promise<Assets> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const fileOf = (source: string): string => {
    const file = manifest[source]?.file
    if (!file) throw new Error(`${source} is not in the browser build: npm run build`)
    return `/assets/${file}`
  }
  return {
    script: fileOf('src/browser/main.ts'),
    ancien: fileOf('src/browser/old-browser.js'),
    style: fileOf('src/ui/style.css'),
    marque: fileOf('src/ui/marque.svg'),
    icone: fileOf('src/ui/icone-tactile.png'),
    apercu: fileOf('src/ui/apercu.png'),
  }
}
