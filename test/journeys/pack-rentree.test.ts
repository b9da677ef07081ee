import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { MOT_DE_PASSE, type Portal, startPortal } from '../support/portal.ts'
import { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let logged = ''

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, {
    onLog: (line) => {
      logged += line
    },
  })
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const pdfText = (content: Buffer): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(path, content)
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
}

/** Fills the public form of a browser without a session. */
const submit = (path: string, fields: Record<string, string>) =>
  fetch(portal.origin + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) })

test('from the first click to the decision', { timeout: 60_000 }, async () => {
  const email = 'camille@exemple.fr'
  const asked = await submit('/inscription', {
    prenom: 'Camille',
    nom: 'Martin',
    email,
    motDePasse: MOT_DE_PASSE,
    conditions: 'oui',
    numero: '1',
  })
  expect(asked.status).toBe(200)
  const invitation = await portal.waitForMail(email, /adresse/i)
  const jeton = /confirmer#([\w.-]+)/.exec(invitation.text)?.[1] ?? ''
  expect(jeton).not.toBe('')
  const family = portal.client()
  const opened = await family.signIn('/inscription/confirmer', { jeton, motDePasse: MOT_DE_PASSE })
  expect(opened.status).toBe(200)
  const brouillon = await fillPackRentree(family, [
    { prenom: 'Léa', options: ['restauration', 'carte-jeune'] },
    { prenom: 'Noé', options: ['carte-jeune'] },
  ])
  const check = words((await family.get(`${brouillon}/verification`)).text)
  for (const shown of ['Léa', 'Noé', 'attestation CAF.pdf', '259,20']) expect(check).toContain(shown)
  const reference = await file(family, brouillon)

  const page = words((await family.get(`/espace/demandes/${reference}?depot=1`)).text)
  expect(page).toContain(reference)
  expect(page).toMatch(/considérée comme refusée/)
  const accuse = await portal.waitForMail(email, /Accusé de réception/)
  expect(accuse.text).toContain(reference)
  const attached = accuse.attachments?.[0]
  expect(attached?.contentType).toBe('application/pdf')
  const pdf = pdfText(await portal.attachment(accuse, attached?.generatedFileName ?? ''))
  for (const written of [reference, 'Léa Martin', 'Noé Martin', 'attestation CAF.pdf', '04 76 00 38 38'])
    expect(pdf).toContain(written)
  const again = await family.get(`/espace/demandes/${reference}/accuse-reception.pdf`)
  expect(again.headers.get('content-type')).toBe('application/pdf')

  await portal.addAgent('agent@essai.example')
  const agent = await portal.agent('agent@essai.example')
  expect((await agent.get('/agents')).text).toContain(reference)
  const counter = `/agents/demandes/${reference}`
  const revision = async () =>
    /name="revision" value="(\d+)"/.exec((await agent.get(counter)).text)?.[1] ?? ''
  const stale = await revision()
  const act = async (path: string, fields: Record<string, string> = {}) =>
    agent.post(`${counter}/${path}`, { revision: await revision(), ...fields })
  expect((await act('prise-en-charge')).status).toBe(204)
  // A second agent who still looks at the page of before cannot overwrite it.
  await portal.addAgent('autre@essai.example')
  const other = await portal.agent('autre@essai.example')
  expect((await other.post(`${counter}/prise-en-charge`, { revision: stale })).status).toBe(409)

  const echeance = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const asks = await act('complement', {
    elements: 'Certificat de scolarité de Noé',
    echeance,
    message: 'Il manque un document, merci de l’ajouter.',
  })
  expect(asks.status).toBe(204)
  expect((await portal.waitForMail(email, /complément|manque/i)).text).toContain(
    `${portal.origin}/espace/demandes/${reference}`,
  )
  const demande = await family.get(`/espace/demandes/${reference}`)
  expect(words(demande.text)).toContain('Certificat de scolarité de Noé')
  const zone = /data-adresse="([^"]+)"/.exec(demande.text)?.[1] ?? ''
  await sendPiece(family, zone, PDF, 'certificat.pdf')
  const answered = await family.post(`/espace/demandes/${reference}/complement`, { reponse: 'Le voici.' })
  expect(answered.location).toBe(`/espace/demandes/${reference}`)
  expect((await agent.get(counter)).text).toContain('certificat.pdf')

  expect((await act('refus', { motivation: '' })).status).toBe(422)
  expect((await act('acceptation')).status).toBe(204)
  const told = await portal.waitForMail(email, /décision|réponse/i)
  expect(told.text).not.toContain('Léa')
  expect(words((await family.get(`/espace/demandes/${reference}`)).text)).toMatch(/acceptée/i)

  expect((await family.post('/deconnexion')).location).toBe('/')
  expect((await family.get('/espace')).status).toBe(401)
  for (const client of [family, agent, other]) expect(client.setCookies).toEqual([])

  // What the log says of all this: which routes, how long; nothing of who, nor of what.
  expect(logged).toContain('"route":"/espace/demandes/:reference"')
  expect(logged).toContain('"route":"/inscription/confirmer"')
  const secrets = [jeton, family.token ?? 'no token', MOT_DE_PASSE, reference]
  const persons = [
    'exemple.fr',
    'Martin',
    'Léa',
    'Lilas',
    '12 34 56',
    '612345678',
    'attestation CAF',
    '127.0.0.1',
  ]
  for (const told of [...secrets, ...persons]) expect(logged).not.toContain(told)
})

test('the address of somebody else’s demande, document or brouillon is a page that does not exist', async () => {
  await portal.addUsager('une@exemple.fr')
  await portal.addUsager('autre@exemple.fr')
  const une = await portal.usager('une@exemple.fr')
  const autre = await portal.usager('autre@exemple.fr')
  const brouillon = await fillPackRentree(une, [{ prenom: 'Zoé', options: ['restauration'] }])
  const nothing = (await autre.get('/espace/demandes/PR26-ZZZZ-ZZZZ')).text
  for (const path of [`${brouillon}`, `${brouillon}/vous`, `${brouillon}/verification`]) {
    const answer = await autre.get(path)
    expect([answer.status, answer.text]).toEqual([404, nothing])
  }
  const reference = await file(une, brouillon)
  for (const path of ['', '/accuse-reception.pdf']) {
    expect((await autre.get(`/espace/demandes/${reference}${path}`)).status).toBe(404)
  }
  const piece = await portal.context.db
    .selectFrom('piece')
    .select('id')
    .where('demande_id', 'is not', null)
    .executeTakeFirstOrThrow()
  expect((await autre.get(`/espace/pieces/${piece.id}/contenu`)).status).toBe(404)
  expect((await autre.post(`/espace/demandes/${reference}/desistement`)).status).toBe(404)
  expect((await autre.post(`${brouillon}/depot`)).status).toBe(404)
  const anonymous = await fetch(`${portal.origin}/espace/demandes/${reference}`)
  expect(await anonymous.text()).not.toContain(reference)
  expect(new SignedClient(portal.origin).token).toBeUndefined()
})
