import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField } from '../../platform/http/fields.ts'
import { sentBeforeScript } from '../../platform/http/sent-before-script.ts'
import { SHARED } from '../../platform/http/shared-pages.ts'
import { appareilDe } from '../../platform/session/appareil.ts'
import { hashPassword, judgePassword } from '../../platform/session/password.ts'
import { returnPath } from '../../platform/session/return-path.ts'
import { verifySignInProof } from '../../platform/session/session-guard.ts'
import { GENERAL, numeroEnVigueur } from '../conditions/index.ts'
import { adresseRoutes } from './adresse-routes.tsx'
import { clotureRoutes } from './cloture-routes.tsx'
import { fieldErrors, inscriptionSchema } from './compte.ts'
import { compteRoutes } from './compte-routes.tsx'
import type { ComptesDeps } from './comptes-deps.ts'
import { confirmInscription } from './confirm-inscription.ts'
import { deblocageRoutes } from './deblocage-routes.tsx'
import { explainBlocked } from './explain-refusal.ts'
import { forceRoutes } from './force-routes.ts'
import { ConnexionPage } from './pages/connexion-page.tsx'
import { ConfirmationPage, InscriptionPage, InscriptionRecuePage } from './pages/inscription-page.tsx'
import { ConnexionRefusee } from './refusals.ts'
import { reinitialisationRoutes } from './reinitialisation-routes.tsx'
import { requestInscription } from './request-inscription.ts'
import { secondStepPage, secondStepRoutes } from './second-step-routes.tsx'
import { sessionRoutes } from './session-routes.ts'
import { signIn } from './sign-in.ts'
import { verificationRoutes } from './verification-routes.tsx'

const PUBLIC = { config: { access: 'public' } } as const
/** The doors of the space: closed with it. Ways to protect an account or to keep it stay open: their time runs. */
const ENTREE = { config: { ...SHARED.config, entree: true } } as const
const ENTREE_SEULE = { config: { ...PUBLIC.config, entree: true } } as const
const PAS_CHARGEE = 'La page n’avait pas fini de se charger, et rien n’est parti.'
const RECOMMENCEZ = 'Écrivez de nouveau votre mot de passe.'
const ROUVREZ = 'Ouvrez de nouveau le lien que vous avez reçu par courriel.'
const VIDE = { prenom: '', nom: '', email: '', conditions: false, numero: 0 }

/** Opening an account, entering it, leaving it. */
export function comptesRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  inscriptionRoutes(web, deps)
  connexionRoutes(web, deps)
  secondStepRoutes(web, deps)
  reinitialisationRoutes(web, deps)
  deblocageRoutes(web, deps)
  sessionRoutes(web, deps)
  forceRoutes(web, deps)
  compteRoutes(web, deps)
  verificationRoutes(web, deps)
  adresseRoutes(web, deps)
  clotureRoutes(web, deps)
}

function inscriptionRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get('/inscription', ENTREE, async (_request, reply) => {
    const numero = await numeroEnVigueur(deps.db, GENERAL)
    return reply.page({
      titre: 'Créer mon espace',
      contenu: <InscriptionPage saisie={{ ...VIDE, numero }} erreurs={{}} />,
    })
  })
  web.post('/inscription', ENTREE_SEULE, (request, reply) => postInscription(deps, request, reply))
  web.get('/inscription/confirmer', ENTREE_SEULE, (_request, reply) =>
    reply.page({ titre: 'Confirmez votre adresse', contenu: <ConfirmationPage /> }),
  )
  web.post('/inscription/confirmer', ENTREE_SEULE, (request, reply) => postConfirmation(deps, request, reply))
}

async function postInscription(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const field = (name: string): string => textField(request.body, name)
  const saisie = {
    prenom: field('prenom'),
    nom: field('nom'),
    email: field('email'),
    motDePasse: field('motDePasse'),
    conditions: field('conditions'),
  }
  const parsed = inscriptionSchema.safeParse(saisie)
  const erreurs = parsed.success ? {} : fieldErrors(parsed.error)
  const numero = await numeroEnVigueur(deps.db, GENERAL)
  if (field('numero') !== String(numero))
    erreurs.conditions = [
      'Les conditions générales viennent de changer. Relisez-les, puis cochez de nouveau.',
    ]
  if (!erreurs.motDePasse) {
    const faible = await judgePassword(
      saisie.motDePasse,
      [deps.collectivite.nom, saisie.prenom, saisie.nom, saisie.email.split('@')[0] ?? ''].map((mot) =>
        mot.slice(0, 254),
      ),
    )
    if (faible.length > 0) erreurs.motDePasse = faible
  }
  if (!parsed.success || Object.keys(erreurs).length > 0) {
    const typed = { ...saisie, conditions: saisie.conditions === 'oui' && !erreurs.conditions, numero }
    return reply.page({
      statut: 422,
      titre: 'Erreur : créer mon espace',
      contenu: <InscriptionPage saisie={typed} erreurs={erreurs} />,
    })
  }
  const hash = await hashPassword(parsed.data.motDePasse)
  await requestInscription(deps, parsed.data, hash, numero)
  return reply.page({
    titre: 'Consultez votre messagerie',
    contenu: <InscriptionRecuePage expediteur={deps.collectivite.expediteur.adresse} />,
  })
}

function connexionRoutes(web: FastifyInstance, deps: ComptesDeps): void {
  web.get<{ Querystring: { retour?: string; fait?: string } }>('/connexion', ENTREE, (request, reply) =>
    reply.page({
      titre: 'Se connecter',
      contenu: (
        <ConnexionPage
          email=""
          retour={returnPath(request.query.retour, 'usager')}
          {...(request.query.fait ? { fait: request.query.fait } : {})}
        />
      ),
    }),
  )
  web.post('/connexion', ENTREE, (request, reply) => postConnexion(deps, request, reply))
}

async function postConnexion(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const email = textField(request.body, 'email')
  const retour = returnPath(textField(request.body, 'retour'), 'usager')
  if (sentBeforeScript(request))
    return reply.page({
      statut: 422,
      titre: 'Erreur : se connecter',
      contenu: <ConnexionPage email={email} retour={retour} erreur={`${PAS_CHARGEE} ${RECOMMENCEZ}`} />,
    })
  const proof = await verifySignInProof(request, reply, deps)
  if (!proof) return reply
  try {
    return await sendSession(deps, request, reply, { email, retour, thumbprint: proof.thumbprint })
  } catch (error) {
    const erreur = explain(error)
    if (!erreur) throw error
    return reply.page({
      statut: 422,
      titre: 'Erreur : se connecter',
      contenu: <ConnexionPage email={email} retour={retour} erreur={erreur} />,
    })
  }
}

/** The link proves the address, the password that its reader signed up: together they open the account and enter it. */
async function postConfirmation(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const jeton = textField(request.body, 'jeton').slice(0, 200)
  if (sentBeforeScript(request))
    return reply.page({
      statut: 422,
      titre: 'Erreur : confirmez votre adresse',
      contenu: <ConfirmationPage jeton={jeton} erreur={`${PAS_CHARGEE} ${ROUVREZ}`} />,
    })
  const proof = await verifySignInProof(request, reply, deps)
  if (!proof) return reply
  try {
    const motDePasse = textField(request.body, 'motDePasse')
    const email = await confirmInscription(deps, { jeton, motDePasse, ip: request.ip })
    return await sendSession(deps, request, reply, {
      email,
      retour: '/espace',
      thumbprint: proof.thumbprint,
    })
  } catch (error) {
    const erreur =
      error instanceof ConnexionRefusee
        ? 'Ce n’est pas le mot de passe choisi à l’inscription. Vérifiez-le et recommencez.'
        : explain(error)
    if (!erreur) throw error
    return reply.page({
      statut: 422,
      titre: 'Erreur : confirmez votre adresse',
      contenu: <ConfirmationPage jeton={jeton} erreur={erreur} />,
    })
  }
}

/** Signs in with the form's password, and hands the session, or the second step, to the browser whose key signed. */
async function sendSession(
  deps: ComptesDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  { email, retour, thumbprint }: { email: string; retour: string; thumbprint: string },
): Promise<FastifyReply> {
  const postePartage = textField(request.body, 'postePartage') === 'oui'
  const entree = await signIn(deps, {
    email,
    motDePasse: textField(request.body, 'motDePasse'),
    postePartage,
    thumbprint,
    ip: request.ip,
    appareil: appareilDe(request.headers['user-agent']),
  })
  if ('etape' in entree) return secondStepPage(reply, { etape: entree.etape, retour, postePartage })
  return reply.type('application/json').send(JSON.stringify({ jeton: entree.jeton, versLaPage: retour }))
}

/** One sentence for a wrong password, an unknown address, or a blocked one; undefined for anything else. */
function explain(error: unknown): string | undefined {
  if (error instanceof ConnexionRefusee)
    return 'Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les et recommencez.'
  return explainBlocked(error)
}
