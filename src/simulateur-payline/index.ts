import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '../platform/clock/clock.ts'
import { contratAbrege } from './contrat-abrege.ts'
import { exportLivre, type LivreExporte } from './export-livre.ts'
import { decideFraude, remitToBank } from './moteur.ts'
import { createNotifications } from './notifications.ts'
import { createPannes, type NatureDePanne, type Panne, type PanneActive } from './pannes.ts'
import { createPayeur, type Geste, type Paiement } from './payer.ts'
import { readPublishedContrat } from './read-wsdl.ts'
import { openRegistre } from './registre.ts'
import { createSimulatorServer } from './serveur.ts'
import { createAdvancedClock, type Simulation } from './simulation.ts'

export { CARTES, type CleDeCarte } from './cartes.ts'
export type { LivreExporte } from './export-livre.ts'
export type { NatureDePanne, Panne, PanneActive } from './pannes.ts'
export type { Geste, Paiement } from './payer.ts'

export interface SimulateurOptions {
  /** 0, the default, takes a free one. */
  port?: number
  clock?: Clock
  /** Folder of the published WSDLs; without it, the short contract of this folder. */
  wsdlDir?: string
  /** JSON lines that let the book outlive the process. */
  fichier?: string
  /** 15 minutes. */
  dureeDeSessionMs?: number
  /** How long after the result the first notification leaves: 5 seconds. */
  premiereNotificationMs?: number
  /** How often due notifications are looked for: every 250 ms; 0 is never, `tick` does it. */
  rythmeMs?: number
  /** For what the faults choose by chance. */
  graine?: number
}

/** A running simulator of Payline. It listens on this machine only. */
export interface SimulateurPayline {
  /** `http://localhost:PORT`, no trailing slash. */
  readonly origin: string
  readonly port: number
  /** What the portal's configuration reads. PAYLINE_URL is the SOAP base, ends with `/V4/services/`. */
  readonly env: Readonly<
    Record<
      'PAYLINE_ENV' | 'PAYLINE_URL' | 'PAYLINE_MERCHANT_ID' | 'PAYLINE_ACCESS_KEY' | 'PAYLINE_CONTRACT',
      string
    >
  >
  /** Pays a session without a browser; it does not follow the way back, it says it. */
  payerComme(token: string, geste: Geste): Paiement
  addPanne(panne: Panne): void
  clearPannes(nature?: NatureDePanne): void
  pannes(): readonly PanneActive[]
  /** Decides on a payment in PENDING_RISK. @returns whether there was one */
  decider(transactionId: string, accepter: boolean): boolean
  /** Remits accepted payments to the bank, all or one. @returns how many */
  remettre(transactionId?: string): number
  livre(): LivreExporte
  /** Pushes the simulator's clock ahead, then sends what is due. */
  advance(milliseconds: number): Promise<void>
  /** Sends the notifications that are due. */
  tick(): Promise<void>
  stop(): Promise<void>
}

const MERCHANT = { merchantId: '00000000000001', accessKey: 'cle-du-simulateur' }
const CONTRAT_DU_MARCHAND = '1234567'
const MINUTE = 60_000

function openSimulation(options: SimulateurOptions, origin: () => string): Simulation {
  const clock = createAdvancedClock(options.clock ?? systemClock)
  const registre = openRegistre(clock, options.fichier)
  const pannes = createPannes(options.graine)
  const notifications = createNotifications(registre, pannes, options.premiereNotificationMs ?? 5_000)
  const marchand = {
    registre,
    contrat: CONTRAT_DU_MARCHAND,
    dureeDeSessionMs: options.dureeDeSessionMs ?? 15 * MINUTE,
    pageOf: (jeton: string) => `${origin()}/paiement/${jeton}`,
  }
  return {
    registre,
    pannes,
    notifications,
    payeur: createPayeur(registre, pannes, notifications),
    advance: clock.advance,
    soap: {
      contrat: options.wsdlDir ? readPublishedContrat(options.wsdlDir) : contratAbrege,
      marchand,
      pannes,
      ...MERCHANT,
    },
  }
}

/** Starts the simulator. Throws when the port is taken. */
export async function startSimulateurPayline(options: SimulateurOptions = {}): Promise<SimulateurPayline> {
  let origin = ''
  const simulation = openSimulation(options, () => origin)
  const server = createSimulatorServer(simulation, () => origin)
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  origin = `http://localhost:${port}`
  const rhythm = options.rythmeMs ?? 250
  const beat =
    rhythm > 0 ? setInterval(() => void simulation.notifications.tick(), rhythm).unref() : undefined
  const { registre, pannes, payeur, notifications } = simulation
  return {
    origin,
    port,
    env: {
      PAYLINE_ENV: 'simulateur',
      PAYLINE_URL: `${origin}/V4/services/`,
      PAYLINE_MERCHANT_ID: MERCHANT.merchantId,
      PAYLINE_ACCESS_KEY: MERCHANT.accessKey,
      PAYLINE_CONTRACT: CONTRAT_DU_MARCHAND,
    },
    payerComme: payeur.act,
    addPanne: pannes.add,
    clearPannes: pannes.clear,
    pannes: pannes.list,
    decider: (id, accepter) => decideFraude(registre, id, accepter),
    remettre: (id) => remitToBank(registre, id),
    livre: () => exportLivre(registre),
    advance: async (milliseconds) => {
      simulation.advance(milliseconds)
      await notifications.tick()
    },
    tick: notifications.tick,
    stop: async () => {
      clearInterval(beat)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
