import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { judgePassword } from '../../platform/session/password.ts'
import { proveIdentity } from '../../platform/session/prove-identity.ts'
import { sessionsOfUsager } from '../../platform/session/session-store.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import type { ErreursDeMotDePasse } from '../../ui/changer-de-mot-de-passe.tsx'
import { IdentitePage, TITRE_IDENTITE } from '../../ui/identite-page.tsx'
import { findAdresseRefusee } from './adresse-refusee.ts'
import { changePassword } from './change-password.ts'
import { getCompte } from './compte-store.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { endOneSession, endOtherSessions } from './end-sessions.ts'
import { explainBlocked } from './explain-refusal.ts'
import { ComptePage } from './pages/compte-page.tsx'
import { putReminderAside } from './put-reminder-aside.ts'
import { ConnexionBloquee, ConnexionRefusee } from './refusals.ts'

const USAGER = { config: { access: 'usager' } } as const
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const
/** The password again, before a sensitive act: closing the account is one. */
const TOUJOURS = { config: { access: 'usager', sansConditions: 'toujours' } } as const
const COMPTE = '/espace/compte'
const IDENTITE = '/espace/identite'

/** « Mon compte »: who one is here, the password, the devices that are signed in. */
export function compteRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get<{ Querystring: { fait?: string } }>(COMPTE, SIEN, (request, reply) =>
    showCompte(deps, request, reply, {}, request.query.fait),
  )
  web.get(IDENTITE, TOUJOURS, (_request, reply) =>
    reply.page({ titre: TITRE_IDENTITE, contenu: <IdentitePage action={IDENTITE} /> }),
  )
  web.post(IDENTITE, TOUJOURS, (request, reply) => postIdentite(deps, request, reply))
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
  const { usagerId, sessionId } = usagerDe(request)
  const compte = await deps.db
    .selectFrom('usager')
    .select(['email_normalise', 'mot_de_passe'])
    .where('id', '=', usagerId)
    .executeTakeFirstOrThrow()
  const verdict = await proveIdentity(deps, sessionId, {
    adresse: compte.email_normalise,
    ip: request.ip,
    motDePasse: textField(request.body, 'motDePasse').slice(0, 1_000),
    attendu: async () => compte.mot_de_passe,
  })
  if (verdict.kind === 'juste') return reply.goTo(COMPTE)
  const erreur =
    verdict.kind === 'bloque'
      ? explainBlocked(new ConnexionBloquee(verdict.jusquA))
      : 'Ce n’est pas votre mot de passe. Vérifiez-le et recommencez.'
  return reply.page({
    statut: 422,
    titre: `Erreur : ${TITRE_IDENTITE.toLowerCase()}`,
    contenu: <IdentitePage action={IDENTITE} {...(erreur ? { erreur } : {})} />,
  })
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
  const faible = await judgePassword(nouveau, [deps.collectivite.nom, prenom, nom, email.split('@')[0] ?? ''])
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
    titre: refuse ? 'Erreur : mon compte' : 'Mon compte',
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
