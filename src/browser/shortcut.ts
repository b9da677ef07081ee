const KEYS = {
  j: 'suivante',
  k: 'precedente',
  o: 'ouvre',
  x: 'coche',
  a: 'prend',
  p: 'prendEnCharge',
  d: 'documents',
  f: 'actes',
  '/': 'cherche',
  '?': 'aide',
} as const

type Shortcut = (typeof KEYS)[keyof typeof KEYS]

/** Fields where a key is a letter; a box that is ticked is not one. */
const TYPING =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"])'

type Key = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'defaultPrevented'
> & {
  target: EventTarget | null
}

/** What a key asks for at the counter; nothing while the person types, or with a key of the browser or of the system. */
export function shortcutOf(event: Key): Shortcut | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if ((event.target as Element | null)?.closest?.(TYPING)) return
  const key = event.key.toLowerCase()
  return Object.hasOwn(KEYS, key) ? KEYS[key as keyof typeof KEYS] : undefined
}
