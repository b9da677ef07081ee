import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Fields, textField } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { usagerDe } from '../../platform/session/usager-de.ts'
import { conservationOf } from '../conservation/index.ts'
import { delaiHabituelDe } from '../demarches/index.ts'
import { offresOf } from '../documents/index.ts'
import { echangeDe } from '../echanges/index.ts'
import { enAttenteDe, nouveautesDe, readNotificationsOf } from '../notifications/index.ts'
import { findPaiement } from '../paiements/index.ts'
import { piecesOfComplement, piecesOfDemande, recuesDe, removePiece, sortsOfPieces } from '../pieces/index.ts'
import { answerComplement } from './answer-complement.ts'
import { type DemandeVue, demandeOf } from './demande.query.ts'
import { statuts } from './demande.ts'
import type { DemandesDeps } from './demandes-deps.ts'
import { actOnComplement } from './documents-de-brouillon.ts'
import { espaceOf } from './espace.query.ts'
import { mesDemandes } from './mes-demandes.query.ts'
import type { SaisieDeComplement } from './pages/complement-a-remplir.tsx'
import { DemandePage } from './pages/demande-page.tsx'
import { EspacePage, MesDemandesPage } from './pages/espace-page.tsx'
import { readReponses } from './read-reponses.ts'
import type { RienEnvoye } from './receive-complement.ts'
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
    const [vue, enAttente, nouveautes] = await Promise.all([
      espaceOf(deps.db, acteur.usagerId),
      enAttenteDe(deps.db, acteur.usagerId),
      nouveautesDe(deps.db, acteur.usagerId),
    ])
    const shown = { ...vue, services: vue.services.filter((slug) => deps.catalogue.find(slug)) }
    return reply.page({
      titre: 'Mon espace',
      contenu: (
        <EspacePage
          vue={shown}
          titre={titre}
          enAttente={enAttente}
          nouveautes={nouveautes}
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
      contenu: (
        <MesDemandesPage demandes={demandes} suite={suite} titre={titre} today={parisDay(deps.clock.now())} />
      ),
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
  const vue = await demandeOf(deps.db, acteur.usagerId, reference)
  const elements = vue.complements.find((complement) => complement.ouvert)?.elements ?? []
  const { typed, lues } = readReponses(request.body, elements)
  const retirer = textField(request.body, 'retirer-piece')
  if (retirer) {
    await removePiece(deps, acteur, retirer)
    return showDemande(deps, request, reply, { textes: typed })
  }
  if (await actOnComplement(deps, acteur, request.body as Fields, textField(request.body, 'complement')))
    return showDemande(deps, request, reply, { textes: typed })
  if ('probleme' in lues) return showDemande(deps, request, reply, { textes: typed, erreur: lues.probleme })
  const rien = await answerComplement(deps, acteur, reference, {
    textes: lues.textes,
    enPartie: textField(request.body, 'partie') !== '',
    complementVu: textField(request.body, 'complement') || undefined,
  })
  if (rien) return showDemande(deps, request, reply, { textes: typed, erreur: pourquoiRien(rien) })
  return reply.goTo(`/espace/demandes/${reference}`)
}

function pourquoiRien(rien: NonNullable<RienEnvoye>): string {
  if (rien.kind === 'rien') return 'Ajoutez un document, ou écrivez une réponse.'
  const liste = rien.elements.map(({ libelle }) => `«\u00a0${libelle}\u00a0»`).join(', ')
  return `Rien n’est parti\u00a0: il manque encore ${liste}. Ajoutez ce qui manque, ou choisissez «\u00a0Envoyer une partie\u00a0».`
}

async function showDemande(
  deps: DemandesDeps,
  request: Request,
  reply: FastifyReply,
  saisie: SaisieDeComplement = { textes: new Map() },
): Promise<FastifyReply> {
  const vue = await openDemande(deps, request)
  const { demande } = vue
  const ouvert = vue.complements.find((complement) => complement.ouvert)
  const { usagerId } = usagerDe(request)
  const { demarche } = deps.catalogue.get(demande.demarche)
  const [pieces, sorts, echange, piecesDuComplement, delai, conservation, paiement] = await Promise.all([
    piecesOfDemande(deps.db, demande.id),
    sortsOfPieces(deps.db, demande.id),
    echangeDe(deps, usagerDe(request), demande.reference),
    ouvert ? piecesOfComplement(deps.db, ouvert.id) : [],
    statuts[demande.statut].final ? undefined : delaiHabituelDe(deps.db, demande.demarche),
    statuts[demande.statut].final
      ? conservationOf(deps.db, demande.id, demarche, deps.clock.now())
      : undefined,
    findPaiement(deps, usagerId, demande.reference),
    readNotificationsOf(deps.db, { usagerId, demandeId: demande.id }, deps.clock.now()),
  ])
  const presentes = pieces.filter(({ id }) => !sorts.get(id)?.remplacee)
  return reply.page({
    statut: saisie.erreur ? 422 : 200,
    titre: `${saisie.erreur ? 'Erreur : ' : ''}Demande ${demande.reference}`,
    contenu: (
      <DemandePage
        vue={vue}
        demarche={demarche}
        conservation={conservation}
        paiement={paiement}
        collectivite={deps.collectivite}
        parties={await partiesOf(deps, vue, presentes)}
        pieces={pieces}
        sorts={sorts}
        echange={echange}
        piecesDuComplement={piecesDuComplement}
        offres={ouvert ? await offresOf(deps.db, usagerDe(request).usagerId) : []}
        delai={delai}
        today={parisDay(deps.clock.now())}
        nouvelle={request.query.depot === '1'}
        saisie={saisie}
      />
    ),
  })
}

/** The demande as its owner opens it: the first time that they see a decision is noted before it is shown. */
async function openDemande(deps: DemandesDeps, request: Request): Promise<DemandeVue> {
  const acteur = usagerDe(request)
  const { reference } = request.params
  const vue = await demandeOf(deps.db, acteur.usagerId, reference)
  const { decision } = vue
  // HEAD shows nothing: nobody has read.
  if (!decision?.notification || decision.notification.vueLe || request.method === 'HEAD') return vue
  await deps.consultDecision(acteur, decision.id)
  return demandeOf(deps.db, acteur.usagerId, reference)
}

/** The answers in words, by the version of the form that the demande was filed under. */
async function partiesOf(
  deps: Pick<DemandesDeps, 'db' | 'findDefinition'>,
  { demande }: Pick<DemandeVue, 'demande'>,
  pieces: Awaited<ReturnType<typeof piecesOfDemande>>,
) {
  const definition = await deps.findDefinition(deps.db, demande.demarche, demande.definition_version)
  if (!definition) throw new DemandeIntrouvable()
  return summariseDemande(demande, definition, recuesDe(pieces))
}
