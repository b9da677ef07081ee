import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../platform/db/database.ts'
import { textField } from '../../platform/http/fields.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import {
  ApplicationPage,
  CleEnCoursPage,
  CodesPage,
  EpreuvePerimee,
  FacteurRefuse,
  facteursDe,
  showApplication,
  startApplication,
  startCle,
  type Titulaire,
} from '../facteurs/index.ts'
import { addApplication, addCle, dropApplication, dropCle, renewCodesDeSecours } from './change-facteurs.ts'
import { getCompte } from './compte-store.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { VerificationPage } from './pages/verification-page.tsx'

const SENSIBLE = { config: { access: 'usager', recente: true } } as const
const ICI = '/espace/compte/verification'
const CLE = `${ICI}/cle/confirmation`
const APPLICATION = `${ICI}/application/confirmation`

type Handler = (deps: ComptesDeps, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

const POSTS: Readonly<Record<string, Handler>> = {
  [`${ICI}/cle`]: (deps, request, reply) => startKey(deps, request, reply),
  [CLE]: confirmKey,
  [`${ICI}/cle/retrait`]: async (deps, request, reply) => {
    await dropCle(deps, usagerDe(request), textField(request.body, 'cle').slice(0, 2_000))
    return reply.goTo(`${ICI}?fait=retire`)
  },
  [`${ICI}/application`]: startApp,
  [APPLICATION]: confirmApp,
  [`${ICI}/application/retrait`]: async (deps, request, reply) => {
    await dropApplication(deps, usagerDe(request))
    return reply.goTo(`${ICI}?fait=retire`)
  },
  [`${ICI}/codes`]: async (deps, request, reply) => {
    const codes = await renewCodesDeSecours(deps, usagerDe(request))
    if (codes.length === 0) return reply.goTo(ICI)
    return done(reply, codes, 'Voici dix nouveaux codes. Les anciens ne servent plus.', '')
  },
}

/** « Vérification en deux étapes »: passkeys, the application, the recovery codes. All of it asks for the password. */
export function verificationRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get<{ Querystring: { fait?: string } }>(ICI, SENSIBLE, (request, reply) =>
    showVerification(deps, request, reply, request.query.fait),
  )
  for (const [path, handle] of Object.entries(POSTS))
    web.post(path, SENSIBLE, (request, reply) => handle(deps, request, reply))
}

const titulaireDe = (request: FastifyRequest): Titulaire => ({
  kind: 'usager',
  id: usagerDe(request).usagerId,
})

/** The challenge belongs to the key of the session's browser. */
const thumbprintOf = (request: FastifyRequest): string => request.claimedSession?.thumbprint ?? ''
const shown = (request: FastifyRequest) => ({
  id: textField(request.body, 'epreuve'),
  thumbprint: thumbprintOf(request),
})

async function showVerification(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  fait?: string,
  erreur?: string,
): Promise<FastifyReply> {
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: erreur ? 'Erreur : vérification en deux étapes' : 'Vérification en deux étapes',
    contenu: (
      <VerificationPage
        ici={ICI}
        facteurs={await facteursDe(deps.db, titulaireDe(request))}
        {...(fait ? { fait } : {})}
        {...(erreur ? { erreur } : {})}
      />
    ),
  })
}

/** After an addition: the codes if it brought some, else back to the list. */
function done(reply: FastifyReply, codes: string[] | undefined, dit: string, fait: string): FastifyReply {
  if (!codes) return reply.goTo(`${ICI}?fait=${fait}`)
  return reply.page({
    titre: 'Vos codes de secours',
    contenu: <CodesPage codes={codes} fait={dit} retour={ICI} />,
  })
}

const EPREUVE_PERIMEE = 'L’ajout a duré plus de cinq minutes, ou il est déjà fait. Recommencez.'

async function startKey(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  erreur?: string,
): Promise<FastifyReply> {
  const { usagerId, nomAffiche } = usagerDe(request)
  const { email } = await getCompte(deps.db, usagerId)
  const enCours = await inTransaction(deps.db, (tx) =>
    startCle(tx, deps, titulaireDe(request), {
      thumbprint: thumbprintOf(request),
      portail: deps.collectivite.portail,
      email,
      nomAffiche,
    }),
  )
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: erreur ? 'Erreur : ajouter une clé d’accès' : 'Ajouter une clé d’accès',
    contenu: (
      <CleEnCoursPage
        enCours={enCours}
        nom={textField(request.body, 'nom').slice(0, 200)}
        action={CLE}
        retour={ICI}
        {...(erreur ? { erreur } : {})}
      />
    ),
  })
}

async function confirmKey(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const field = (name: string): string => textField(request.body, name)
  try {
    const made = { ...shown(request), nom: field('nom').slice(0, 200), cle: field('cle') }
    const codes = await addCle(deps, usagerDe(request), made)
    return done(reply, codes, 'Votre clé d’accès est enregistrée.', 'cle')
  } catch (error) {
    if (error instanceof EpreuvePerimee) return startKey(deps, request, reply, EPREUVE_PERIMEE)
    if (!(error instanceof FacteurRefuse)) throw error
    const erreur = 'Cette clé n’a pas pu être enregistrée. Réessayez, ou choisissez un autre moyen.'
    return startKey(deps, request, reply, erreur)
  }
}

async function startApp(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { usagerId } = usagerDe(request)
  const { email } = await getCompte(deps.db, usagerId)
  const thumbprint = thumbprintOf(request)
  const enCours = await inTransaction(deps.db, (tx) =>
    startApplication(tx, deps, usagerId, { thumbprint, email }),
  )
  return reply.page({
    titre: 'Ajouter une application d’authentification',
    contenu: <ApplicationPage enCours={enCours} action={APPLICATION} retour={ICI} />,
  })
}

async function confirmApp(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  try {
    const code = textField(request.body, 'code').slice(0, 100)
    const codes = await addApplication(deps, acteur, { ...shown(request), code })
    return done(reply, codes, 'Votre application est enregistrée.', 'application')
  } catch (error) {
    if (error instanceof EpreuvePerimee)
      return showVerification(deps, request, reply, undefined, EPREUVE_PERIMEE)
    if (!(error instanceof FacteurRefuse)) throw error
    const { email } = await getCompte(deps.db, acteur.usagerId)
    const enCours = await showApplication(deps, acteur.usagerId, shown(request), email)
    return reply.page({
      statut: 422,
      titre: 'Erreur : ajouter une application d’authentification',
      contenu: (
        <ApplicationPage
          enCours={enCours}
          action={APPLICATION}
          retour={ICI}
          erreur="Ce code n’est pas le bon. Attendez le suivant et écrivez-le."
        />
      ),
    })
  }
}
