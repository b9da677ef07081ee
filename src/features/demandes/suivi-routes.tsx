import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { lireTexte } from '../../formulaire/texte.ts'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { offresOf } from '../documents/index.ts'
import { piecesOfComplement, piecesOfDemande, removePiece } from '../pieces/index.ts'
import { answerComplement } from './answer-complement.ts'
import { type DemandeVue, demandeOf } from './demande.query.ts'
import type { DemandesDeps } from './demandes-deps.ts'
import { actOnComplement } from './documents-de-brouillon.ts'
import { espaceOf } from './espace.query.ts'
import { mesDemandes } from './mes-demandes.query.ts'
import { DemandePage } from './pages/demande-page.tsx'
import { EspacePage, MesDemandesPage } from './pages/espace-page.tsx'
import { DemandeIntrouvable } from './refusals.ts'
import { summariseDemande } from './summarise-demande.ts'
import { withdrawDemande } from './withdraw-demande.ts'

type Request = FastifyRequest<{
  Params: { reference: string }
  Querystring: { depot?: string; apres?: string }
}>

const USAGER = { config: { access: 'usager' } } as const
/** What is theirs stays theirs, whatever they answered to the terms. */
const SIEN = { config: { access: 'usager', sansConditions: 'refusees' } } as const

export function suiviRoutes(web: FastifyInstance, deps: DemandesDeps): void {
  const titre = deps.catalogue.titreDe
  web.get('/espace', SIEN, async (request, reply) => {
    const acteur = usagerDe(request)
    const vue = await espaceOf(deps.db, acteur.usagerId)
    const shown = { ...vue, services: vue.services.filter((slug) => deps.catalogue.find(slug)) }
    return reply.page({
      titre: 'Mon espace',
      contenu: (
        <EspacePage
          vue={shown}
          titre={titre}
          prenom={acteur.nomAffiche}
          restreint={acteur.acces === 'restreint'}
          now={deps.clock.now()}
        />
      ),
    })
  })
  web.get<{ Querystring: { apres?: string } }>('/espace/demandes', SIEN, async (request, reply) => {
    const { demandes, suite } = await mesDemandes(
      deps.db,
      usagerDe(request).usagerId,
      request.query.apres ?? null,
    )
    return reply.page({
      titre: 'Mes demandes',
      contenu: <MesDemandesPage demandes={demandes} suite={suite} titre={titre} />,
    })
  })
  web.get('/espace/demandes/:reference', SIEN, (request, reply) =>
    showDemande(deps, request as Request, reply),
  )
  web.get<{ Params: { reference: string } }>(
    '/espace/demandes/:reference/accuse-reception.pdf',
    SIEN,
    async (request, reply) => {
      const { demande } = await demandeOf(deps.db, usagerDe(request).usagerId, request.params.reference)
      reply.header('content-disposition', `attachment; filename="accuse-reception-${demande.reference}.pdf"`)
      return reply.type('application/pdf').send(await deps.accuseReceptionPdf(demande.id))
    },
  )
  web.post<{ Params: { reference: string } }>(
    '/espace/demandes/:reference/desistement',
    SIEN,
    async (request, reply) => {
      await withdrawDemande(deps, usagerDe(request), request.params.reference)
      return reply.goTo(`/espace/demandes/${request.params.reference}`)
    },
  )
  web.post('/espace/demandes/:reference/complement', USAGER, (request, reply) =>
    postComplement(deps, request as Request, reply),
  )
}

async function postComplement(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const acteur = usagerDe(request)
  const { reference } = request.params
  const ici = `/espace/demandes/${reference}`
  const reponse = textField(request.body, 'reponse')
  const retirer = textField(request.body, 'retirer-piece')
  if (retirer) {
    await removePiece(deps, acteur, retirer)
    return showDemande(deps, request, reply, { reponse })
  }
  if (await actOnComplement(deps, acteur, request.body as Fields, textField(request.body, 'complement')))
    return showDemande(deps, request, reply, { reponse })
  const vue = await demandeOf(deps.db, acteur.usagerId, reference)
  const ouvert = vue.complements.find((complement) => complement.ouvert)
  const lu = lireTexte(reponse.replaceAll('\0', '\u0001'), {
    max: 4_000,
    lignes: true,
  })
  if ('probleme' in lu) return showDemande(deps, request, reply, { reponse, erreur: lu.probleme })
  const pieces = ouvert ? await piecesOfComplement(deps.db, ouvert.id) : []
  if (ouvert && lu.texte === '' && pieces.length === 0)
    return showDemande(deps, request, reply, {
      reponse,
      erreur: 'Ajoutez un document, ou écrivez une réponse.',
    })
  await answerComplement(deps, acteur, reference, {
    reponse: lu.texte,
    complementVu: textField(request.body, 'complement') || undefined,
  })
  return reply.goTo(ici)
}

async function showDemande(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
  { reponse = '', erreur }: { reponse?: string; erreur?: string } = {},
): Promise<FastifyReply> {
  const vue = await demandeOf(deps.db, usagerDe(request).usagerId, request.params.reference)
  const { demande } = vue
  const ouvert = vue.complements.find((complement) => complement.ouvert)
  const [pieces, piecesDuComplement] = await Promise.all([
    piecesOfDemande(deps.db, demande.id),
    ouvert ? piecesOfComplement(deps.db, ouvert.id) : [],
  ])
  return reply.page({
    statut: erreur ? 422 : 200,
    titre: `${erreur ? 'Erreur : ' : ''}Demande ${demande.reference}`,
    contenu: (
      <DemandePage
        vue={vue}
        demarche={deps.catalogue.get(demande.demarche).demarche}
        collectivite={deps.collectivite}
        parties={await partiesOf(deps, vue, pieces)}
        pieces={pieces}
        piecesDuComplement={piecesDuComplement}
        offres={ouvert ? await offresOf(deps.db, usagerDe(request).usagerId) : []}
        aujourdhui={parisDay(deps.clock.now())}
        nouvelle={request.query.depot === '1'}
        reponse={reponse}
        {...(erreur ? { erreur } : {})}
      />
    ),
  })
}

/** The answers in words, by the version of the form that the demande was filed under. */
async function partiesOf(
  deps: Pick<DemandesDeps, 'db' | 'findDefinition'>,
  { demande }: Pick<DemandeVue, 'demande'>,
  pieces: Awaited<ReturnType<typeof piecesOfDemande>>,
) {
  const definition = await deps.findDefinition(deps.db, demande.demarche, demande.definition_version)
  if (!definition) throw new DemandeIntrouvable()
  return summariseDemande(
    demande,
    definition,
    pieces.map(({ id, champ, nomFichier }) => ({ id, chemin: champ, nomFichier })),
  )
}
