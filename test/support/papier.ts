import type { SignedClient } from './signed-client.ts'

/** Somebody who wrote on paper. */
export const IDENTITE = {
  'qui.civilite': 'madame',
  'qui.prenom': 'Odette',
  'qui.nom': 'Fournier',
  'adresse.ligne1': '3 chemin des Vignes',
  'adresse.codePostal': '38200',
  'adresse.commune': 'Vienne',
}

/** The fields of a day, YYYY-MM-DD. */
export function jourTape(id: string, day: string): Record<string, string> {
  const [annee = '', mois = '', jour = ''] = day.split('-')
  return { [`${id}.jour`]: jour, [`${id}.mois`]: mois, [`${id}.annee`]: annee }
}

/** Begins to type a paper Pack rentrée that arrived today. @returns the id of its brouillon */
export async function startPapier(agent: SignedClient, more: Record<string, string> = {}): Promise<string> {
  const today = new Date().toISOString().slice(0, 10)
  const fields = { ...IDENTITE, ...jourTape('recue-le', today), ...more }
  const { status, location, text } = await agent.post('/agents/papier/pack-rentree', fields)
  const id = location?.split('/').at(-1)
  if (status !== 204 || !id) throw new Error(`not begun: ${status} ${text.slice(0, 400)}`)
  return id
}
