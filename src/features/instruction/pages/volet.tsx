import type { ComponentChildren } from 'preact'

/** One of two columns that scroll apart on a wide screen. @param titre id of its heading */
export function Volet({ titre, children }: { titre: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form, here one reads
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself must be reached by the keyboard (WCAG 2.1.1)
    <div class="volet" role="group" aria-labelledby={titre} tabIndex={0}>
      {children}
    </div>
  )
}
