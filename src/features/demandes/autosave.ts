import type { FastifyReply } from 'fastify'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { parisTime } from '../../platform/legal-clock/paris.ts'
import type { Titulaire } from '../../platform/session/titulaire.ts'
import { BrouillonDejaDepose, BrouillonModifieAilleurs } from './refusals.ts'
import { type PageToSave, savePage } from './save-page.ts'

/** What a page of a form sends, and where it belongs. */
export function pageSent(
  body: unknown,
  { id, page, instance }: { id: string; page: string; instance?: string },
): PageToSave {
  const fields = (body ?? {}) as Fields
  const revision = Number(textField(fields, 'revision'))
  return {
    brouillonId: id,
    pageId: page,
    instanceId: instance,
    fields,
    revisionVue: Number.isInteger(revision) && revision > 0 ? revision : undefined,
  }
}

/** Keeps what is typed as one types; the answer is for a script. */
export async function autosave(
  deps: Parameters<typeof savePage>[0] & { clock: Clock },
  acteur: Titulaire,
  reply: FastifyReply,
  page: PageToSave,
): Promise<FastifyReply> {
  const json = (status: number, body: object): FastifyReply =>
    reply.code(status).type('application/json').send(JSON.stringify(body))
  try {
    const { revision } = await savePage(deps, acteur, page)
    return json(200, { enregistreA: parisTime(deps.clock.now()), revision })
  } catch (error) {
    // Filed from another tab: there is nothing to keep any more, and no address to follow from here.
    if (error instanceof BrouillonModifieAilleurs || error instanceof BrouillonDejaDepose)
      return json(409, {})
    throw error
  }
}
