/** Documents kept at once; beyond, the first drawn is forgotten. */
const MAX_KEPT = 50

/**
 * Draws each document once, also for those who ask while it is being drawn: a PDF costs more than a page. One that
 * failed is drawn again.
 */
export function createDrawOnce(): (key: string, draw: () => Promise<Buffer>) => Promise<Buffer> {
  const kept = new Map<string, Promise<Buffer>>()
  return (key, draw) => {
    const found = kept.get(key)
    if (found) return found
    const drawing = draw()
    kept.set(key, drawing)
    if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value ?? '')
    drawing.catch(() => kept.delete(key))
    return drawing
  }
}
