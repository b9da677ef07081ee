import type { ComponentChildren } from 'preact'
import { couleurs, type Ton } from './ton.ts'

/** A state in one or two words. */
export function Tag({ ton = 'neutre', children }: { ton?: Ton; children: ComponentChildren }) {
  return (
    <span class="ds-tag" data-color={couleurs[ton]}>
      {children}
    </span>
  )
}
