import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { takeScreens } from './screens.ts'

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

/**
 * What somebody cannot read or press because it is cut off at a side, in words; '' when nothing is. The page clips what
 * reaches over its edges, so that its width says nothing: each piece of text, field and picture is measured against
 * whatever clips it. What scrolls by itself or is meant for the ear alone is not cut.
 */
export const overflow = (page: Page): Promise<string> =>
  page.evaluate(() => {
    type Bounds = { left: number; right: number } | 'free'
    const width = document.documentElement.clientWidth
    const known = new Map<Element, Bounds>()
    const scrolling = new Set<Element>()
    /** Between which edges what is in an element can be seen. */
    const boundsIn = (e: Element | null): Bounds => {
      if (!e) return { left: 0, right: width }
      const before = known.get(e)
      if (before) return before
      const { clipPath, overflowX } = getComputedStyle(e)
      const outside = boundsIn(e.parentElement)
      const { left, right } = e.getBoundingClientRect()
      const bounds =
        outside === 'free' || clipPath.startsWith('inset(50%') || /auto|scroll/.test(overflowX)
          ? 'free'
          : /hidden|clip/.test(overflowX)
            ? { left: Math.max(outside.left, left), right: Math.min(outside.right, right) }
            : outside
      known.set(e, bounds)
      if (/auto|scroll/.test(overflowX)) scrolling.add(e)
      return bounds
    }
    const cut = new Set<string>()
    const measure = (rects: Iterable<DOMRect>, clipper: Element | null, what: string): void => {
      const bounds = boundsIn(clipper)
      if (bounds === 'free') return
      for (const { left, right } of rects)
        if (right > left && (right > bounds.right + 1 || left < bounds.left - 1)) cut.add(what)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode
      const words = (text.textContent ?? '').trim()
      if (words === '' || !text.parentElement?.checkVisibility()) continue
      const range = document.createRange()
      range.selectNodeContents(text)
      measure(range.getClientRects(), text.parentElement, `« ${words.slice(0, 60)} »`)
    }
    const FILLED = 'a, button, input, select, textarea, summary, progress, img, svg, table'
    for (const e of [...document.body.querySelectorAll(FILLED), ...scrolling])
      if (e.checkVisibility()) measure([e.getBoundingClientRect()], e.parentElement, e.outerHTML.slice(0, 80))
    const over = document.documentElement.scrollWidth - width
    return [...(over > 0 ? [`${over} px too wide`] : []), ...cut].slice(0, 8).join('; ')
  })

/** Nothing wrong for axe, nothing cut off on the narrowest screen; keeps a picture when pictures are asked for. */
export async function looksRight(page: Page, name: string): Promise<void> {
  expect([name, await axeProblems(page)]).toEqual([name, []])
  await page.setViewport({ width: 320, height: 700 })
  expect([name, await overflow(page)]).toEqual([name, ''])
  await page.setViewport({ width: 1280, height: 900 })
  await takeScreens(page, name)
}
