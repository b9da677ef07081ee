import type { SignedClient } from './signed-client.ts'

/** A child as the form asks for it; `options` are values of the field of the same name. */
export interface Enfant {
  prenom: string
  options: readonly string[]
}

const VOUS = {
  'identite.civilite': 'madame',
  'identite.prenom': 'Camille',
  'identite.nom': 'Martin',
  qualite: 'mere',
  'adresse.ligne1': '1 rue des Lilas',
  'adresse.codePostal': '38000',
  'adresse.commune': 'Grenoble',
  telephone: '06 12 34 56 78',
  courriel: 'camille@exemple.fr',
}
const SCOLARITE = {
  'hors-isere': 'non',
  college: 'Collège Olympique',
  'commune-college.codePostal': '38100',
  'commune-college.commune': 'Grenoble',
  classe: '6e',
  regime: 'demi-pensionnaire',
}
const TRANSPORT = {
  'commune-depart.codePostal': '38000',
  'commune-depart.commune': 'Grenoble',
  'jours-transport': ['lundi', 'mardi'],
}

/** The smallest file that is truly a PDF. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n',
)

/** Where the navigator would go; fails with what the page says when it stays. */
function next(answer: { status: number; location: string | null; text: string }, step: string): string {
  if (answer.location) return answer.location
  throw new Error(`${step}: ${answer.status} ${answer.text.replace(/<[^>]+>/g, ' ').slice(0, 600)}`)
}

const post = async (client: SignedClient, path: string, fields: Record<string, string | readonly string[]>) =>
  next(await client.post(path, fields), `POST ${path}`)

/** Begins a Pack rentrée. @returns the address of the brouillon */
export async function startPackRentree(client: SignedClient): Promise<string> {
  return post(client, '/espace/demarches/pack-rentree/commencer', { conditions: '1' })
}

/** Sends a file in one chunk to a document field. */
export async function sendPiece(
  client: SignedClient,
  address: string,
  content: Buffer,
  nom: string,
): Promise<void> {
  const opened = await client.post(address, { nom, taille: String(content.length) })
  if (opened.status !== 201) throw new Error(`upload: ${opened.status} ${opened.text}`)
  const { id, morceau } = JSON.parse(opened.text) as { id: string; morceau: number }
  for (let from = 0; from < content.length; from += morceau) {
    const sent = await client.put(`${address}/${id}?debut=${from}`, content.subarray(from, from + morceau))
    if (sent.status !== 200) throw new Error(`chunk: ${sent.status} ${sent.text}`)
  }
  next(await client.post(`${address}/${id}/fin?retour=/espace`), 'end of upload')
}

/** Answers every page as the given family would, up to the page that checks the answers. @returns the brouillon's address */
export async function fillPackRentree(client: SignedClient, enfants: readonly Enfant[]): Promise<string> {
  const base = await startPackRentree(client)
  const end = await fillForm(client, base, enfants)
  if (end !== `${base}/verification`) throw new Error(`not complete: sent back to ${end}`)
  return base
}

/** Fills the pages of a brouillon, wherever it stands. @returns where the last one leads */
export async function fillForm(
  client: SignedClient,
  base: string,
  enfants: readonly Enfant[],
): Promise<string> {
  await post(client, `${base}/vous`, VOUS)
  for (const [rang, enfant] of enfants.entries()) {
    const page = await post(client, `${base}/enfants`, { ajouter: '1' })
    const id = page.split('/').at(-1) ?? ''
    await post(client, page, {
      'enfant.prenom': enfant.prenom,
      'enfant.nom': 'Martin',
      'enfant.naissance.jour': String(3 + rang),
      'enfant.naissance.mois': '2',
      'enfant.naissance.annee': '2014',
      'garde-partagee': 'non',
    })
    await post(client, `${base}/scolarite/${id}`, SCOLARITE)
    await post(client, `${base}/options/${id}`, { options: enfant.options })
    if (enfant.options.includes('transport')) await post(client, `${base}/transport/${id}`, TRANSPORT)
    if (enfant.options.includes('restauration')) {
      await post(client, `${base}/restauration/${id}`, { quotient: '650', repas: '4' })
      await sendPiece(client, `${base}/pieces/enfants.${id}.attestation-qf`, PDF, 'attestation CAF.pdf')
    }
    await post(client, `${base}/documents/${id}`, {})
  }
  return post(client, `${base}/attestation`, { exactitude: 'oui' })
}

/** Files what was filled. @returns the reference */
export async function file(client: SignedClient, base: string): Promise<string> {
  const address = await post(client, `${base}/depot`, {})
  return address.replace(/^\/espace\/demandes\//, '').replace(/\?.*$/, '')
}
