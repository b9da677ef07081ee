export type ScanVerdict =
  | { verdict: 'sain' }
  | { verdict: 'infecte'; signature: string }
  | { verdict: 'non-analyse' }

/** Looks at a document before an agent may open it. */
export interface Scanner {
  configured: boolean
  scan(content: Buffer): Promise<ScanVerdict>
}

/** Without an antivirus nothing is called clean: agents see « non analysé », and the start-up says so. */
export const noScanner: Scanner = { configured: false, scan: async () => ({ verdict: 'non-analyse' }) }
