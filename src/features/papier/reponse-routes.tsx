import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COMPTOIR } from '../../platform/http/access.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { longDay, parisDay } from '../../platform/legal-clock/paris.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import type { ErreurDePage } from '../../ui/error-summary.tsx'
import { nomDeReponse, type RienEnvoye, readReponses } from '../demandes/index.ts'
import { piecesOfComplement, removePiece } from '../pieces/index.ts'
import { type Bornes, readArrivee } from './arrivee.ts'
import { ReponsePage } from './pages/reponse-page.tsx'
import type { PapierDeps } from './papier-deps.ts'
import { recordReponse } from './record-reponse.ts'
import { SaisieIntrouvable } from './refusals.ts'
import { type ReponseAttendue, reponseAttendue } from './reponse-attendue.query.ts'

type Request = FastifyRequest<{ Params: { reference: string } }>

const AGENTS = { config: { access: COMPTOIR } } as const
const PATH = '/agents/demandes/:reference/reponse-par-courrier'

/** What came by post in answer to a complement. */
export function reponseRoutes(web: FastifyInstance, deps: PapierDeps): void {
  web.get(PATH, AGENTS, async (request, reply) => {
    const attendue = await reponseAttendue(deps.db, agentDe(request), referenceOf(request as Request))
    return show(deps, attendue, {}, undefined, reply)
  })
  web.post(PATH, AGENTS, (request, reply) => post(deps, request as Request, reply))
}

async function post(deps: PapierDeps, request: Request, reply: FastifyReply): Promise<FastifyReply> {
  const acteur = agentDe(request)
  const fields = (request.body ?? {}) as Fields
  const reference = referenceOf(request)
  const attendue = await reponseAttendue(deps.db, acteur, reference)
  const retirer = textField(fields, 'retirer-piece')
  if (retirer) {
    await removePiece(deps, acteur, retirer)
    return show(deps, attendue, fields, undefined, reply)
  }
  const { recueLe, page } = readArrivee(fields, bornesDe(deps, attendue))
  const { lues } = readReponses(fields, attendue.elements)
  const premier = champDe(attendue)
  const mots = 'probleme' in lues ? [{ nom: premier, message: lues.probleme }] : []
  if (recueLe === undefined || 'probleme' in lues)
    return show(deps, attendue, fields, [...mots, ...page.erreurs], reply)
  const rien = await recordReponse(deps, acteur, reference, {
    complementVu: textField(fields, 'complement') || undefined,
    textes: lues.textes,
    enPartie: textField(fields, 'partie') !== '',
    recueLe,
  })
  if (rien) return show(deps, attendue, fields, [{ nom: premier, message: pourquoiRien(rien) }], reply)
  return reply.goTo(`/agents/demandes/${reference}`)
}

async function show(
  { db, clock }: PapierDeps,
  attendue: ReponseAttendue,
  fields: Fields,
  erreurs: readonly ErreurDePage[] | undefined,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { page, saisie } = readArrivee(fields, bornesDe({ clock }, attendue))
  return reply.page({
    statut: erreurs ? 422 : 200,
    titre: `${erreurs ? 'Erreur\u00a0: r' : 'R'}éponse reçue par courrier, demande ${attendue.reference}`,
    contenu: (
      <ReponsePage
        attendue={attendue}
        pieces={await piecesOfComplement(db, attendue.complementId)}
        typed={readReponses(fields, attendue.elements).typed}
        arrivee={{ page, saisie }}
        erreurs={erreurs}
      />
    ),
  })
}

function referenceOf({ params }: Request): string {
  const reference = parseReference(params.reference)
  if (!reference) throw new SaisieIntrouvable()
  return reference
}

/** An answer never came before the question. */
function bornesDe({ clock }: Pick<PapierDeps, 'clock'>, { demandeLe }: ReponseAttendue): Bornes {
  const jour = parisDay(demandeLe)
  const message = `Le complément a été demandé le ${longDay(jour)}\u00a0: la réponse n’a pas pu arriver avant.`
  return { aujourdhui: parisDay(clock.now()), premier: { jour, message } }
}

/** Where the first thing that is waited for is written. */
function champDe({ elements }: ReponseAttendue): string {
  const attendu = elements.find(({ recu }) => recu === null)
  return nomDeReponse(attendu?.rang ?? 1, elements.length)
}

function pourquoiRien(rien: NonNullable<RienEnvoye>): string {
  if (rien.kind === 'rien') return 'Ajoutez un document numérisé, ou recopiez ce qui est écrit.'
  const liste = rien.elements.map(({ libelle }) => `«\u00a0${libelle}\u00a0»`).join(', ')
  return `Rien n’est enregistré\u00a0: il manque encore ${liste}. Ajoutez ce qui manque, ou choisissez «\u00a0Enregistrer une partie\u00a0».`
}
