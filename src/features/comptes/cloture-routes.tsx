import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { longDate } from '../../platform/legal-clock/paris.ts'
import { wipeBrowser } from '../../platform/session/session-guard.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import {
  closeCompte,
  DELAI_DE_CLOTURE_MS,
  demandesEnCours,
  keepCompte,
  keepCompteByLien,
} from './close-compte.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { CloturePage } from './pages/cloture-page.tsx'
import { LienPage } from './pages/lien-page.tsx'
import { ClotureImpossible } from './refusals.ts'

const PUBLIC = { config: { access: 'public' } } as const
const USAGER = { config: { access: 'usager', sansConditions: 'refusees' } } as const
const SENSIBLE = { config: { access: 'usager', recente: true, sansConditions: 'refusees' } } as const
const CLOTURE = '/espace/compte/cloture'
const GARDER = '/compte/garder'

/** Closing the account, and keeping it after all. */
export function clotureRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get(CLOTURE, SENSIBLE, (request, reply) => showCloture(deps, request, reply, false))
  web.post(CLOTURE, SENSIBLE, (request, reply) => postCloture(deps, request, reply))
  web.post(`${CLOTURE}/annulation`, USAGER, async (request, reply) => {
    await keepCompte(deps, usagerDe(request))
    return reply.goTo('/espace/compte?fait=garde')
  })
  web.get(GARDER, PUBLIC, (_request, reply) =>
    reply.page({
      titre: 'Garder mon espace',
      contenu: (
        <LienPage
          titre="Garder mon espace"
          chapeau="Appuyez sur le bouton : rien ne sera effacé."
          action={GARDER}
          bouton="Garder mon espace"
        />
      ),
    }),
  )
  web.post(GARDER, PUBLIC, async (request, reply) => {
    await keepCompteByLien(deps, textField(request.body, 'jeton').slice(0, 200))
    return reply.code(303).header('location', '/connexion?fait=cloture-annulee').send()
  })
}

async function postCloture(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (textField(request.body, 'confirmer') !== 'oui') return showCloture(deps, request, reply, true)
  try {
    await closeCompte(deps, usagerDe(request))
  } catch (error) {
    // Something was filed since the page was shown: it says what.
    if (!(error instanceof ClotureImpossible)) throw error
    return showCloture(deps, request, reply, false)
  }
  return wipeBrowser(reply).header('espace-session', 'fin').goTo('/connexion?fait=ferme')
}

async function showCloture(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  erreur: boolean,
): Promise<FastifyReply> {
  const enCours = await demandesEnCours(deps.db, usagerDe(request).usagerId)
  const effaceLe = longDate(new Date(deps.clock.now().getTime() + DELAI_DE_CLOTURE_MS))
  const refuse = erreur || request.method === 'POST'
  return reply.page({
    statut: refuse ? 422 : 200,
    titre: `${refuse ? 'Erreur : f' : 'F'}ermer mon espace`,
    contenu: <CloturePage enCours={enCours} effaceLe={effaceLe} erreur={erreur} />,
  })
}
