import type { ChampPiece } from '../../formulaire/definition.ts'
import { reach } from '../../formulaire/reach.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { Catalogue } from '../demarches/index.ts'
import type { Calendrier } from '../disponibilite/index.ts'
import { formulaireDe } from './parcours-de-brouillon.ts'

/** Tells which document field stands at a path of a brouillon: only one that its answers make count. */
export function createChampDePiece(deps: {
  catalogue: Catalogue
  clock: Clock
  calendrier: Pick<Calendrier, 'exigeOuverte'>
}) {
  return async (tx: Tx, brouillonId: string, chemin: string): Promise<ChampPiece | undefined> => {
    const row = await tx
      .selectFrom('brouillon')
      .select(['demarche', 'saisie'])
      .where('id', '=', brouillonId)
      .executeTakeFirst()
    if (!row) return undefined
    deps.calendrier.exigeOuverte(row.demarche)
    const definition = formulaireDe(deps.catalogue.get(row.demarche))
    const parcours = reach(definition, row.saisie as unknown as Parameters<typeof reach>[1], {
      aujourdhui: parisDay(deps.clock.now()),
      pieces: [],
    })
    const champs = parcours.pages
      .flatMap((page) => [page, ...page.elements])
      .flatMap((page) => page.sections.flatMap((section) => section.champs))
    const champ = champs.find((vu) => vu.chemin === chemin)?.champ
    return champ?.type === 'piece' ? champ : undefined
  }
}
