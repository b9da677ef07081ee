/** How far a hand moves between the two clicks of one double click. */
const SAME_PLACE_PX = 8

let last: { x: number; y: number; page: Element | null } | undefined

/** The page that is on screen: the navigator puts another element in its place. */
const pageShown = (): Element | null => document.querySelector('[data-region="contenu"]')

/**
 * Many people click everything twice. When the answer to the first click comes between the two, the second one would
 * fall on what nobody has read yet: it does nothing.
 */
export function ignoreLateClicks(): void {
  addEventListener(
    'click',
    (event) => {
      const { detail, clientX: x, clientY: y } = event
      const page = pageShown()
      const late =
        detail > 1 && last && last.page !== page && Math.hypot(last.x - x, last.y - y) <= SAME_PLACE_PX
      if (late) {
        event.preventDefault()
        event.stopImmediatePropagation()
      } else last = { x, y, page }
    },
    { capture: true },
  )
}
