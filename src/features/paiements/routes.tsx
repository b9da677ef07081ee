import type { FastifyInstance } from 'fastify'
import { isUuid } from '../../platform/http/is-uuid.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import type { Catalogue } from '../demarches/index.ts'
import { hearNotification } from './hear-notification.ts'
import { PaiementPage } from './pages/paiement-page.tsx'
import { RELOAD_SECONDS, RetourPage, titreDuRetour } from './pages/retour-page.tsx'
import { estVerifie, retenus, statutsDePaiement } from './paiement.ts'
import { paiementOf, retourOf } from './paiements.query.ts'
import type { PaiementsDeps } from './paiements-deps.ts'
import { PrestataireInjoignable } from './prestataire.ts'
import { PaiementIntrouvable } from './refusals.ts'
import { settlePaiement } from './settle-paiement.ts'
import { startPaiement } from './start-paiement.ts'

export interface PaiementsWebDeps extends PaiementsDeps {
  catalogue: Catalogue
  recuDePaiement: (paiementId: string) => Promise<Buffer>
}

/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
const PUBLIC = { config: { access: 'public' } } as const

export function paiementsRoutes(web: FastifyInstance, deps: PaiementsWebDeps): void {
  web.get<{ Params: { reference: string } }>(
    '/espace/demandes/:reference/paiement',
    SIEN,
    async (request, reply) => {
      const vue = await paiementOf(deps, usagerDe(request).usagerId, request.params.reference)
      const { demarche } = deps.catalogue.get(vue.demarche)
      return reply.page({
        titre: `${vue.etat === 'exigible' && retenus(vue).length === 0 && !estVerifie(vue.tentatives) ? 'Payer' : 'Paiement'} – demande ${vue.reference}`,
        contenu: <PaiementPage vue={vue} demarche={demarche} />,
      })
    },
  )
  web.post<{ Params: { reference: string } }>(
    '/espace/demandes/:reference/paiement',
    SIEN,
    async (request, reply) =>
      reply.goTo(await startPaiement(deps, usagerDe(request), request.params.reference)),
  )
  web.get<{ Params: { id: string } }>('/espace/paiements/:id/recu.pdf', SIEN, async (request, reply) => {
    const { id } = request.params
    const mine = isUuid(id) && (await isMine(deps, usagerDe(request).usagerId, id))
    if (!mine) throw new PaiementIntrouvable()
    reply.header('content-disposition', `attachment; filename="recu-${mine.commande}.pdf"`)
    return reply.type('application/pdf').send(await deps.recuDePaiement(id))
  })
  web.get<{ Params: { retour: string } }>('/paiement/retour/:retour', PUBLIC, async (request, reply) => {
    const { retour } = request.params
    const seen = await retourOf(deps.db, retour)
    // The one who comes back is told at once where possible; a provider that does not answer is asked again later.
    if (!statutsDePaiement[seen.statut].final)
      await settlePaiement(deps, seen.id).catch((error: unknown) => {
        if (!(error instanceof PrestataireInjoignable)) throw error
        deps.log.warn({ err: error, paiement: seen.id }, 'payment: not read on return')
      })
    const vu = await retourOf(deps.db, retour)
    if (vu.statut === 'en_cours' || vu.statut === 'prepare') reply.header('refresh', String(RELOAD_SECONDS))
    return reply.header('cache-control', 'no-store').page({
      titre: titreDuRetour(vu),
      contenu: <RetourPage retour={vu} />,
    })
  })
  web.get<{ Querystring: { token?: string } }>('/paiement/notification', PUBLIC, async (request, reply) => {
    const { token } = request.query
    if (typeof token === 'string' && token.length <= 100) await hearNotification(deps, token)
    return reply.header('cache-control', 'no-store').type('text/plain').send('OK')
  })
}

const isMine = ({ db }: PaiementsDeps, usagerId: string, id: string) =>
  db
    .selectFrom('paiement')
    .innerJoin('demande', 'demande.id', 'paiement.demande_id')
    .select('paiement.commande')
    .where('paiement.id', '=', id)
    .where('paiement.statut', '=', 'accepte')
    .where('demande.usager_id', '=', usagerId)
    .executeTakeFirst()
