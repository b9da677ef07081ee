import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lireTexte } from '../../formulaire/texte.ts'
import type { Collectivite } from '../../platform/collectivite/collectivite.ts'
import { textField } from '../../platform/http/fields.ts'
import { SHARED } from '../../platform/http/shared-pages.ts'
import { wipeBrowser } from '../../platform/session/session-guard.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { ZoneDeTexte } from '../../ui/champs/cadre.tsx'
import { emailSchema, LienPage } from '../comptes/index.ts'
import { agentRoutes } from './agent-routes.tsx'
import { freezeByLien, freezeFromCompte, type SignalementDeps } from './freeze-compte.ts'
import { RECIT, SignalementRecuPage, SignalerCompte, SignalerPage } from './pages/signaler-page.tsx'
import { reportPublicly } from './report-publicly.ts'

export interface SignalementsWebDeps extends SignalementDeps {
  lockoutKey: Buffer
  collectivite: Collectivite
}

const PUBLIC = { config: { access: 'public' } } as const
const USAGER = { config: { access: 'usager' } } as const
const GEL = '/signaler/gel'
const RECIT_MAX = 3_000
const VIDE = { courriel: '', recit: '', contact: '' }

/** « Signaler une utilisation non autorisée », and the tickets at the counter. */
export function signalementsRoutes(web: FastifyInstance, deps: SignalementsWebDeps): void {
  web.get('/signaler', SHARED, (_request, reply) =>
    reply.page({
      titre: 'Signaler une utilisation non autorisée',
      contenu: <SignalerPage saisie={VIDE} erreurs={{}} />,
    }),
  )
  web.post('/signaler', PUBLIC, (request, reply) => postPublic(deps, request, reply))
  web.get(GEL, PUBLIC, (_request, reply) =>
    reply.page({
      titre: 'Ce n’était pas moi',
      contenu: (
        <LienPage
          titre="Ce n’était pas moi"
          chapeau="Appuyez sur le bouton : votre espace est bloqué aussitôt, et nos agents sont prévenus."
          action={GEL}
          bouton="Bloquer mon espace"
        >
          <ZoneDeTexte {...RECIT} valeur="" messages={[]} />
        </LienPage>
      ),
    }),
  )
  web.post(GEL, PUBLIC, async (request, reply) => {
    const jeton = textField(request.body, 'jeton').slice(0, 200)
    return showFrozen(deps, reply, await freezeByLien(deps, jeton, recitOf(request)))
  })
  web.get('/espace/compte/signaler', USAGER, (_request, reply) =>
    reply.page({ titre: 'Signaler une utilisation non autorisée', contenu: <SignalerCompte /> }),
  )
  web.post('/espace/compte/signaler', USAGER, async (request, reply) => {
    await freezeFromCompte(deps, usagerDe(request), recitOf(request))
    return wipeBrowser(reply).header('espace-session', 'fin').goTo('/signaler/fait')
  })
  web.get('/signaler/fait', PUBLIC, (_request, reply) => showFrozen(deps, reply, undefined))
  agentRoutes(web, deps)
}

/** Optional words: what cannot be kept is left out rather than holding up a freeze. */
function recitOf(request: FastifyRequest): string {
  const lu = lireTexte(textField(request.body, 'recit').slice(0, RECIT_MAX), { max: RECIT_MAX, lignes: true })
  return 'texte' in lu ? lu.texte : ''
}

const showFrozen = (deps: SignalementsWebDeps, reply: FastifyReply, reference: string | undefined) =>
  reply.page({
    titre: 'Votre espace est bloqué',
    contenu: (
      <SignalementRecuPage
        gele
        telephone={deps.collectivite.telephone}
        {...(reference ? { reference } : {})}
      />
    ),
  })

async function postPublic(
  deps: SignalementsWebDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const saisie = {
    courriel: textField(request.body, 'courriel').slice(0, 300),
    recit: textField(request.body, 'recit').slice(0, RECIT_MAX + 1),
    contact: textField(request.body, 'contact').slice(0, 300),
  }
  const courriel = emailSchema.safeParse(saisie.courriel)
  const recit = lireTexte(saisie.recit, { max: RECIT_MAX, lignes: true })
  const contact = lireTexte(saisie.contact, { max: 200 })
  const erreurs: Record<string, string> = {}
  if (!courriel.success) erreurs.courriel = courriel.error.issues[0]?.message ?? ''
  if ('probleme' in recit) erreurs.recit = recit.probleme
  else if (recit.texte === '') erreurs.recit = 'Dites-nous en quelques mots ce que vous avez remarqué.'
  if ('probleme' in contact) erreurs.contact = contact.probleme
  if (!courriel.success || 'probleme' in recit || 'probleme' in contact || recit.texte === '')
    return reply.page({
      statut: 422,
      titre: 'Erreur : signaler une utilisation non autorisée',
      contenu: <SignalerPage saisie={saisie} erreurs={erreurs} />,
    })
  const joindre = contact.texte === '' ? '' : `\n\nPour répondre : ${contact.texte}`
  const reference = await reportPublicly(deps, {
    courriel: courriel.data,
    recit: recit.texte + joindre,
    ip: request.ip,
  })
  return reply.page({
    titre: 'Votre signalement est reçu',
    contenu: (
      <SignalementRecuPage reference={reference} gele={false} telephone={deps.collectivite.telephone} />
    ),
  })
}
