import type { ParseArgsOptionsConfig } from 'node:util'
import type { Context } from './context.ts'

export type Values = Readonly<Record<string, unknown>>

/** Where a command is called, before anything is opened. */
export interface Places {
  root: string
  /** The folder that the operator stands in. */
  here: string
  dataDir: string
  publicOrigin: string
}

interface Described {
  /** What it does, in one line. */
  resume: string
  usage: string
  options: ParseArgsOptionsConfig
}

/** Both kinds return the lines to print. */
export type CliCommand = Described &
  (
    | { run(context: Context, values: Values, positionals: readonly string[]): Promise<string[]> }
    /** Needs neither the base nor a mail server. */
    | { runAlone(places: Places, values: Values): Promise<string[]> }
  )
