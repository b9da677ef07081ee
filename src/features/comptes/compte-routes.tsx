import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { judgePassword } from '../../platform/session/password.ts'
import { sessionsOfUsager } from '../../platform/session/session-store.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { findAdresseRefusee } from './adresse-refusee.ts'
import { changePassword } from './change-password.ts'
import { getCompte } from './compte-store.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { endOneSession, endOtherSessions } from './end-sessions.ts'
import { explainBlocked } from './explain-refusal.ts'
import { ComptePage, type ErreursDeMotDePasse } from './pages/compte-page.tsx'
import { IdentitePage } from './pages/identite-page.tsx'
import { proveIdentity } from './prove-identity.ts'
import { putReminderAside } from './put-reminder-aside.ts'
import { ConnexionRefusee } from './refusals.ts'

const USAGER = { config: { access: 'usager' } } as const
const COMPTE = '/espace/compte'

/** « Mon compte »: who one is here, the password, the devices that are signed in. */
export function compteRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get<{ Querystring: { fait?: string } }>(COMPTE, USAGER, (request, reply) =>
    showCompte(deps, request, reply, {}, request.query.fait),
  )
  web.get('/espace/identite', USAGER, (_request, reply) =>
    reply.page({ titre: 'Confirmez que c’est vous', contenu: <IdentitePage /> }),
  )
  web.post('/espace/identite', USAGER, (request, reply) => postIdentite(deps, request, reply))
  web.post(`${COMPTE}/rappel`, USAGER, async (request, reply) => {
    await putReminderAside(deps, usagerDe(request))
    return reply.goTo('/espace')
  })
  web.post(`${COMPTE}/mot-de-passe`, USAGER, (request, reply) => postMotDePasse(deps, request, reply))
  web.post(`${COMPTE}/sessions`, USAGER, async (request, reply) => {
    await endOtherSessions(deps, usagerDe(request))
    return reply.goTo(`${COMPTE}?fait=sessions`)
  })
  web.post<{ Params: { id: string } }>(`${COMPTE}/sessions/:id`, USAGER, async (request, reply) => {
    await endOneSession(deps, usagerDe(request), request.params.id)
    return reply.goTo(`${COMPTE}?fait=sessions`)
  })
}

async function postIdentite(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    const motDePasse = textField(request.body, 'motDePasse').slice(0, 1_000)
    await proveIdentity(deps, usagerDe(request), { motDePasse, ip: request.ip })
  } catch (error) {
    const erreur =
      error instanceof ConnexionRefusee
        ? 'Ce n’est pas votre mot de passe. Vérifiez-le et recommencez.'
        : explainBlocked(error)
    if (!erreur) throw error
    return reply.page({
      statut: 422,
      titre: 'Erreur : confirmez que c’est vous',
      contenu: <IdentitePage erreur={erreur} />,
    })
  }
  return reply.goTo(COMPTE)
}

async function postMotDePasse(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const field = (name: string): string => textField(request.body, name).slice(0, 1_000)
  const [actuel, nouveau] = [field('actuel'), field('nouveau')]
  const { email, prenom, nom } = await getCompte(deps.db, acteur.usagerId)
  const faible = await judgePassword(nouveau, [prenom, nom, email.split('@')[0] ?? ''])
  const erreurs: ErreursDeMotDePasse = {
    ...(actuel === '' ? { actuel: 'Écrivez votre mot de passe actuel.' } : {}),
    ...(faible[0] ? { nouveau: faible[0] } : {}),
  }
  if (Object.keys(erreurs).length > 0) return showCompte(deps, request, reply, erreurs)
  try {
    await changePassword(deps, acteur, { actuel, nouveau, ip: request.ip })
  } catch (error) {
    const message =
      error instanceof ConnexionRefusee
        ? 'Ce n’est pas votre mot de passe actuel. Vérifiez-le et recommencez.'
        : explainBlocked(error)
    if (!message) throw error
    return showCompte(deps, request, reply, { actuel: message })
  }
  return reply.goTo(`${COMPTE}?fait=mot-de-passe`)
}

async function showCompte(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  erreurs: ErreursDeMotDePasse,
  fait?: string,
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const [compte, refusee, sessions] = await Promise.all([
    getCompte(deps.db, acteur.usagerId),
    findAdresseRefusee(deps.db, acteur.usagerId),
    sessionsOfUsager(deps.db, acteur.usagerId, deps.clock.now()),
  ])
  const refuse = Object.keys(erreurs).length > 0
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: refuse ? 'Erreur : mon compte' : 'Mon compte',
    contenu: (
      <ComptePage
        compte={compte}
        refusee={refusee}
        sessions={sessions}
        sessionId={acteur.sessionId}
        erreurs={erreurs}
        {...(fait ? { fait } : {})}
      />
    ),
  })
}
