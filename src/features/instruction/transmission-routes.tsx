import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { dateEnMots } from '../../formulaire/dates.ts'
import { inTransaction } from '../../platform/db/database.ts'
import { COMPTOIR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber } from '../../platform/http/typed-numbers.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import { parseReference } from '../../platform/reference/reference.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import {
  ActeImpossible,
  DemandeIntrouvable,
  DemandeModifieeEntreTemps,
  type DemandeRow,
  findForAgent,
  isAllowed,
} from '../demandes/index.ts'
import { getDemarche } from './acte-d-agent.ts'
import { makeBordereau } from './documents/bordereau-pdf.ts'
import { jointsOf } from './joints.ts'
import { TransmissionPage } from './pages/transmission-page.tsx'
import { AcceptationImpliciteNee } from './refusals.ts'
import { findTransmission } from './transmission.query.ts'
import type { ErreursDeTransmission, TransmissionTapee } from './transmission-saisie.ts'
import { type DossierDeps, makeDossier } from './transmission-zip.ts'
import { transmitDemande } from './transmit-demande.ts'

const AGENTS = { config: { access: COMPTOIR } } as const
const ADRESSE = '/agents/demandes/:reference/transmission'
const VIDE: TransmissionTapee = { choix: '', autorite: '', adresse: '', contact: '', motifs: '' }

/** Sending a demande to the competent authority, and what goes with it. */
export function transmissionRoutes(web: FastifyInstance, deps: DossierDeps): void {
  web.get(ADRESSE, AGENTS, async (request, reply) =>
    showForm(deps, await demandeOf(deps, request), reply, VIDE, {}),
  )
  web.post(ADRESSE, AGENTS, async (request, reply) => {
    const { reference } = await demandeOf(deps, request)
    const field = (nom: string): string => textField(request.body, nom)
    const saisie: TransmissionTapee = {
      choix: field('choix'),
      autorite: field('autorite'),
      adresse: field('adresse'),
      contact: field('contact'),
      motifs: field('motifs'),
    }
    const recu = { reference, revisionVue: shownNumber(request.body, 'revision') }
    const erreurs = await transmit(deps, agentDe(request), { ...recu, saisie })
    if (Object.keys(erreurs).length === 0) return reply.goTo(`/agents/demandes/${reference}`)
    return showForm(deps, await demandeOf(deps, request), reply, saisie, erreurs)
  })
  const lecture = { ...AGENTS, exposeHeadRoute: false }
  web.get(`${ADRESSE}/bordereau.pdf`, lecture, async (request, reply) => {
    const { demande, transmission, joints } = await transmise(deps, request)
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="bordereau-${demande.reference}.pdf"`)
      .send(await makeBordereau(deps, demande, transmission, joints))
  })
  web.get(`${ADRESSE}/dossier.zip`, lecture, async (request, reply) => {
    const { demande, transmission, joints } = await transmise(deps, request)
    const acteur = agentDe(request)
    const le = deps.clock.now()
    await inTransaction(deps.db, (tx) =>
      appendJournal(tx, { le, acteur, action: 'transmission.dossier-emporte', demandeId: demande.id }),
    )
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="dossier-${demande.reference}.zip"`)
      .header('cache-control', 'no-store')
      .send(makeDossier(deps, acteur, demande, transmission, joints))
  })
}

/** The refusals of the act, as the counter says them: on the demande, or beside the choice. */
async function transmit(...[deps, acteur, acte]: Parameters<typeof transmitDemande>) {
  try {
    return await transmitDemande(deps, acteur, acte)
  } catch (error) {
    if (error instanceof ActeImpossible) throw new DemandeModifieeEntreTemps(acte.reference)
    if (!(error instanceof AcceptationImpliciteNee)) throw error
    const choix = `Le silence a accepté cette demande le ${dateEnMots(error.le)}\u00a0: elle ne peut plus être transmise.`
    return { choix } satisfies ErreursDeTransmission
  }
}

/** @throws DemandeIntrouvable also when it was not given to this agent */
async function demandeOf(deps: DossierDeps, request: FastifyRequest): Promise<DemandeRow> {
  const reference = parseReference((request.params as { reference: string }).reference)
  const demande = reference && (await findForAgent(deps.db, agentDe(request), reference))
  if (!demande) throw new DemandeIntrouvable()
  return demande
}

/** A demande that was sent, with what is sent of it. @throws DemandeIntrouvable */
async function transmise(deps: DossierDeps, request: FastifyRequest) {
  const demande = await demandeOf(deps, request)
  const transmission = await findTransmission(deps.db, demande.id)
  if (!transmission) throw new DemandeIntrouvable()
  return { demande, transmission, joints: await jointsOf(deps.db, demande.id) }
}

function showForm(
  deps: DossierDeps,
  demande: DemandeRow,
  reply: FastifyReply,
  tape: TransmissionTapee,
  erreurs: ErreursDeTransmission,
): FastifyReply {
  if (!isAllowed('transmettre', demande.statut, 'agent'))
    throw new DemandeModifieeEntreTemps(demande.reference)
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur\u00a0: t' : 'T'}ransmettre à une autre autorité`,
    contenu: (
      <TransmissionPage
        reference={demande.reference}
        revision={demande.revision}
        deposeeLe={demande.deposee_le}
        demarche={getDemarche(deps, demande.demarche)}
        tape={tape}
        erreurs={erreurs}
      />
    ),
  })
}
