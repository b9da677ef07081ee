import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ADMINISTRATEUR } from '../../platform/http/access.ts'
import { textField } from '../../platform/http/fields.ts'
import { shownNumber, typedNumero } from '../../platform/http/typed-numbers.ts'
import { parisDay, parisHour } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import {
  checkFermeture,
  type ErreursFermeture,
  type FermetureTapee,
  type FermetureVoulue,
} from './check-fermeture.ts'
import type { DisponibiliteDeps } from './disponibilite-deps.ts'
import { etatFermeture, quandEnMots } from './fermeture.ts'
import { formulairesPapier } from './formulaires-papier.ts'
import { type MaintenanceNotee, maintenanceNotee, maintenancesNotees } from './maintenances.query.ts'
import { GestionPage } from './pages/gestion-page.tsx'
import { MaintenanceNoteePage } from './pages/maintenance-notee-page.tsx'
import { PlanificationPage } from './pages/planification-page.tsx'
import {
  cancelFermeture,
  changeFermeture,
  endFermeture,
  type FermetureVue,
  planFermeture,
} from './plan-fermeture.ts'
import { previewProlongation } from './preview-prolongation.ts'
import { FermetureChangeeEntreTemps, FermetureEnChevauchement, FermetureIntrouvable } from './refusals.ts'

const ADMIN = { config: { access: ADMINISTRATEUR } } as const
const LISTE = '/agents/administration/maintenances'

type Request = FastifyRequest<{ Params: { numero: string } }>

/** Where administrators plan a maintenance, change it, end it or call it off. */
export function administrationRoutes(web: FastifyInstance, deps: DisponibiliteDeps): void {
  const { clock, db } = deps
  web.get(LISTE, ADMIN, async (_, reply) =>
    reply.page({
      titre: 'Maintenances',
      contenu: (
        <GestionPage
          maintenances={await maintenancesNotees(db)}
          now={clock.now()}
          titre={deps.catalogue.titreDe}
        />
      ),
    }),
  )
  web.get(`${LISTE}/nouvelle`, ADMIN, (_, reply) => redaction(deps, reply, { tapee: demain(clock.now()) }))
  web.post(`${LISTE}/nouvelle`, ADMIN, (request, reply) => write(deps, request, reply, undefined))
  web.get(`${LISTE}/:numero`, ADMIN, async (request, reply) => show(deps, await find(deps, request), reply))
  web.get(`${LISTE}/:numero/modifier`, ADMIN, async (request, reply) => {
    const notee = await find(deps, request)
    return redaction(deps, reply, { tapee: tapeeOf(notee), notee })
  })
  web.post(`${LISTE}/:numero/modifier`, ADMIN, async (request, reply) =>
    write(deps, request, reply, await find(deps, request)),
  )
  for (const [nom, act] of [
    ['annulation', cancelFermeture],
    ['fin', endFermeture],
  ] as const)
    web.post(`${LISTE}/:numero/${nom}`, ADMIN, async (request, reply) => {
      const { numero } = await find(deps, request)
      await act(deps, agentDe(request), vueDe(request, numero))
      return reply.goTo(`${LISTE}/${numero}`)
    })
}

/** @throws FermetureIntrouvable */
async function find({ db }: DisponibiliteDeps, request: FastifyRequest): Promise<MaintenanceNotee> {
  const numero = typedNumero((request as Request).params.numero)
  const found = numero && (await maintenanceNotee(db, numero))
  if (!found) throw new FermetureIntrouvable()
  return found
}

async function show(deps: DisponibiliteDeps, notee: MaintenanceNotee, reply: FastifyReply) {
  const now = deps.clock.now()
  const etat = etatFermeture(notee, now)
  const vivante = etat === 'prevue' || etat === 'en-cours'
  return reply.page({
    titre: `Maintenance ${quandEnMots(notee)}`,
    contenu: (
      <MaintenanceNoteePage
        notee={notee}
        etat={etat}
        now={now}
        titre={deps.catalogue.titreDe}
        prolonge={vivante && !notee.delaisProlonges ? await previewProlongation(deps, notee) : undefined}
      />
    ),
  })
}

function redaction(
  deps: DisponibiliteDeps,
  reply: FastifyReply,
  page: {
    tapee: FermetureTapee
    erreurs?: ErreursFermeture
    notee?: MaintenanceNotee | undefined
    /** Another administrator changed it meanwhile. */
    conflit?: boolean
  },
): FastifyReply {
  const { tapee, erreurs = {}, notee, conflit = false } = page
  const faux = Object.keys(erreurs).length > 0
  return reply.page({
    statut: faux ? 422 : conflit ? 409 : 200,
    titre: `${faux ? 'Erreur : ' : ''}${notee ? 'Modifier une maintenance' : 'Prévoir une maintenance'}`,
    contenu: (
      <PlanificationPage
        tapee={tapee}
        erreurs={erreurs}
        conflit={conflit}
        demarches={formulairesPapier(deps.catalogue)}
        notee={notee}
        commencee={notee !== undefined && etatFermeture(notee, deps.clock.now()) === 'en-cours'}
      />
    ),
  })
}

/** Plans, or changes when there is one already. */
async function write(
  deps: DisponibiliteDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  notee: MaintenanceNotee | undefined,
): Promise<FastifyReply> {
  const now = deps.clock.now()
  const commencee = notee && etatFermeture(notee, now) === 'en-cours' ? notee.debut : undefined
  const typed = tapeeIn(request)
  const tapee = notee && commencee ? { ...tapeeOf(notee), ...endOf(typed) } : typed
  const slugs = deps.catalogue.all().map(({ demarche }) => demarche.slug)
  const read = checkFermeture(tapee, now, slugs, commencee)
  if ('erreurs' in read) return redaction(deps, reply, { tapee, erreurs: read.erreurs, notee })
  try {
    const numero = await keep(deps, request, read.voulue, notee, commencee !== undefined)
    return reply.goTo(`${LISTE}/${numero}`)
  } catch (error) {
    if (notee && error instanceof FermetureChangeeEntreTemps)
      return changedMeanwhile(deps, reply, tapee, notee)
    if (!(error instanceof FermetureEnChevauchement)) throw error
    const debutJour = `Une autre maintenance est prévue ${quandEnMots(error.autre)} (n° ${error.autre.numero}). Choisissez un autre moment, ou modifiez-la.`
    return redaction(deps, reply, { tapee, erreurs: { debutJour }, notee })
  }
}

/** What was typed comes back over the maintenance as it is now. @throws FermetureChangeeEntreTemps when it is over */
async function changedMeanwhile(
  deps: DisponibiliteDeps,
  reply: FastifyReply,
  tapee: FermetureTapee,
  { numero }: MaintenanceNotee,
): Promise<FastifyReply> {
  const notee = await maintenanceNotee(deps.db, numero)
  const etat = notee && etatFermeture(notee, deps.clock.now())
  if (!notee || (etat !== 'prevue' && etat !== 'en-cours')) throw new FermetureChangeeEntreTemps(numero)
  return redaction(deps, reply, { tapee, notee, conflit: true })
}

async function keep(
  deps: DisponibiliteDeps,
  request: FastifyRequest,
  voulue: FermetureVoulue,
  notee: MaintenanceNotee | undefined,
  commencee: boolean,
): Promise<number> {
  if (!notee) return planFermeture(deps, agentDe(request), voulue)
  const vue = { ...vueDe(request, notee.numero), commencee }
  await changeFermeture(deps, agentDe(request), vue, voulue)
  return notee.numero
}

const vueDe = ({ body }: FastifyRequest, numero: number): FermetureVue => ({
  numero,
  revisionVue: shownNumber(body, 'revision'),
})

function tapeeIn({ body }: FastifyRequest): FermetureTapee {
  const field = (nom: string): string => textField(body, nom).replaceAll('\0', '').trim()
  return {
    demarche: field('demarche'),
    debutJour: field('debutJour'),
    debutHeure: field('debutHeure'),
    finJour: field('finJour'),
    finHeure: field('finHeure'),
    motif: field('motif'),
  }
}

/** What still can be changed once it has begun. */
const endOf = ({ finJour, finHeure, motif }: FermetureTapee) => ({ finJour, finHeure, motif })

const tapeeOf = ({ demarche, debut, fin, motif }: MaintenanceNotee): FermetureTapee => ({
  demarche: demarche ?? '',
  debutJour: parisDay(debut),
  debutHeure: parisHour(debut),
  finJour: parisDay(fin),
  finHeure: parisHour(fin),
  motif,
})

/** What is proposed at first: tomorrow early, when few people are there. */
function demain(now: Date): FermetureTapee {
  const jour = parisDay(new Date(now.getTime() + 86_400_000))
  return {
    demarche: '',
    debutJour: jour,
    debutHeure: '06:00',
    finJour: jour,
    finHeure: '07:00',
    motif: '',
  }
}
