import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { appareilDe } from '../../platform/session/appareil.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { verifySignInProof } from '../../platform/session/session-guard.ts'
import {
  type DeuxiemeEtape,
  DeuxiemeEtapePage,
  EpreuvePerimee,
  explainSecondStep,
  readReponse,
  showSecondStep,
} from '../facteurs/index.ts'
import { completeSignIn } from './complete-sign-in.ts'
import type { ComptesDeps } from './comptes-deps.ts'
import { ConnexionPage } from './pages/connexion-page.tsx'
import { ConnexionRefusee } from './refusals.ts'

const ADRESSE = '/connexion/verification'

/** What follows the right password for whoever has a second factor. */
export function secondStepRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.post(ADRESSE, { config: { access: 'public', entree: true } }, (request, reply) =>
    postStep(deps, request, reply),
  )
}

export function secondStepPage(
  reply: FastifyReply,
  vue: { etape: DeuxiemeEtape; retour: string; postePartage: boolean; erreur?: string },
): FastifyReply {
  return reply.page({
    statut: vue.erreur ? 422 : 200,
    titre: vue.erreur ? 'Erreur : deuxième étape' : 'Deuxième étape',
    contenu: <DeuxiemeEtapePage action={ADRESSE} {...vue} />,
  })
}

async function postStep(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const proof = await verifySignInProof(request, reply, deps)
  if (!proof) return reply
  const { thumbprint } = proof
  const epreuve = textField(request.body, 'epreuve')
  const retour = returnPath(textField(request.body, 'retour'), 'usager')
  const postePartage = textField(request.body, 'postePartage') === 'oui'
  try {
    const jeton = await completeSignIn(deps, {
      epreuve,
      thumbprint,
      postePartage,
      ip: request.ip,
      appareil: appareilDe(request.headers['user-agent']),
      reponse: readReponse(request.body),
    })
    return reply.type('application/json').send(JSON.stringify({ jeton, versLaPage: retour }))
  } catch (error) {
    const erreur = error instanceof ConnexionRefusee ? REPRISE : explainSecondStep(error)
    if (!erreur) throw error
    const again = error instanceof EpreuvePerimee || error instanceof ConnexionRefusee
    const etape = again ? undefined : await showSecondStep(deps, { id: epreuve, thumbprint }, 'usager')
    if (etape) return secondStepPage(reply, { etape, retour, postePartage, erreur })
    return reply.page({
      statut: 422,
      titre: 'Erreur : se connecter',
      contenu: <ConnexionPage email="" retour={retour} erreur={again ? erreur : `${erreur} ${REPRISE}`} />,
    })
  }
}

const REPRISE = 'Recommencez depuis le début.'
