import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { formulairesPapier } from '../disponibilite/index.ts'
import { answerConditions } from './answer-conditions.ts'
import { attendReponse, type ConditionsDeQuelquun, conditionsOf } from './conditions-a-lire.query.ts'
import type { ConditionsDeps } from './conditions-deps.ts'
import { AJourPage, ALirePage } from './pages/a-lire-page.tsx'
import { DejaAccepteesPage } from './pages/deja-acceptees-page.tsx'
import { RefusPage } from './pages/refus-page.tsx'
import { ConditionsChangees, ConditionsDejaAcceptees, VersionIntrouvable } from './refusals.ts'
import { GENERAL, nomDuTexte } from './texte.ts'
import { findVersion, versionsOf } from './version.query.ts'

const LIBRE = { config: { access: 'usager', sansConditions: 'toujours' } } as const
const ADRESSE = '/espace/conditions'
/** What somebody who refused the general terms may come back to. */
const REFUS = `${ADRESSE}/refus`

interface Suite {
  retour: string
  /** The démarche that asks, when one does. */
  demarche: string | undefined
}

/** The terms that changed, shown before anything else, and the answer to them. */
export function espaceRoutes(web: FastifyInstance, deps: ConditionsDeps): void {
  web.addHook('preHandler', (request, reply) => askFirst(deps, request, reply))
  web.get<{ Querystring: { retour?: unknown; demarche?: unknown } }>(ADRESSE, LIBRE, (request, reply) =>
    showNext(deps, request, reply, suiteDe(deps, request.query)),
  )
  web.post(ADRESSE, LIBRE, (request, reply) => postReponse(deps, request, reply))
  web.get(REFUS, LIBRE, (_, reply) => reply.page(refusView(deps, 200)))
}

function suiteDe({ catalogue }: ConditionsDeps, { retour, demarche }: Record<string, unknown>): Suite {
  const slug = typeof demarche === 'string' ? catalogue.find(demarche)?.demarche.slug : undefined
  return { retour: returnPath(retour, 'usager'), demarche: slug }
}

/**
 * Before any page of somebody who has a text to read: that text. What they send on their way is let through, so that a
 * page half filled is kept; what needs the terms checks them itself. Whoever refused the general terms sees their own
 * and leaves, nothing else.
 */
async function askFirst(deps: ConditionsDeps, request: FastifyRequest, reply: FastifyReply) {
  const { actor, method } = request
  const { access, sansConditions } = request.routeOptions.config
  if (actor?.kind !== 'usager' || actor.acces === 'plein' || access !== 'usager') return
  if (sansConditions === 'toujours') return
  if (actor.acces === 'restreint') return sansConditions ? undefined : reply.page(refusView(deps, 403))
  if (method !== 'GET' || !request.headers.accept?.includes('text/html')) return
  const suite = { retour: returnPath(request.url, 'usager'), demarche: undefined }
  const next = await nextToRead(deps, request, suite)
  if (next) return showText(deps, reply, next, suite)
}

/** The next text that waits for an answer of this person. */
async function nextToRead(
  { db }: ConditionsDeps,
  request: FastifyRequest,
  { demarche }: Suite,
): Promise<ConditionsDeQuelquun | undefined> {
  const textes = await conditionsOf(db, usagerDe(request).usagerId, demarche)
  return textes.find((one) => attendReponse(one, demarche ?? GENERAL))
}

async function showNext(
  deps: ConditionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  suite: Suite,
  change = false,
): Promise<FastifyReply> {
  const next = await nextToRead(deps, request, suite)
  if (next) return showText(deps, reply, next, suite, change)
  return reply.page({ titre: 'Conditions acceptées', contenu: <AJourPage retour={suite.retour} /> })
}

async function showText(
  deps: ConditionsDeps,
  reply: FastifyReply,
  lu: ConditionsDeQuelquun,
  suite: Suite,
  change = false,
): Promise<FastifyReply> {
  const [version, versions] = await Promise.all([
    findVersion(deps, lu.texte, lu.numero),
    versionsOf(deps.db, lu.texte),
  ])
  if (!version) throw new VersionIntrouvable()
  const depuis = versions.filter(({ numero }) => numero > (lu.acceptee ?? 0))
  return reply.page({
    statut: change ? 409 : 200,
    titre: lu.acceptee === null ? version.rendu.titre : 'Les conditions ont changé',
    contenu: (
      <ALirePage version={version} acceptee={lu.acceptee} depuis={depuis} {...suite} change={change} />
    ),
  })
}

async function postReponse(
  deps: ConditionsDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const field = (nom: string): string => textField(request.body, nom)
  const suite = suiteDe(deps, { retour: field('retour'), demarche: field('demarche') })
  const texte = field('texte')
  const reponse = field('reponse') === 'accepter' ? 'acceptee' : 'refusee'
  const numero = /^[1-9]\d{0,5}$/.test(field('numero')) ? Number(field('numero')) : 0
  if (
    !['accepter', 'refuser'].includes(field('reponse')) ||
    (texte !== GENERAL && !deps.catalogue.find(texte))
  )
    throw new VersionIntrouvable()
  try {
    await answerConditions(deps, usagerDe(request), { texte, numero, reponse })
  } catch (error) {
    if (error instanceof ConditionsChangees) return showNext(deps, request, reply, suite, true)
    if (!(error instanceof ConditionsDejaAcceptees)) throw error
    return reply.page({
      statut: 409,
      titre: 'Vous avez déjà accepté ces conditions',
      contenu: (
        <DejaAccepteesPage
          texte={texte}
          nom={nomDuTexte(texte, deps.catalogue)}
          numero={numero}
          accepteeLe={error.accepteeLe}
          retour={suite.retour}
        />
      ),
    })
  }
  if (reponse === 'refusee') return reply.goTo(texte === GENERAL ? REFUS : `/services/${texte}`)
  const next = await nextToRead(deps, request, suite)
  return reply.goTo(next ? `${ADRESSE}?${new URLSearchParams(filled(suite))}` : suite.retour)
}

const filled = ({ retour, demarche }: Suite): Record<string, string> => ({
  retour,
  ...(demarche ? { demarche } : {}),
})

const refusView = ({ collectivite, catalogue }: ConditionsDeps, statut: number) => ({
  statut,
  titre: 'Vous avez refusé les conditions générales',
  contenu: <RefusPage collectivite={collectivite} formulaires={formulairesPapier(catalogue)} />,
})
