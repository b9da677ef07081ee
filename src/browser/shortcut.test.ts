import { expect, test } from 'vitest'
import { shortcutOf } from './shortcut.ts'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false, defaultPrevented: false }
/** An element that answers to the selectors that name it, as `closest` does. */
const within = (tag: string): EventTarget =>
  ({ closest: (selector: string) => (selector.includes(tag) ? {} : null) }) as unknown as EventTarget

test.each([
  ['j', 'suivante'],
  ['J', 'suivante'],
  ['k', 'precedente'],
  ['o', 'ouvre'],
  ['x', 'coche'],
  ['a', 'prend'],
  ['p', 'prendEnCharge'],
  ['d', 'documents'],
  ['f', 'actes'],
  ['/', 'cherche'],
  ['?', 'aide'],
  ['b', undefined],
  ['Enter', undefined],
  ['constructor', undefined],
])('%s: %s', (key, act) => expect(shortcutOf({ ...NONE, key, target: within('article') })).toBe(act))

test.each(['textarea', 'select', 'contenteditable'])('nothing while typing in a %s', (tag) => {
  expect(shortcutOf({ ...NONE, key: 'a', target: within(tag) })).toBeUndefined()
})

test.each(['ctrlKey', 'metaKey', 'altKey', 'isComposing', 'defaultPrevented'])('nothing with %s', (held) => {
  expect(shortcutOf({ ...NONE, key: 'a', target: null, [held]: true })).toBeUndefined()
})
