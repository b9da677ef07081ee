import type { FastifyInstance } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { LienPage } from './pages/lien-page.tsx'
import { unblockSignIn } from './unblock-sign-in.ts'

const PUBLIC = { config: { access: 'public' } } as const
const DEBLOCAGE = '/connexion/deblocage'

/** The daily link that opens sign-in again after wrong passwords. */
export function deblocageRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get(DEBLOCAGE, PUBLIC, (_request, reply) =>
    reply.page({
      titre: 'Débloquer la connexion',
      contenu: (
        <LienPage
          titre="Débloquer la connexion"
          chapeau="Appuyez sur le bouton : vous pourrez de nouveau vous connecter."
          action={DEBLOCAGE}
          bouton="Débloquer la connexion"
        />
      ),
    }),
  )
  web.post(DEBLOCAGE, PUBLIC, async (request, reply) => {
    await unblockSignIn(deps, textField(request.body, 'jeton').slice(0, 200))
    return reply.code(303).header('location', '/connexion?fait=deblocage').send()
  })
}
