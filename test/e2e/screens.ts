import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'

/** Set to a folder to keep a picture of every page, wide and narrow, light and dark. */
const folder = process.env.SCREENS

const SIZES = { large: { width: 1280, height: 900 }, telephone: { width: 390, height: 844 } } as const

/** Keeps the page as a person would see it on each kind of screen, when pictures are asked for. */
export async function takeScreens(page: Page, name: string): Promise<void> {
  // Firefox lets nobody choose its colours from outside.
  if (!folder || !(await page.browser().version()).startsWith('Chrome')) return
  await mkdir(folder, { recursive: true })
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewport(viewport)
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ])
      await page.screenshot({
        path: join(folder, `${name}-${size}-${value}.png`) as `${string}.png`,
        fullPage: true,
      })
    }
  }
  await page.setViewport(SIZES.large)
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
}
