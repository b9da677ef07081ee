import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { renderMarkdown } from '../../platform/texte/render-markdown.ts'
import { brouillonDans, findRedaction } from './brouillon-store.ts'
import { checkTexte, type Erreurs } from './check-texte.ts'
import { compareTexts } from './compare-texts.ts'
import type { ConditionsDeps } from './conditions-deps.ts'
import { fillFacts } from './facts.ts'
import { RedactionPage } from './pages/redaction-page.tsx'
import { RelecturePage } from './pages/relecture-page.tsx'
import { TextesPage } from './pages/textes-page.tsx'
import { publishVersion } from './publish-version.ts'
import { TexteModifieEntreTemps, VersionIntrouvable } from './refusals.ts'
import { adresseDeRedaction, adresseDuTexte, GENERAL, nomDuTexte } from './texte.ts'
import { textesDe } from './textes.query.ts'
import { findMarkdown, versionsOf } from './version.query.ts'
import { giveTexteUp, writeTexte } from './write-texte.ts'

const ADMIN = { config: { access: ADMINISTRATEUR } } as const
const LISTE = '/agents/administration/conditions'

type Request = FastifyRequest<{ Params: { texte: string }; Querystring: { reprendre?: unknown } }>

/** Where administrators write the next version of a text, read it as people will, and publish it. */
export function administrationRoutes(web: FastifyInstance, deps: ConditionsDeps): void {
  web.get(LISTE, ADMIN, async (_, reply) =>
    reply.page({ titre: 'Conditions d’utilisation', contenu: <TextesPage textes={await textesDe(deps)} /> }),
  )
  web.get(`${LISTE}/:texte`, ADMIN, (request, reply) => showRedaction(deps, request as Request, reply))
  web.post(`${LISTE}/:texte`, ADMIN, (request, reply) => postRedaction(deps, request as Request, reply))
  web.get(`${LISTE}/:texte/relecture`, ADMIN, (request, reply) =>
    showRelecture(deps, request as Request, reply),
  )
  web.post(`${LISTE}/:texte/publication`, ADMIN, (request, reply) =>
    postPublication(deps, request as Request, reply),
  )
  web.post(`${LISTE}/:texte/abandon`, ADMIN, async (request, reply) => {
    const texte = texteDe(deps, request as Request)
    await giveTexteUp(deps, agentDe(request), { texte, revisionVue: shownNumber(request.body, 'revision') })
    return reply.goTo(LISTE)
  })
}

const texteDe = ({ catalogue }: ConditionsDeps, { params }: Request): string =>
  params.texte === 'generales' ? GENERAL : catalogue.get(params.texte).demarche.slug

interface Saisie {
  markdown: string
  changements: string
  revision: number
}

/** The draft; without one, the text in force, a former version to take up again, or the one delivered. */
async function saisieDe(deps: ConditionsDeps, texte: string, reprendre: unknown): Promise<Saisie> {
  const redaction = await findRedaction(deps.db, texte)
  const brouillon = brouillonDans(redaction)
  if (brouillon && reprendre === undefined) return brouillon
  const revision = redaction?.revision ?? 0
  const livre = deps.textesLivres.find((one) => one.texte === texte)
  if (reprendre === 'livre' && livre) return { markdown: livre.markdown, changements: '', revision }
  const [derniere] = await versionsOf(deps.db, texte)
  const numero =
    typeof reprendre === 'string' && /^\d{1,6}$/.test(reprendre) ? Number(reprendre) : (derniere?.numero ?? 0)
  const version = await findMarkdown(deps.db, texte, numero)
  if (!version && reprendre !== undefined) throw new VersionIntrouvable()
  return { markdown: version?.markdown ?? livre?.markdown ?? '', changements: '', revision }
}

async function showRedaction(
  deps: ConditionsDeps,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const texte = texteDe(deps, request)
  return redaction(deps, reply, texte, { saisie: await saisieDe(deps, texte, request.query.reprendre) })
}

async function redaction(
  deps: ConditionsDeps,
  reply: FastifyReply,
  texte: string,
  { saisie, erreurs = {}, conflit = false }: { saisie: Saisie; erreurs?: Erreurs; conflit?: boolean },
): Promise<FastifyReply> {
  const faux = Object.keys(erreurs).length > 0
  const etat = await findRedaction(deps.db, texte)
  const versions = await versionsOf(deps.db, texte)
  return reply.page({
    statut: faux ? 422 : conflit ? 409 : 200,
    titre: `${faux ? 'Erreur : é' : 'É'}crire ${nomDuTexte(texte, deps.catalogue)}`,
    contenu: (
      <RedactionPage
        adresse={adresseDeRedaction(texte)}
        nom={nomDuTexte(texte, deps.catalogue)}
        saisie={conflit ? { ...saisie, revision: etat?.revision ?? 0 } : saisie}
        brouillon={brouillonDans(etat)}
        versions={versions}
        faits={Object.keys(deps.facts)}
        erreurs={erreurs}
        conflit={
          conflit && etat
            ? { redaction: etat, adressePublique: adresseDuTexte(texte), enVigueur: versions[0] }
            : undefined
        }
      />
    ),
  })
}

async function postRedaction(
  deps: ConditionsDeps,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const texte = texteDe(deps, request)
  // A form sends CR LF; what is kept and compared has LF alone.
  const field = (nom: string): string =>
    textField(request.body, nom).replaceAll('\r\n', '\n').replaceAll('\0', '')
  const saisie = {
    markdown: field('markdown'),
    changements: field('changements').trim(),
    revision: shownNumber(request.body, 'revision'),
  }
  const premiere = (await versionsOf(deps.db, texte)).length === 0
  const erreurs = checkTexte({ texte, ...saisie, premiere }, deps.facts)
  if (Object.keys(erreurs).length > 0) return redaction(deps, reply, texte, { saisie, erreurs })
  try {
    await writeTexte(deps, agentDe(request), { texte, ...saisie, revisionVue: saisie.revision })
  } catch (error) {
    if (!(error instanceof TexteModifieEntreTemps)) throw error
    return redaction(deps, reply, texte, { saisie, conflit: true })
  }
  return reply.goTo(`${adresseDeRedaction(texte)}/relecture`)
}

async function showRelecture(
  deps: ConditionsDeps,
  request: Request,
  reply: FastifyReply,
  erreurs: Erreurs = {},
): Promise<FastifyReply> {
  const texte = texteDe(deps, request)
  const brouillon = brouillonDans(await findRedaction(deps.db, texte))
  if (!brouillon) throw new VersionIntrouvable()
  const [derniere] = await versionsOf(deps.db, texte)
  const enVigueur = derniere ? await findMarkdown(deps.db, texte, derniere.numero) : undefined
  const markdown = fillFacts(brouillon.markdown, deps.facts)
  return reply.page({
    statut: Object.keys(erreurs).length > 0 ? 422 : 200,
    titre: `Relire ${nomDuTexte(texte, deps.catalogue)}`,
    contenu: (
      <RelecturePage
        adresse={adresseDeRedaction(texte)}
        nom={nomDuTexte(texte, deps.catalogue)}
        brouillon={brouillon}
        rendu={renderMarkdown(markdown)}
        enVigueur={derniere?.numero ?? 0}
        passages={enVigueur ? compareTexts(enVigueur.markdown, markdown) : []}
        erreurs={Object.values(erreurs)}
      />
    ),
  })
}

async function postPublication(
  deps: ConditionsDeps,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const vue = {
    texte: texteDe(deps, request),
    revision: shownNumber(request.body, 'revision'),
    enVigueur: shownNumber(request.body, 'enVigueur'),
  }
  const erreurs = await publishVersion(deps, agentDe(request), vue)
  return erreurs ? showRelecture(deps, request, reply, erreurs) : reply.goTo(LISTE)
}
