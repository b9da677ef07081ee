import type { ComponentChildren } from 'preact'

/** One question of `/aide` and its answer. */
export interface Question {
  /** Its anchor: other pages and mails lead to it. */
  id: string
  question: string
  reponse: ComponentChildren
}
