import { Readable } from 'node:stream'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import { countLots } from '../../platform/tableur/count-lots.ts'
import type { LigneDeTableur } from '../../platform/tableur/valeur.ts'
import { writeCsv } from '../../platform/tableur/write-csv.ts'
import { writeXlsx } from '../../platform/tableur/write-xlsx.ts'
import { asksAnswers, cellulesDe, colonnesDe, type DemandeAExporter } from './colonnes.ts'
import { type ExportPrepare, getExport } from './exports.query.ts'
import type { ExportsDeps } from './exports-deps.ts'
import { readDemandes } from './read-demandes.ts'

/**
 * The file of an export, as a stream that reads the base no faster than it is taken. That it was opened is journaled
 * before its first byte, and how many lines left after the last one.
 * @throws ExportIntrouvable
 */
export async function writeExport(
  deps: ExportsDeps,
  acteur: AgentActor,
  id: string,
): Promise<{ prepare: ExportPrepare; contenu: Readable }> {
  const prepare = await getExport(deps.db, acteur, id)
  await note(deps, acteur, id, 'export.ouvert', {})
  const known = colonnesDe(deps.catalogue.find(prepare.demarche)?.formulaire ?? null)
  const titres = prepare.colonnes.map(
    (colonne) => known.find((one) => one.id === colonne)?.libelle ?? colonne,
  )
  const lus = countLots(readDemandes(deps.db, prepare), (nombre, entier) =>
    note(deps, acteur, id, 'export.remis', { lignes: nombre, entier }),
  )
  const lots = lignes(deps, prepare, lus)
  const contenu = prepare.format === 'csv' ? Readable.from(writeCsv(titres, lots)) : writeXlsx(titres, lots)
  return { prepare, contenu }
}

async function* lignes(
  deps: ExportsDeps,
  prepare: ExportPrepare,
  lus: AsyncIterable<readonly DemandeAExporter[]>,
): AsyncGenerator<Iterable<LigneDeTableur>> {
  const { demarche, colonnes } = prepare
  const forms = new Map<string, DefinitionFormulaire | undefined>()
  for await (const lot of lus) {
    if (asksAnswers(colonnes))
      for (const { definitionVersion } of lot)
        if (!forms.has(definitionVersion))
          forms.set(definitionVersion, await deps.findDefinition(deps.db, demarche, definitionVersion))
    yield cellules(lot, colonnes, forms)
  }
}

function* cellules(
  lot: readonly DemandeAExporter[],
  colonnes: readonly string[],
  forms: ReadonlyMap<string, DefinitionFormulaire | undefined>,
): Generator<LigneDeTableur> {
  for (const demande of lot) yield cellulesDe(demande, colonnes, forms.get(demande.definitionVersion))
}

const note = (
  { db, clock }: ExportsDeps,
  acteur: AgentActor,
  objetId: string,
  action: string,
  donnees: Readonly<Record<string, unknown>>,
): Promise<void> =>
  inTransaction(db, (tx) => appendJournal(tx, { le: clock.now(), acteur, action, objetId, donnees }))
