import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { SHARED } from '../../platform/http/shared-pages.ts'
import { hashPassword, judgePassword } from '../../platform/session/password.ts'
import { emailSchema } from './compte.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import {
  LienEnvoyePage,
  MotDePasseOubliePage,
  NouveauMotDePassePage,
} from './pages/mot-de-passe-oublie-page.tsx'
import { requestReinitialisation } from './request-reinitialisation.ts'
import { resetPassword } from './reset-password.ts'

const PUBLIC = { config: { access: 'public' } } as const
const OUBLIE = '/mot-de-passe-oublie'
const NOUVEAU = `${OUBLIE}/nouveau`

/** A forgotten password: a link is asked for, then followed. */
export function reinitialisationRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get(OUBLIE, SHARED, (_request, reply) =>
    reply.page({ titre: 'Mot de passe oublié', contenu: <MotDePasseOubliePage email="" messages={[]} /> }),
  )
  web.post(OUBLIE, PUBLIC, async (request, reply) => {
    const typed = textField(request.body, 'email')
    const parsed = emailSchema.safeParse(typed)
    if (!parsed.success) {
      const messages = parsed.error.issues.slice(0, 1).map(({ message }) => message)
      return reply.page({
        statut: 422,
        titre: 'Erreur : mot de passe oublié',
        contenu: <MotDePasseOubliePage email={typed.slice(0, 300)} messages={messages} />,
      })
    }
    await requestReinitialisation(deps, parsed.data)
    return reply.page({
      titre: 'Consultez votre messagerie',
      contenu: <LienEnvoyePage expediteur={deps.collectivite.expediteur.adresse} />,
    })
  })
  web.get(NOUVEAU, PUBLIC, (_request, reply) =>
    reply.page({ titre: 'Nouveau mot de passe', contenu: <NouveauMotDePassePage /> }),
  )
  web.post(NOUVEAU, PUBLIC, (request, reply) => postNouveau(deps, request, reply))
}

async function postNouveau(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const jeton = textField(request.body, 'jeton').slice(0, 200)
  const motDePasse = textField(request.body, 'motDePasse').slice(0, 1_000)
  const messages = await judgePassword(motDePasse, [deps.collectivite.nom])
  if (messages.length > 0)
    return reply.page({
      statut: 422,
      titre: 'Erreur : nouveau mot de passe',
      contenu: <NouveauMotDePassePage jeton={jeton} messages={messages} />,
    })
  await resetPassword(deps, jeton, await hashPassword(motDePasse))
  return reply.code(303).header('location', '/connexion?fait=mot-de-passe').send()
}
