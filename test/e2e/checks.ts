import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResults {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
}

/** What axe finds wrong with the page as it stands, in words; empty when nothing. @param rule only this one */
export async function axeProblems(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(`if (!globalThis.axe) { ${axeSource} }`)
  const options = { resultTypes: ['violations'], ...(rule ? { runOnly: [rule] } : {}) }
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes.length}) ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
  )
}

/** By how many pixels the page is wider than its window; what is too wide, in words. */
export const overflow = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const over = document.documentElement.scrollWidth - width
    if (over <= 0) return ''
    const wide = [...document.querySelectorAll('main *, header *, footer *')]
      .filter((e) => e.getBoundingClientRect().right > width + 1)
      .map((e) => `${e.tagName.toLowerCase()}.${e.className}`)
    return `${over} px too wide: ${wide.slice(0, 5).join(' ')}`
  })
