import type { ElementHandle, Page } from 'puppeteer-core'

/** How somebody works a page: with a pointer, or with the keys alone. */
export interface Hands {
  /** Types over what a field holds. */
  fill(name: string, value: string): Promise<void>
  /** Ticks a box or a radio button. */
  choose(name: string, value: string): Promise<void>
  /** Presses the button or follows the link that bears these words. */
  press(words: string): Promise<void>
}

const PATIENCE_MS = 10_000

/** Waits until something is so on the page. Throws with what the page shows instead. */
export async function waitFor(page: Page, what: string, look: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until) {
    // A page that is just being replaced cannot answer: it is asked again.
    if (await soon(look().catch(() => false))) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden on the page did not come either.
  const shown = await page.evaluate(() => `${document.title}\n${document.body.innerText}`)
  throw new Error(`${what} did not come; at ${page.url()}:\n${shown.slice(0, 1500)}`)
}

const LOOK_MS = 2_000

/** Chromium never answers a question that met the end of its page (a reload, the way back): it is asked again. */
function soon(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), LOOK_MS)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

export const waitForTitle = (page: Page, title: RegExp): Promise<void> =>
  waitFor(page, `the title ${title}`, async () => title.test((await page.title()).replaceAll('\u00a0', ' ')))

/** Waits until these words are on the page, whatever its spaces. */
export const shows = (page: Page, words: string): Promise<void> =>
  waitFor(page, `« ${words} »`, async () =>
    (await page.$eval('body', (body) => body.textContent ?? '')).replace(/\s+/g, ' ').includes(words),
  )

const find = async (page: Page, selector: string): Promise<ElementHandle> => {
  await waitFor(page, selector, async () => (await page.$(selector)) !== null)
  const found = await page.$(selector)
  if (!found) throw new Error(`${selector} is gone`)
  return found
}

/** The visible button or link whose words begin so. */
async function findByWords(page: Page, words: string): Promise<ElementHandle> {
  const search = () =>
    page.evaluateHandle((wanted) => {
      const all = [
        ...document.querySelectorAll<HTMLElement>(
          'main a, main button, dialog button, header button, header a',
        ),
      ]
      return (
        all.find(
          (e) =>
            e.ariaHidden !== 'true' &&
            (e.textContent ?? '').replace(/\s+/g, ' ').trim().startsWith(wanted) &&
            e.checkVisibility(),
        ) ?? null
      )
    }, words)
  await waitFor(page, `« ${words} »`, async () => (await search()).asElement() !== null)
  const element = (await search()).asElement()
  if (!element) throw new Error(`« ${words} » is gone`)
  return element as ElementHandle
}

/**
 * A page that is still being laid out (a window just resized, an answer just swapped in) moves under the pointer.
 * @returns whether the element is still on the page
 */
async function atRest(element: ElementHandle): Promise<boolean> {
  // Asked from outside: where scripts are off, a page has no timer of its own.
  const place = (): Promise<string> =>
    element.evaluate((e) => `${e.isConnected} ${innerWidth} ${JSON.stringify(e.getBoundingClientRect())}`)
  for (let before = await place(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const now = await place()
    if (now.startsWith('false')) return false
    if (now === before) return true
    before = now
  }
}

const byName = (name: string): string => `[name="${name}"]`
const byValue = (name: string, value: string): string => `[name="${name}"][value="${value}"]`

/** The navigator takes two clicks within this time for one double click, as the system does. */
const DOUBLE_CLICK_MS = 500
const pressedAt = new WeakMap<Page, number>()

/** Nobody reads a new page and presses its button in half a second. */
async function unhurried(page: Page): Promise<void> {
  const left = (pressedAt.get(page) ?? 0) + DOUBLE_CLICK_MS - Date.now()
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  pressedAt.set(page, Date.now())
}

export function pointer(page: Page): Hands {
  return {
    fill: async (name, value) => {
      const field = await find(page, byName(name))
      await atRest(field)
      await field.click({ count: 3 })
      await page.keyboard.press('Backspace')
      await field.type(value)
    },
    choose: async (name, value) => {
      const box = await find(page, byValue(name, value))
      await box.click()
    },
    press: async (words) => {
      let element = await findByWords(page, words)
      await unhurried(page)
      while (!(await atRest(element))) element = await findByWords(page, words)
      await element.click()
    },
  }
}

/** Nothing but keys; a stop that cannot be reached by Tab is a defect and fails. */
export function keyboard(page: Page): Hands {
  const isFocused = (element: ElementHandle): Promise<boolean> =>
    element.evaluate((e) => e === document.activeElement)
  const reach = async (element: ElementHandle): Promise<void> => {
    for (let stops = 0; stops < 120; stops += 1) {
      if (await isFocused(element)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`not reached by Tab: ${await element.evaluate((e) => e.outerHTML.slice(0, 200))}`)
  }
  return {
    fill: async (name, value) => {
      await reach(await find(page, byName(name)))
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.up('Control')
      await page.keyboard.press('Backspace')
      await page.keyboard.type(value)
    },
    choose: async (name, value) => {
      const box = await find(page, byValue(name, value))
      const radio = await box.evaluate((e) => (e as HTMLInputElement).type === 'radio')
      if (!radio) {
        await reach(box)
        await page.keyboard.press(' ')
        return
      }
      // A group of radio buttons is one stop, and the arrows choose in it.
      const first = await find(page, `${byName(name)}:checked, ${byName(name)}`)
      await reach(first)
      for (let moves = 0; moves < 12; moves += 1) {
        if (moves === 0) await page.keyboard.press(' ')
        if (await box.evaluate((e) => (e as HTMLInputElement).checked)) return
        await page.keyboard.press('ArrowDown')
      }
      throw new Error(`the arrows do not reach ${name}=${value}`)
    },
    press: async (words) => {
      await reach(await findByWords(page, words))
      await page.keyboard.press('Enter')
    },
  }
}
