import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { CARTES } from './cartes.ts'
import { type SimulateurPayline, startSimulateurPayline } from './index.ts'

type Environment = Readonly<Record<string, string | undefined>>

const OWN = new Set(['PAYLINE_SIMULATOR_PORT', 'PAYLINE_WSDL_DIR'])
const USUAL_PORT = 4010

/** The simulator as `npm start` runs it. */
export interface LocalPayline {
  env: SimulateurPayline['env']
  /** Lines to print, in French. */
  announcement: readonly string[]
  stop(): Promise<void>
}

/**
 * Starts the simulator beside the portal and keeps its book in the data folder.
 * @returns undefined when the environment already says which Payline to use
 */
export async function startLocalPayline(
  environment: Environment,
  places: { dataDir: string; root: string },
): Promise<LocalPayline | undefined> {
  if (Object.keys(environment).some((name) => name.startsWith('PAYLINE_') && !OWN.has(name))) return undefined
  const wsdlDir = environment.PAYLINE_WSDL_DIR ?? join(places.root, '../shared/payline')
  const options = {
    fichier: join(places.dataDir, 'simulateur-payline.jsonl'),
    ...(existsSync(join(wsdlDir, 'WebPaymentAPI.wsdl')) ? { wsdlDir } : {}),
  }
  const wanted = environment.PAYLINE_SIMULATOR_PORT
  const start = (port: number): Promise<SimulateurPayline> => startSimulateurPayline({ ...options, port })
  const simulateur = wanted ? await start(Number(wanted)) : await start(USUAL_PORT).catch(() => start(0))
  return { env: simulateur.env, announcement: announce(simulateur.origin), stop: simulateur.stop }
}

const announce = (origin: string): string[] => [
  '',
  `  Paiement d’essai ${origin} (simulateur de Payline : aucun argent)`,
  ...Object.values(CARTES).map(({ numero, libelle }) => `    ${numero}   ${libelle}`),
]
