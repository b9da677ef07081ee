import type {} from 'fastify'
import type { ComponentChildren } from 'preact'

/** A page as a feature describes it; the composition decides whether it travels as a document or as a fragment. */
export interface PageView {
  titre: string
  contenu: ComponentChildren
  /** HTTP status, 200 when absent. */
  statut?: number
  /** Search engines' summary, public pages only. */
  description?: string
}

declare module 'fastify' {
  interface FastifyReply {
    /** Answers a page for the actor of this request. */
    page(view: PageView): FastifyReply
    /** After a successful act: 204 and the address that the navigator visits next (a redirect would replay the proof). */
    goTo(path: string): FastifyReply
  }
}
