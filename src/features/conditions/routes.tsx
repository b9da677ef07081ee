import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { cacheable, SHARED } from '../../platform/http/shared-pages.ts'
import { administrationRoutes } from './administration-routes.tsx'
import { compareTexts } from './compare-texts.ts'
import type { ConditionsDeps } from './conditions-deps.ts'
import { espaceRoutes } from './espace-routes.tsx'
import { ComparaisonPage } from './pages/comparaison-page.tsx'
import { TextePage } from './pages/texte-page.tsx'
import { VersionIntrouvable } from './refusals.ts'
import { GENERAL } from './texte.ts'
import { findMarkdown, findVersion, versionsOf } from './version.query.ts'

interface Params {
  slug?: string
  numero?: string
}
type Request = FastifyRequest<{ Params: Params; Querystring: { de?: unknown; a?: unknown } }>

/** The terms: read by everybody, answered by those who use the services, published by the administrators. */
export function conditionsRoutes(web: FastifyInstance, deps: ConditionsDeps): void {
  for (const adresse of ['/conditions-generales', '/services/:slug/conditions']) {
    web.get(adresse, SHARED, (request, reply) => showVersion(deps, request as Request, reply))
    web.get(`${adresse}/versions/:numero`, SHARED, (request, reply) =>
      showVersion(deps, request as Request, reply),
    )
    web.get(`${adresse}/comparaison`, SHARED, (request, reply) => compare(deps, request as Request, reply))
  }
  espaceRoutes(web, deps)
  administrationRoutes(web, deps)
}

/** @throws DemarcheIntrouvable */
const texteDe = ({ catalogue }: ConditionsDeps, { slug }: Params): string =>
  slug === undefined ? GENERAL : catalogue.get(slug).demarche.slug

/** A number as people write one in an address; 0 for anything else, which is no version. */
const numeroDe = (value: unknown): number =>
  typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 0

async function showVersion(
  deps: ConditionsDeps,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const texte = texteDe(deps, request.params)
  const versions = await versionsOf(deps.db, texte)
  const { numero } = request.params
  const version = await findVersion(
    deps,
    texte,
    numero === undefined ? (versions[0]?.numero ?? 0) : numeroDe(numero),
  )
  if (!version) throw new VersionIntrouvable()
  return cacheable(reply).page({
    titre: numero === undefined ? version.rendu.titre : `${version.rendu.titre}, version ${version.numero}`,
    contenu: <TextePage version={version} versions={versions} />,
  })
}

async function compare(deps: ConditionsDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const texte = texteDe(deps, request.params)
  const [de, a, versions] = await Promise.all([
    findMarkdown(deps.db, texte, numeroDe(request.query.de)),
    findMarkdown(deps.db, texte, numeroDe(request.query.a)),
    versionsOf(deps.db, texte),
  ])
  if (!de || !a) throw new VersionIntrouvable()
  const passages = compareTexts(de.markdown, a.markdown)
  const titre = (await findVersion(deps, texte, a.numero))?.rendu.titre ?? ''
  return cacheable(reply).page({
    titre: `${titre} : de la version ${de.numero} à la version ${a.numero}`,
    contenu: (
      <ComparaisonPage texte={texte} titre={titre} de={de} a={a} versions={versions} passages={passages} />
    ),
  })
}
