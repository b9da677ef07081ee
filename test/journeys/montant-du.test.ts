import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillForm, fillPackRentree } from '../support/family.ts'
import { startPapier } from '../support/papier.ts'
import { type Portal, startPortal } from '../support/portal.ts'

let base: TestDatabase
let portal: Portal

beforeAll(async () => {
  base = await createTestDatabase()
  portal = await startPortal(base.url)
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

const words = (text: string): string => text.replace(/<[^>]+>/g, ' ').replace(/\s+/gu, ' ')
const pdfText = (content: Buffer): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(path, content)
  return words(execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }))
}
const duOf = (reference: string) =>
  base.db
    .selectFrom('montant_du')
    .innerJoin('demande', 'demande.id', 'montant_du.demande_id')
    .select(['montant_cents', 'moment', 'exigible_le', 'a_payer_avant', 'deposee_le', 'gele_le', 'lignes'])
    .where('reference', '=', reference)
    .executeTakeFirst()

test('what is paid is told before beginning, explained before sending, frozen and acknowledged', async () => {
  const page = words((await portal.client().get('/services/pack-rentree')).text)
  expect(page).toContain('Carte de transport, pour chaque enfant : 10,00 €')
  expect(page).toContain('Transport scolaire, pour chaque enfant : de 30,00 € à 60,00 €, selon vos réponses')
  expect(words((await portal.client().get('/services/apa')).text)).not.toContain('vous payez')

  const email = 'alix@exemple.fr'
  await portal.addUsager(email)
  const family = await portal.usager(email)
  const brouillon = await fillPackRentree(family, [
    { prenom: 'Léa', options: ['transport', 'restauration'] },
    { prenom: 'Noé', options: ['transport'] },
  ])
  const check = words((await family.get(`${brouillon}/verification`)).text)
  for (const shown of [
    'À payer : 90,00 €',
    'Transport scolaire – Léa Martin 30,00 €',
    'Transport scolaire – Noé Martin 60,00 €',
    'Quotient familial : 650',
    'dans les 30 jours',
    'même si le paiement échoue',
    'Vous paierez par chèque à l’ordre de « Régie du Pack rentrée ».',
  ])
    expect(check).toContain(shown)

  const reference = await file(family, brouillon)
  const du = await duOf(reference)
  expect(du).toMatchObject({ montant_cents: 9000, moment: 'depot', exigible_le: du?.deposee_le })
  const accuse = await portal.waitForMail(email, /Accusé de réception/)
  const mail = words(accuse.text)
  for (const told of [' : 90,00 €', 'Vous pouvez payer jusqu’au', `la référence ${reference} au dos`])
    expect(mail).toContain(told)
  // A mailbox is read by others.
  expect(mail).not.toContain('Léa')
  expect(`${check} ${mail}`).not.toMatch(/en ligne, par carte/)
  const pdf = pdfText(await portal.attachment(accuse, accuse.attachments?.[0]?.generatedFileName ?? ''))
  for (const told of [
    'À payer : 90,00 €',
    'Transport scolaire – Léa Martin : 30,00 €',
    'Régie du Pack rentrée',
  ])
    expect(pdf).toContain(told)
  expect(pdf).not.toContain('en ligne, par carte')
  // It waits on the first page of the space, and no more once it is withdrawn.
  const asked = 'Vous avez 90,00 € à payer'
  expect(words((await family.get('/espace')).text)).toContain(asked)

  expect((await family.post(`/espace/demandes/${reference}/desistement`, {})).status).toBeLessThan(400)
  expect(await duOf(reference)).toMatchObject({ montant_cents: 9000, exigible_le: null, a_payer_avant: null })
  expect(words((await family.get('/espace')).text)).not.toContain(asked)
  expect(words((await family.get('/espace/notifications')).text)).toContain('Vous n’avez plus rien à payer')
  const nothing = words((await family.get(`/espace/demandes/${reference}/paiement`)).text)
  expect(nothing).toContain('Rien à payer pour la demande')
  expect(nothing).not.toMatch(/Payer 90|par chèque/i)
})

test('where somebody takes cards, the page, the mail and the document say so; the document stays what it was', async () => {
  // Nobody listens there: a dépôt asks nothing of whoever takes cards.
  const payline = {
    ...{ PAYLINE_ENV: 'simulateur', PAYLINE_URL: 'http://localhost:9/', PAYLINE_MERCHANT_ID: '1' },
    ...{ PAYLINE_ACCESS_KEY: 'cle-d-essai', PAYLINE_CONTRACT: '1' },
  }
  const withCards = await startPortal(base.url, { payline, worker: false })
  const email = 'celia@exemple.fr'
  try {
    await withCards.addUsager(email)
    const family = await withCards.usager(email)
    const brouillon = await fillPackRentree(family, [{ prenom: 'Ana', options: ['transport'] }])
    const check = words((await family.get(`${brouillon}/verification`)).text)
    expect(check).toContain('Vous pouvez payer en ligne, par carte bancaire, depuis votre espace.')
    const reference = await file(family, brouillon)
    const { id, texte } = await base.db
      .selectFrom('courriel')
      .innerJoin('demande', 'demande.id', 'courriel.demande_id')
      .select(['demande.id', 'texte'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    expect(words(texte)).toContain('en ligne, par carte bancaire')
    // Nobody takes cards at the other portal: what was acknowledged does not change for that.
    for (const { context } of [withCards, portal])
      expect(pdfText(await context.accuseReceptionPdf(id))).toContain('en ligne, par carte bancaire')
  } finally {
    await withCards.stop()
  }
})

test('where nothing is due, nobody sees anything of it', async () => {
  const email = 'basile@exemple.fr'
  await portal.addUsager(email)
  const family = await portal.usager(email)
  const brouillon = await fillPackRentree(family, [{ prenom: 'Zoé', options: ['carte-jeune'] }])
  expect(words((await family.get(`${brouillon}/verification`)).text)).not.toMatch(/payer|paiement/i)
  const reference = await file(family, brouillon)
  expect(await duOf(reference)).toBeUndefined()
  const accuse = await portal.waitForMail(email, /Accusé de réception/)
  expect(accuse.text).not.toMatch(/payer|paiement/i)
})

test('on paper: the letter says how much, until when, and by cheque only', async () => {
  await portal.addAgent('guichet@essai.example')
  const agent = await portal.agent('guichet@essai.example')
  const saisie = `/agents/papier/saisies/${await startPapier(agent)}`
  await fillForm(agent, saisie, [{ prenom: 'Ana', options: ['transport'] }])
  const filed = await agent.post(`${saisie}/depot`)
  const counter = filed.location ?? ''
  expect(await duOf(counter.split('/').at(-1)?.replace(/\?.*/, '') ?? '')).toMatchObject({
    montant_cents: 6000,
  })
  const [letter = ''] = /\/agents\/lettres\/[0-9a-f-]+/.exec((await agent.get(counter)).text) ?? []
  const text = pdfText((await agent.get(letter)).bytes)
  expect(text).toContain('À payer : 60,00 €')
  expect(text).toMatch(/jusqu’au .* inclus/)
  expect(text).toContain('Par chèque')
  expect(text).not.toContain('en ligne, par carte')
})
