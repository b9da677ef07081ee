import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Catalogue, createFormulaireVierge } from '../features/demarches/index.ts'
import { formulairesPapier, IndisponiblePage } from '../features/disponibilite/index.ts'
import type { Collectivite } from '../platform/collectivite/collectivite.ts'
import { createPages } from '../ui/document.tsx'
import type { Assets } from '../ui/identite.ts'

/** What is served when the base, or the whole application, is gone: made at build, read at start, asks nothing. */
export interface Secours {
  page: Buffer
  /** Blank forms, by the address they always have. */
  fichiers: ReadonlyMap<string, Buffer>
}

const PAGE = 'indisponible.html'

/** Writes the folder that `loadSecours` and the reverse proxy read: the page, its style and mark, each blank form at its own address. */
export async function writeSecours(
  from: { catalogue: Catalogue; collectivite: Collectivite; assets: Assets; assetsFolder: string },
  folder: string,
): Promise<void> {
  const { catalogue, collectivite, assets, assetsFolder } = from
  await rm(folder, { recursive: true, force: true })
  const formulaires = formulairesPapier(catalogue)
  const html = createPages(collectivite, assets).statique({
    titre: 'Service momentanément indisponible',
    contenu: <IndisponiblePage collectivite={collectivite} formulaires={formulaires} />,
  })
  await write(join(folder, PAGE), html)
  await mkdir(join(folder, 'assets'))
  for (const asset of [assets.style, assets.marque])
    await copyFile(join(assetsFolder, basename(asset)), join(folder, asset))
  const formulaireVierge = createFormulaireVierge(collectivite)
  for (const { slug } of formulaires) {
    const { formulaire, ...publiee } = catalogue.get(slug)
    if (!formulaire) continue
    await write(
      join(folder, 'services', slug, 'formulaire.pdf'),
      // Without its dates: administrators may have changed them, and the base is not there to tell.
      await formulaireVierge({ ...publiee, formulaire, ouverture: undefined }),
    )
  }
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

/** @throws when the folder was not built */
export async function loadSecours(folder: string): Promise<Secours> {
  const names = await readdir(folder, { recursive: true })
  const forms = names.filter((name) => name.endsWith('.pdf'))
  const read = async (name: string) =>
    [`/${name.replaceAll('\\', '/')}`, await readFile(join(folder, name))] as const
  return {
    page: await readFile(join(folder, PAGE)),
    fichiers: new Map(await Promise.all(forms.map(read))),
  }
}
