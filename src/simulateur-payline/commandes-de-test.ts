import { exportLivre } from './export-livre.ts'
import { decideFraude, remitToBank } from './moteur.ts'
import { NATURES, type Panne } from './pannes.ts'
import { json, type Reponse } from './reponse.ts'
import type { Simulation } from './simulation.ts'

type Corps = Readonly<Record<string, unknown>>

const ok = (value: unknown): Reponse => json(200, value)
const refused = (erreur: string): Reponse => json(422, { erreur })

const isPanne = (one: unknown): one is Panne => {
  const { nature, probabilite, fois, operations } = (one ?? {}) as Partial<Panne>
  return (
    NATURES.some((known) => known === nature) &&
    (probabilite === undefined || (probabilite >= 0 && probabilite <= 1)) &&
    (fois === undefined || Number.isInteger(fois)) &&
    (operations === undefined || Array.isArray(operations))
  )
}

const COMMANDS: Readonly<
  Record<string, (simulation: Simulation, corps: Corps) => Reponse | Promise<Reponse>>
> = {
  pannes: ({ pannes }, { ajouter = [], effacer }) => {
    if (!Array.isArray(ajouter) || !ajouter.every(isPanne))
      return refused('ajouter : une liste de pannes connues')
    if (effacer === true) pannes.clear()
    for (const panne of ajouter) pannes.add(panne)
    return ok(pannes.list())
  },
  payer: ({ payeur }, { token, carte }) => {
    if (typeof token !== 'string' || typeof carte !== 'string') return refused('token et carte')
    return ok(payeur.act(token, carte))
  },
  decider: ({ registre }, { transactionId, accepter }) =>
    ok({ fait: decideFraude(registre, String(transactionId), accepter === true) }),
  remise: ({ registre }, { transactionId }) =>
    ok({ remis: remitToBank(registre, typeof transactionId === 'string' ? transactionId : undefined) }),
  horloge: async (simulation, { avancerMs }) => {
    if (!Number.isSafeInteger(avancerMs) || Number(avancerMs) < 0) return refused('avancerMs')
    simulation.advance(Number(avancerMs))
    await simulation.notifications.tick()
    return ok({ maintenant: simulation.registre.clock.now().toISOString() })
  },
}

/** `/_/…` for other processes: faults, the headless payer, decisions, remittance, the clock, the book. */
export async function answerCommand(
  simulation: Simulation,
  method: string,
  name: string,
  body: string,
): Promise<Reponse> {
  if (method === 'GET' && name === 'livre') return ok(exportLivre(simulation.registre))
  if (method === 'GET' && name === 'pannes') return ok(simulation.pannes.list())
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) return json(404, { erreur: 'inconnu' })
  if (method !== 'POST') return json(405, { erreur: 'POST' })
  const corps = parse(body)
  return corps ? command(simulation, corps) : json(400, { erreur: 'JSON attendu' })
}

function parse(body: string): Corps | undefined {
  try {
    const read: unknown = JSON.parse(body || '{}')
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Corps) : undefined
  } catch {
    return undefined
  }
}
