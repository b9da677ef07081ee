import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { constateSilence } from '../../src/features/demandes/constate-silence.ts'
import { createAttestationPdf } from '../../src/features/demandes/documents/attestation-pdf.ts'
import { parisDay } from '../../src/platform/legal-clock/paris.ts'
import { createTestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree, PDF, sendPiece } from '../support/family.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

const EMAIL = 'camille@exemple.fr'
const clock = createTestClock(new Date().toISOString())
const DAY = 86_400_000
const inDays = (days: number): string => parisDay(new Date(clock.now().getTime() + days * DAY))

let base: TestDatabase
let portal: Portal
let family: SignedClient
let agent: SignedClient
beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url, { clock })
  await portal.addUsager(EMAIL)
  await portal.addAgent('agent@essai.example')
  await signIn()
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

/** Sessions end with time: who comes back after weeks signs in again. */
async function signIn(): Promise<void> {
  family = await portal.usager(EMAIL)
  agent = await portal.agent('agent@essai.example')
}

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const analysed = async (): Promise<boolean> =>
  (await portal.context.db.selectFrom('fichier').where('analyse_le', 'is', null).select('id').execute())
    .length === 0
const space = (reference: string) => `/espace/demandes/${reference}`
const counter = (reference: string) => `/agents/demandes/${reference}`
const act = async (reference: string, path: string, fields: Record<string, string | string[]> = {}) => {
  const page = (await agent.get(counter(reference))).text
  const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
  return agent.post(`${counter(reference)}/${path}`, { revision, ...fields })
}
const fileOne = async (): Promise<string> => {
  const brouillon = await fillPackRentree(family, [{ prenom: 'Léa', options: ['restauration'] }])
  const reference = await file(family, brouillon)
  await vi.waitUntil(analysed, { timeout: 10_000 })
  expect((await act(reference, 'prise-en-charge')).status).toBe(204)
  return reference
}
const zones = (html: string): string[] =>
  [...html.matchAll(/data-adresse="([^"]+)"/g)].map(([, zone = '']) => zone)

test('a refused document is replaced with one tap, and an agent who still looks at the former one is told', async () => {
  const reference = await fileOne()
  const page = (await agent.get(counter(reference))).text
  const verdict = /action="([^"]+\/verdict)"/.exec(page)?.[1] ?? ''
  expect((await agent.post(verdict, { verdict: 'refusee', vu: '' })).status).toBe(422)
  const refused = { verdict: 'refusee', motif: 'illisible', precisions: 'La photo est floue.', vu: '' }
  expect((await agent.post(verdict, refused)).status).toBe(204)
  expect(words((await agent.get(counter(reference))).text)).toContain('à la place de « attestation CAF.pdf »')
  const shown = (await family.get(space(reference))).text
  expect(words(shown)).toContain('On n’arrive pas à le lire. La photo est floue.')
  const [zone = ''] = zones(shown)
  const vu = /name="vu" value="([^"]+)"/.exec((await agent.get(counter(reference))).text)?.[1] ?? ''
  const before = await agent.get(counter(reference))
  const revision = /name="revision" value="(\d+)"/.exec(before.text)?.[1] ?? ''
  await sendPiece(family, zone, PDF, 'nette.pdf')
  await vi.waitUntil(analysed, { timeout: 10_000 })
  const blind = await agent.post(verdict, { verdict: 'acceptee', vu })
  expect([blind.status, words(blind.text)]).toEqual([
    409,
    expect.stringContaining('Ce document a été remplacé'),
  ])
  const stale = await agent.post(`${counter(reference)}/acceptation`, { revision })
  expect(stale.status, 'nor is the demande decided on the former document').toBe(409)
  const after = words((await agent.get(counter(reference))).text)
  for (const seen of ['nette.pdf', 'Documents remplacés par l’usager (1)']) expect(after).toContain(seen)
  // The former one cannot be replaced again, nor a document that nobody refused.
  expect((await family.post(zone, { nom: 'a.pdf', taille: '10' })).status).toBe(404)
})

test('two complements: one answered in part then whole, one late; the clock says so to both sides', async () => {
  const reference = await fileOne()
  const asked = await act(reference, 'complement', {
    elements: 'Certificat de scolarité\nQui a la garde de Léa ?',
    utiles: 'Une photo d’identité',
    echeance: inDays(20),
  })
  expect(asked.status).toBe(204)
  const page = (await family.get(space(reference))).text
  expect(words((await family.get('/espace')).text)).toMatch(
    /On attend quelque chose de vous .*Votre demande est à compléter/,
  )
  const [certificat = '', photo = ''] = zones(page)
  expect([certificat.endsWith('/1'), photo.endsWith('/3')]).toEqual([true, true])
  expect(words(page)).toContain('Une photo d’identité (utile, pas indispensable)')
  expect(words(page)).toContain('Notre délai de réponse (2 mois) est suspendu')
  const question = certificat.replace(/1$/, '2')
  expect(
    (await family.post(question, { nom: 'a.pdf', taille: '10' })).status,
    'a question takes no file',
  ).toBe(404)
  await sendPiece(family, certificat, PDF, 'certificat.pdf')
  const missing = await family.post(`${space(reference)}/complement`, {})
  expect([missing.status, words(missing.text)]).toEqual([422, expect.stringContaining('il manque encore')])
  const part = await family.post(`${space(reference)}/complement`, { partie: 'oui' })
  expect(part.location).toBe(space(reference))
  expect((await portal.waitForMail(EMAIL, /est reçue/)).text).toContain('Il manque encore 2 éléments')
  expect(words((await agent.get(counter(reference))).text)).toContain('Réponse reçue en partie')
  expect(words((await family.get(space(reference))).text)).toContain('À compléter')
  const rest = await family.post(`${space(reference)}/complement`, {
    'reponse.2': 'Sa mère.',
    'reponse.3': 'Je n’en ai pas.',
  })
  expect(rest.location).toBe(space(reference))
  const reread = words((await family.get(space(reference))).text)
  expect(reread).toMatch(
    /Ce que nous vous avons demandé.*vous avez répondu le.*Certificat de scolarité certificat\.pdf Reçu le.*Sa mère\. Reçu le.*Une photo d’identité Je n’en ai pas\. Reçu le/,
  )
  const whole = words((await agent.get(counter(reference))).text)
  for (const seen of ['Sa mère.', 'Complément reçu en partie', 'Complément reçu'])
    expect(whole).toContain(seen)

  const again = await act(reference, 'complement', { elements: 'Une facture', echeance: inDays(15) })
  expect(again.status).toBe(204)
  clock.advance(16 * DAY)
  await signIn()
  expect(words((await family.get(space(reference))).text)).toContain('est passée. Répondez quand même')
  expect(words((await agent.get(counter(reference))).text)).toContain('Complément en retard')
  const late = await family.post(`${space(reference)}/complement`, { reponse: 'La voici, pardon.' })
  expect(late.location).toBe(space(reference))
  expect(words((await agent.get(counter(reference))).text)).toContain(', après la date limite')
  const line = await portal.context.db
    .selectFrom('journal')
    .select('donnees')
    .where('action', '=', 'demande.complement-recu')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(line.donnees).toMatchObject({ tardif: true, reste: 0 })
})

test('silence rejects on its day: the reasons are asked for and given, and an express decision is still possible', async () => {
  const reference = await fileOne()
  clock.advance(70 * DAY)
  await constateSilence(portal.context)
  await signIn()
  const page = words((await family.get(space(reference))).text)
  expect(page).toContain('Nous n’avons pas répondu à temps')
  expect((await family.get(`${space(reference)}/attestation`)).status, 'nothing to attest').toBe(409)
  expect((await family.post(`${space(reference)}/motifs`)).location).toBe(space(reference))
  const motifs = 'Le quotient familial dépasse le plafond de l’article 3.'
  expect((await agent.post(`${counter(reference)}/motifs`, { motifs: 'Non.' })).status).toBe(422)
  expect((await agent.post(`${counter(reference)}/motifs`, { motifs })).status).toBe(204)
  expect(words((await family.get(space(reference))).text)).toContain(motifs)
  expect((await act(reference, 'acceptation')).status).toBe(204)
  expect(words((await family.get(space(reference))).text)).toContain('Acceptée')
})

test('silence accepts where the law says so: the attestation is one tap away', async () => {
  const reference = await fileOne()
  const { db } = portal.context
  // The démarche of the tests rejects: what follows an acceptance is the same for any.
  const { id } = await db
    .selectFrom('demande')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow()
  await db.updateTable('demande').set({ statut: 'acceptee' }).where('id', '=', id).execute()
  const nee = { demande_id: id, sens: 'acceptation', nee_le: '2026-12-24', constatee_le: clock.now() }
  await db.insertInto('decision_implicite').values(nee).execute()
  expect((await family.get(space(reference))).text).toContain(`${space(reference)}/attestation`)
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  const sent = await family.get(`${space(reference)}/attestation`)
  expect([sent.headers.get('content-type'), sent.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])
  writeFileSync(path, await createAttestationPdf(portal.context)({ id, reference }))
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  for (const written of [reference, 'Camille Martin', 'jeudi 24 décembre 2026', 'L. 232-3'])
    expect(text).toContain(written)
  // Tagged: a screen reader finds its way (PDF/UA).
  expect(readFileSync(path, 'latin1')).toMatch(/\/Marked true/)
})
