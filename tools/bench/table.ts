export interface Line {
  what: string
  value: string
  /** Absent: reported, not judged. */
  budget?: { said: string; held: boolean }
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** A measure with its budget, e.g. `atMost('start', 6.2, 10, 's')`. */
export const atMost = (what: string, value: number, limit: number, unit: string, digits = 1): Line => ({
  what,
  value: `${value.toFixed(digits)} ${unit}`,
  budget: { said: `≤ ${Number(limit.toFixed(digits))} ${unit}`, held: value <= limit },
})

export const atLeast = (what: string, value: number, limit: number, digits = 2): Line => ({
  what,
  value: value.toFixed(digits),
  budget: { said: `≥ ${limit}`, held: value >= limit },
})

export function printTable(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ what }) => what.length))
  const values = Math.max(...lines.map(({ value }) => value.length))
  for (const { what, value, budget } of lines) {
    const verdict = budget ? `   ${budget.said.padEnd(14)} ${budget.held ? 'ok' : 'OVER'}` : ''
    process.stdout.write(`${what.padEnd(width)}  ${value.padStart(values)}${verdict}\n`)
  }
}
