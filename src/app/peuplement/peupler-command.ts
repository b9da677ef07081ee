import { randomBytes } from 'node:crypto'
import type { CliCommand } from '../cli-command.ts'
import { BaseHabitee, countPeuplement, peupleBase } from './peuple-base.ts'

const MAX = 5_000_000

function number(value: unknown, name: string, otherwise: number): number {
  if (value === undefined) return otherwise
  const read = /^\d{1,7}$/.test(String(value)) ? Number(value) : Number.NaN
  if (read >= 1 && read <= MAX) return read
  throw new Error(`--${name} attend un nombre entre 1 et ${MAX}.`)
}

const REFUS = {
  'vrais-comptes':
    'Rien n’a été fait : cette base contient de vrais comptes. Cette commande n’écrit que dans une base de démonstration.',
  'deja-peuplee': 'Rien n’a été fait : cette base est déjà peuplée. Recommencez dans une base neuve.',
} as const satisfies Record<BaseHabitee['pourquoi'], string>

/** Fills a base of demonstration with people who do not exist. */
export const peuplerCommand: CliCommand = {
  resume:
    'Peuple une base de démonstration de personnes inventées et de leurs demandes. La même graine, le même jour, donne les mêmes.',
  usage: '[--usagers 1000] [--demandes 2500] [--graine 1]',
  options: { usagers: { type: 'string' }, demandes: { type: 'string' }, graine: { type: 'string' } },
  run: async (context, values) => {
    const usagers = number(values.usagers, 'usagers', 1_000)
    const demandes = number(values.demandes, 'demandes', 2_500)
    const graine = number(values.graine, 'graine', 1)
    const motDePasse = randomBytes(12).toString('base64url')
    await peupleBase(context, { usagers, demandes, graine, motDePasse }).catch((error: unknown) => {
      throw error instanceof BaseHabitee ? new Error(REFUS[error.pourquoi]) : error
    })
    await countPeuplement(context)
    return [
      `C’est fait : ${usagers} usagers, ${demandes} demandes, et le journal qui les raconte.`,
      `Usagers : usager-1@demonstration.example à usager-${usagers}@demonstration.example.`,
      'Agents : agent-1@demonstration.example (responsable), agent-2 (administration), agent-3 à agent-12.',
      `Mot de passe de tous, montré une seule fois : ${motDePasse}`,
      'Code d’un agent : npm run cli -- agents:code agent-1@demonstration.example',
    ]
  },
}
