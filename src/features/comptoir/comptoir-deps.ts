import type { InstructionDeps } from '../instruction/index.ts'

/** The counter does nothing that one demande at a time could not: it needs what the acts need. */
export type ComptoirDeps = InstructionDeps
