import type { DefinitionFormulaire, Saisie } from '../../formulaire/definition.ts'
import { changesBetween } from '../../formulaire/migrate-saisie.ts'
import { type Parcours, reach } from '../../formulaire/reach.ts'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import type { Catalogue, DemarchePubliee, FindDefinition } from '../demarches/index.ts'
import type { Calendrier } from '../disponibilite/index.ts'
import { type BrouillonAvecPieces, getBrouillon, lockBrouillon, updateSaisie } from './brouillon-store.ts'
import { DemarcheFermee } from './refusals.ts'

export interface BrouillonDeps {
  db: Db
  clock: Clock
  catalogue: Catalogue
  findDefinition: FindDefinition
  /** Whether a maintenance closes a démarche now. */
  calendrier: Pick<Calendrier, 'exigeOuverte'>
}

export interface BrouillonOuvert {
  brouillon: BrouillonAvecPieces
  publiee: DemarchePubliee
  definition: DefinitionFormulaire
  parcours: Parcours
}

/** The form of a démarche that has one. @throws DemarcheFermee */
export function formulaireDe(publiee: DemarchePubliee): DefinitionFormulaire {
  const { demarche, formulaire } = publiee
  if (formulaire) return formulaire
  throw new DemarcheFermee(
    demarche.slug,
    'prochainement' in demarche.ouverture ? demarche.ouverture.prochainement : '',
  )
}

/** The brouillon of a person, opened. @throws BrouillonIntrouvable | BrouillonDejaDepose | ServiceFerme */
export async function openBrouillon(
  deps: BrouillonDeps,
  usagerId: string,
  id: string,
  typed?: Typed,
): Promise<BrouillonOuvert> {
  return openRow(deps, usagerId, await getBrouillon(deps.db, usagerId, id), typed)
}

type Typed = (saisie: Saisie, definition: DefinitionFormulaire) => Saisie

/**
 * A brouillon with everything that its answers make count, in the version of the form that is published now.
 * @param typed lays answers that are not kept over those that are, to show them
 * @throws ServiceFerme
 */
export async function openRow(
  deps: BrouillonDeps,
  usagerId: string,
  row: BrouillonAvecPieces,
  typed?: Typed,
): Promise<BrouillonOuvert> {
  deps.calendrier.exigeOuverte(row.demarche)
  const kept = await upToDate(deps, usagerId, row)
  const publiee = deps.catalogue.get(kept.demarche)
  const definition = formulaireDe(publiee)
  const brouillon = typed ? { ...kept, saisie: typed(kept.saisie, definition) } : kept
  const { pieces } = brouillon
  const parcours = reach(definition, brouillon.saisie, { aujourdhui: parisDay(deps.clock.now()), pieces })
  return { brouillon, publiee, definition, parcours }
}

/** A brouillon begun under an older version is brought to the new one; what changed is kept to be shown. */
async function upToDate(
  deps: BrouillonDeps,
  usagerId: string,
  brouillon: BrouillonAvecPieces,
): Promise<BrouillonAvecPieces> {
  const definition = formulaireDe(deps.catalogue.get(brouillon.demarche))
  if (brouillon.definitionVersion === definition.version) return brouillon
  const ancienne = await deps.findDefinition(deps.db, brouillon.demarche, brouillon.definitionVersion)
  const changements = ancienne
    ? changesBetween(ancienne, definition)
    : ['Le formulaire a changé : relisez vos réponses.']
  return inTransaction(deps.db, async (tx) => {
    const locked = await lockBrouillon(tx, usagerId, brouillon.id)
    if (locked.definitionVersion === definition.version) return { ...locked, pieces: brouillon.pieces }
    const shown = changements.length > 0 ? changements : null
    const pieces = await updateSaisie(tx, locked, {
      saisie: locked.saisie,
      le: deps.clock.now(),
      definitionVersion: definition.version,
      changements: shown,
    })
    return {
      ...locked,
      pieces,
      definitionVersion: definition.version,
      revision: locked.revision + 1,
      changements: shown,
    }
  })
}
