import type { ComponentChildren } from 'preact'
import { Icone } from './icone.tsx'
import type { Ton } from './ton.ts'

export interface AlertProps {
  ton?: Exclude<Ton, 'neutre'>
  titre?: string
  /** `alert` for what must be heard at once, `status` for a good news after an act; nothing for plain reading. */
  role?: 'alert' | 'status'
  /** Takes the focus when the page is shown, as an error summary does. */
  prendLeFocus?: boolean
  children?: ComponentChildren
}

/** A message that stands out of the page. */
export function Alert({ ton = 'info', titre, role, prendLeFocus, children }: AlertProps) {
  return (
    <div
      class="encadre encadre-icone"
      data-ton={ton}
      role={role}
      {...(prendLeFocus ? { 'data-erreurs': '', tabIndex: -1 } : {})}
    >
      <Icone nom={ton} />
      <div class="encadre-corps">
        {titre ? <h2>{titre}</h2> : null}
        {children}
      </div>
    </div>
  )
}
