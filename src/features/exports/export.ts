import { checkPeriode } from '../../platform/legal-clock/check-periode.ts'
import { STATUTS, type Statut } from '../demandes/index.ts'
import type { Colonne } from './colonnes.ts'

export const FORMATS = ['csv', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]

/** Years that one file may cover. */
const ANNEES_MAX = 5

/** What the form sent, as it was typed. */
export interface ExportTape {
  demarche: string
  du: string
  au: string
  format: string
  statuts: readonly string[]
  colonnes: readonly string[]
}

export interface ExportVoulu {
  demarche: string
  /** Days of Paris of the dépôt, both included, YYYY-MM-DD. */
  du: string
  au: string
  format: Format
  statuts: Statut[]
  colonnes: string[]
}

export type ErreursDExport = Partial<Record<'du' | 'au' | 'format' | 'statuts' | 'colonnes', string>>

/** Reads the form of an export; beside what is wrong, nothing. @param today day in Paris */
export function checkExport(
  tape: ExportTape,
  colonnes: readonly Colonne[],
  today: string,
): { voulu: ExportVoulu } | { erreurs: ErreursDExport } {
  const erreurs: ErreursDExport = checkPeriode(tape, today, tropLong)
  const format = FORMATS.find((one) => one === tape.format)
  if (!format) erreurs.format = 'Choisissez le format du fichier.'
  const statuts = STATUTS.filter((statut) => tape.statuts.includes(statut))
  if (statuts.length === 0) erreurs.statuts = 'Cochez au moins un état.'
  // In the order of the page, whatever order they came in.
  const chosen = colonnes.filter(({ id }) => tape.colonnes.includes(id)).map(({ id }) => id)
  if (chosen.length === 0) erreurs.colonnes = 'Cochez au moins une colonne.'
  if (!format || Object.keys(erreurs).length > 0) return { erreurs }
  const { demarche, du, au } = tape
  return { voulu: { demarche, du, au, format, statuts, colonnes: chosen } }
}

const tropLong = (du: string, au: string): string | undefined =>
  Number(au.slice(0, 4)) - Number(du.slice(0, 4)) > ANNEES_MAX
    ? `Un fichier couvre ${ANNEES_MAX} ans au plus\u00a0: choisissez un premier jour plus récent.`
    : undefined
