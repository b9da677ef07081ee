export type ScanVerdict =
  | { verdict: 'sain' }
  | { verdict: 'infecte'; signature: string }
  /** Too big or too deep for the antivirus to look through: known neither as clean nor as infected. */
  | { verdict: 'inexaminable' }
  | { verdict: 'non-analyse' }

/** Looks at a document before an agent may open it. */
export interface Scanner {
  configured: boolean
  /** @throws AntivirusEnPanne whenever the answer is not one to rely on: nothing is clean by default */
  scan(content: Buffer): Promise<ScanVerdict>
  /** Says what answers, and that it recognises the harmless test file of every antivirus. @throws AntivirusEnPanne */
  check(): Promise<string>
}

/** The antivirus did not answer, answered late, or answered something else than a verdict. */
export class AntivirusEnPanne extends Error {}

/** Without an antivirus nothing is called clean: agents see « non analysé », and the start-up says so. */
export const noScanner: Scanner = {
  configured: false,
  scan: async () => ({ verdict: 'non-analyse' }),
  check: async () => 'none',
}
