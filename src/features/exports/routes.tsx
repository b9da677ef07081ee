import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { textField, textFields } from '../../platform/http/fields.ts'
import { parisDay } from '../../platform/legal-clock/paris.ts'
import { agentDe } from '../../platform/session/agent-de.ts'
import { STATUTS } from '../demandes/index.ts'
import { type Colonne, colonnesDe } from './colonnes.ts'
import { checkExport, type ErreursDExport, type ExportTape } from './export.ts'
import { mesExports } from './exports.query.ts'
import type { ExportsDeps } from './exports-deps.ts'
import { ChoixExportPage } from './pages/choix-export-page.tsx'
import { ExportsPage } from './pages/exports-page.tsx'
import { ExportIntrouvable } from './refusals.ts'
import { requestExport } from './request-export.ts'
import { writeExport } from './write-export.ts'

const ENCADREMENT = { agent: ['responsable', 'administrateur'] } as const
const ADRESSE = '/agents/export'
const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

type Request = FastifyRequest<{ Params: { demarche: string } }>

/** Files of demandes for those who answer for a démarche. */
export function exportsRoutes(web: FastifyInstance, deps: ExportsDeps): void {
  const lecture = { config: { access: ENCADREMENT } }
  web.get<{ Querystring: { prepare?: string } }>(ADRESSE, lecture, async (request, reply) => {
    const acteur = agentDe(request)
    const { titreDe } = deps.catalogue
    return reply.page({
      titre: 'Exporter des demandes',
      contenu: (
        <ExportsPage
          demarches={acteur.demarches.map((slug) => ({ slug, titre: titreDe(slug) }))}
          prepares={await mesExports(deps.db, acteur)}
          titreDe={titreDe}
          nouveau={request.query.prepare}
        />
      ),
    })
  })
  web.get<{ Params: { demarche: string } }>(`${ADRESSE}/:demarche`, lecture, (request, reply) => {
    const colonnes = colonnesOf(deps, request)
    const today = parisDay(deps.clock.now())
    const tape: ExportTape = {
      demarche: request.params.demarche,
      du: `${today.slice(0, 4)}-01-01`,
      au: today,
      format: 'xlsx',
      statuts: STATUTS,
      colonnes: colonnes.filter(({ proposee }) => proposee).map(({ id }) => id),
    }
    return answerChoix(deps, reply, tape, colonnes, {})
  })
  // A file of many people leaves the portal: the password of the last five minutes is wanted.
  web.post<{ Params: { demarche: string } }>(
    `${ADRESSE}/:demarche`,
    { config: { access: ENCADREMENT, recente: true } },
    async (request, reply) => {
      const colonnes = colonnesOf(deps, request)
      const tape = tapeIn(request)
      const lu = checkExport(tape, colonnes, parisDay(deps.clock.now()))
      if ('erreurs' in lu) return answerChoix(deps, reply, tape, colonnes, lu.erreurs)
      return reply.goTo(`${ADRESSE}?prepare=${await requestExport(deps, agentDe(request), lu.voulu)}`)
    },
  )
  web.get<{ Params: { id: string } }>(
    `${ADRESSE}/fichiers/:id`,
    { config: { access: ENCADREMENT, recente: true }, exposeHeadRoute: false },
    async (request, reply) => {
      const { prepare, contenu } = await writeExport(deps, agentDe(request), request.params.id)
      const nom = `demandes-${prepare.demarche}-${prepare.du}-${prepare.au}.${prepare.format}`
      return reply
        .type(TYPES[prepare.format])
        .header('content-disposition', `attachment; filename="${nom}"`)
        .header('cache-control', 'no-store')
        .send(contenu)
    },
  )
}

/** @throws ExportIntrouvable for a démarche that this agent was not given */
function colonnesOf({ catalogue }: ExportsDeps, request: Request): Colonne[] {
  const { demarche } = request.params
  if (!agentDe(request).demarches.includes(demarche)) throw new ExportIntrouvable()
  return colonnesDe(catalogue.find(demarche)?.formulaire ?? null)
}

function tapeIn({ body, params }: Request): ExportTape {
  const day = (nom: string): string => textField(body, nom).replaceAll('\0', '').slice(0, 20)
  return {
    demarche: params.demarche,
    du: day('du'),
    au: day('au'),
    format: textField(body, 'format'),
    statuts: textFields(body, 'statuts'),
    colonnes: textFields(body, 'colonnes'),
  }
}

function answerChoix(
  { catalogue }: ExportsDeps,
  reply: FastifyReply,
  tape: ExportTape,
  colonnes: readonly Colonne[],
  erreurs: ErreursDExport,
): FastifyReply {
  const faux = Object.keys(erreurs).length > 0
  const titre = catalogue.titreDe(tape.demarche)
  return reply.page({
    statut: faux ? 422 : 200,
    titre: `${faux ? 'Erreur\u00a0: e' : 'E'}xporter\u00a0: ${titre}`,
    contenu: <ChoixExportPage titre={titre} tape={tape} erreurs={erreurs} colonnes={colonnes} />,
  })
}
