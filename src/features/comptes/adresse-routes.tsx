import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { emailSchema, normaliseEmail } from './compte.ts'
import { getCompte } from './compte-store.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { confirmAdresse } from './confirm-adresse.ts'
import { AdressePage } from './pages/adresse-page.tsx'
import { LienPage } from './pages/lien-page.tsx'
import { requestAdresse } from './request-adresse.ts'

const PUBLIC = { config: { access: 'public' } } as const
const SENSIBLE = { config: { access: 'usager', recente: true } } as const
const ADRESSE = '/espace/compte/adresse'
const CONFIRMER = '/adresse/confirmer'

/** Another e-mail address: asked for in the account, confirmed by its mailbox. */
export function adresseRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get(ADRESSE, SENSIBLE, (request, reply) => showAdresse(deps, request, reply, '', []))
  web.post(ADRESSE, SENSIBLE, async (request, reply) => {
    const typed = textField(request.body, 'email')
    const parsed = emailSchema.safeParse(typed)
    if (!parsed.success) {
      const messages = parsed.error.issues.slice(0, 1).map(({ message }) => message)
      return showAdresse(deps, request, reply, typed.slice(0, 300), messages)
    }
    const acteur = usagerDe(request)
    const { email } = await getCompte(deps.db, acteur.usagerId)
    if (normaliseEmail(parsed.data) === normaliseEmail(email))
      return showAdresse(deps, request, reply, typed, ['C’est déjà votre adresse.'])
    await requestAdresse(deps, acteur, parsed.data)
    return reply.goTo('/espace/compte?fait=adresse')
  })
  web.get(CONFIRMER, PUBLIC, (_request, reply) =>
    reply.page({
      titre: 'Confirmez votre adresse',
      contenu: (
        <LienPage
          titre="Confirmez votre nouvelle adresse"
          chapeau="Appuyez sur le bouton : c’est avec elle que vous vous connecterez, et là que nous vous écrirons."
          action={CONFIRMER}
          bouton="Confirmer cette adresse"
        />
      ),
    }),
  )
  web.post(CONFIRMER, PUBLIC, async (request, reply) => {
    await confirmAdresse(deps, textField(request.body, 'jeton').slice(0, 200))
    return reply.code(303).header('location', '/connexion?fait=adresse').send()
  })
}

async function showAdresse(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  typed: string,
  messages: readonly string[],
): Promise<FastifyReply> {
  const { email } = await getCompte(deps.db, usagerDe(request).usagerId)
  const refuse = messages.length > 0
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: `${refuse ? 'Erreur : c' : 'C'}hanger d’adresse électronique`,
    contenu: <AdressePage actuelle={email} typed={typed} messages={messages} />,
  })
}
