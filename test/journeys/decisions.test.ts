import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestClock, type TestClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { hidden } from '../support/hidden.ts'
import { type Portal, startPortal } from '../support/portal.ts'
import type { SignedClient } from '../support/signed-client.ts'

let base: TestDatabase
let portal: Portal
let clock: TestClock
let agent: SignedClient
let responsable: SignedClient

beforeAll(async () => {
  base = await createTestDatabase()
  clock = createTestClock('2026-11-23T09:00:00Z')
  portal = await startPortal(base.url, { clock })
  await portal.addAgent('agent@essai.example')
  await portal.addAgent('responsable@essai.example', 'responsable')
  await goTo('2026-11-23T09:00:00Z')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
})

/** Another day: the sessions of the one before have ended. */
async function goTo(moment: string): Promise<void> {
  clock.set(moment)
  agent = await portal.agent('agent@essai.example')
  responsable = await portal.agent('responsable@essai.example')
}

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const save = (content: Buffer): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'pdf-')), 'a.pdf')
  writeFileSync(path, content)
  return path
}
const pdfText = (content: Buffer): string =>
  execFileSync('pdftotext', ['-layout', save(content), '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')

const MOTIFS = 'Article 4 du règlement : le collège est à moins de trois kilomètres.'

/** A family that filed for two children, and whose demande is being examined. */
async function filed(email: string): Promise<{ family: SignedClient; reference: string; counter: string }> {
  await portal.addUsager(email)
  const family = await portal.usager(email)
  const brouillon = await fillPackRentree(family, [
    { prenom: 'Léa', options: ['restauration', 'carte-jeune'] },
    { prenom: 'Noé', options: ['carte-jeune'] },
  ])
  const reference = await file(family, brouillon)
  const counter = `/agents/demandes/${reference}`
  expect((await agent.post(`${counter}/prise-en-charge`, { revision: '1' })).status).toBe(204)
  return { family, reference, counter }
}

const EN_PARTIE = {
  'sens.0': 'acceptee',
  'detail.0': '259,20 € pour l’année.',
  'sens.1': 'refusee',
  'motivation.1': MOTIFS,
  'sens.2': 'acceptee',
}

test('accepted in part, notified in the space by the first reading, corrected, withdrawn', {
  timeout: 60_000,
}, async () => {
  const email = 'camille@exemple.fr'
  const { family: before, reference, counter } = await filed(email)
  let family = before
  const demande = `/espace/demandes/${reference}`

  // The consent is asked, never supposed.
  expect(words((await family.get(demande)).text)).toContain('Où voulez-vous recevoir la décision')
  const contact = '/espace/compte/contact'
  expect((await family.get(contact)).text).not.toMatch(/name="notification"[^>]*checked/)
  expect((await family.post(`${contact}/notification`, {})).status).toBe(422)
  expect((await family.post(`${contact}/notification`, { notification: 'espace' })).status).toBe(204)
  expect(words((await family.get(contact)).text)).toMatch(
    /Votre réponse, donnée le lundi 23 novembre 2026 : dans mon espace/,
  )

  // The agent decides point by point.
  expect((await agent.get(counter)).text).toContain(`${counter}/decision-par-partie`)
  const form = await agent.get(`${counter}/decision-par-partie`)
  const revision = hidden(form.text, 'revision')
  for (const shown of ['Léa Martin', 'Aide à la restauration', 'Carte jeune', 'Noé Martin'])
    expect(form.text).toContain(shown)
  const faulty = await agent.post(`${counter}/decision-par-partie`, {
    revision,
    ...EN_PARTIE,
    'motivation.1': 'Non',
    'sens.2': '',
  })
  expect(faulty.status).toBe(422)
  for (const kept of [
    'href="#motivation-1"',
    'href="#sens-2"',
    '>Non</textarea>',
    '259,20 € pour l’année.</textarea>',
  ])
    expect(faulty.text).toContain(kept)
  const stale = await agent.post(`${counter}/decision-par-partie`, { revision: '1', ...EN_PARTIE })
  expect(stale.status).toBe(409)
  expect(stale.text).toContain(`${MOTIFS}</textarea>`)
  const done = await agent.post(`${counter}/decision-par-partie`, { revision, ...EN_PARTIE })
  expect([done.status, done.location]).toEqual([204, counter])

  const told = await portal.waitForMail(email, /une décision vous attend/)
  expect(told.text).toContain(`${portal.origin}${demande}`)
  expect(told.text).toContain('le mardi 8 décembre 2026 au plus tard')
  expect(told.text).not.toMatch(/Léa|Noé|accordé|refus[ée]|en partie/)
  // A robot that only asks whether it is there has not read it.
  for (const read of ['', '/decisions/1/decision.pdf']) {
    const { status } = await family.send('HEAD', `/espace/demandes/${reference}${read}`, undefined, {})
    expect(status).toBe(200)
  }
  expect(words((await agent.get(`${counter}/decisions`)).text)).toContain('pas encore ouverte')

  // Nine days later the person opens it: that day counts.
  await goTo('2026-12-02T18:00:00Z')
  family = await portal.usager(email)
  const page = words((await family.get(demande)).text)
  for (const said of [
    'La décision : acceptée en partie',
    'Aide à la restauration Accordé 259,20 € pour l’année.',
    `Carte jeune Refusé ${MOTIFS}`,
    'Elle compte depuis le mercredi 2 décembre 2026 : vous l’avez ouverte ce jour-là.',
    'jusqu’au mercredi 3 février 2027 inclus',
    'recours gracieux',
    'Télérecours citoyens',
  ])
    expect(page).toContain(said)
  expect(words((await agent.get(`${counter}/decisions`)).text)).toContain('Notifiée le 2 décembre 2026')

  const pdf = `${demande}/decisions/1/decision.pdf`
  const first = await family.get(pdf)
  expect(first.headers.get('content-type')).toBe('application/pdf')
  const text = pdfText(first.bytes)
  for (const written of [
    'Département de l’Isère',
    reference,
    'Demande faite par Camille Martin',
    'Inès Rolland, instructrice',
    'Service Éducation – Pack rentrée',
    'Votre demande est acceptée en partie.',
    'Léa Martin',
    'Accordé. 259,20 € pour l’année.',
    MOTIFS,
    'Un calcul automatisé a servi à cette décision',
    'article L. 311-3-1',
    'fixer l’aide à la restauration',
    'CADA',
    'Tribunal administratif de Grenoble',
    'dispensée de signature (article L. 212-2, 1°',
    'article R. 112-20',
  ])
    expect(text).toContain(written)
  for (const mark of ['/StructTreeRoot', '/Lang (fr-FR)', '/MarkInfo', 'pdfuaid'])
    expect(first.bytes.toString('latin1')).toContain(mark)

  // An instructor may not correct nor withdraw; a responsable may, and what was drawn never changes.
  expect((await agent.get(`${counter}/decisions`)).text).not.toContain('decisions/retrait')
  expect((await agent.post(`${counter}/decisions/retrait`, {})).status).toBe(404)
  const histoire = await responsable.get(`${counter}/decisions`)
  const vue = hidden(histoire.text, 'revision')
  const correction = {
    revision: vue,
    'correction.motif': 'Le montant était faux.',
    'correction.motivation.1': MOTIFS,
  }
  const corrected = await responsable.post(`${counter}/decisions/correction`, {
    ...correction,
    'correction.detail.0': '259,20 € pour l’année 2026-2027.',
  })
  expect([corrected.status, corrected.location]).toEqual([204, `${counter}/decisions`])
  const again = await responsable.post(`${counter}/decisions/correction`, {
    ...correction,
    'correction.detail.0': 'Perdu ?',
  })
  expect(again.status).toBe(409)
  expect(again.text).toContain('Perdu ?')
  const corrigee = pdfText((await family.get(`${demande}/decisions/2/decision.pdf`)).bytes)
  expect(corrigee).toContain('Corrige la décision du lundi 23 novembre 2026')
  expect(corrigee).toContain('259,20 € pour l’année 2026-2027.')

  const retrait = {
    revision: String(Number(vue) + 1),
    'retrait.fondement': 'illegale',
    'retrait.motif': 'Article 2 du règlement : la famille habite un autre département.',
  }
  const unheard = await responsable.post(`${counter}/decisions/retrait`, retrait)
  expect(unheard.status).toBe(422)
  expect(unheard.text).toContain('href="#retrait-contradictoire"')
  const withdrawn = await responsable.post(`${counter}/decisions/retrait`, {
    ...retrait,
    'retrait.contradictoire': 'oui',
  })
  expect(withdrawn.status).toBe(204)
  const after = words((await family.get(demande)).text)
  expect(after).toContain('La décision a été retirée')
  expect(after).toContain('la famille habite un autre département')
  expect(after).toContain('En cours d’examen')
  expect((await family.get(pdf)).bytes.equals(first.bytes)).toBe(true)
  expect(pdfText((await family.get(`${demande}/decisions/3/decision.pdf`)).bytes)).toMatch(
    /Retrait d’une décision.*article.*L\. 242-1/,
  )
  expect((await family.get(`${demande}/decisions/4/decision.pdf`)).status).toBe(404)
})

test('without consent: a letter with its address, printed, posted, told on both sides', {
  timeout: 60_000,
}, async () => {
  await goTo('2026-12-10T09:00:00Z')
  const { family, reference, counter } = await filed('martin@exemple.fr')
  const { reference: second, counter: other } = await filed('durand@exemple.fr')
  await agent.post(`${counter}/refus`, { revision: '2', motivation: MOTIFS })
  await agent.post(`${other}/acceptation`, { revision: '2' })
  const list = await agent.get('/agents/lettres')
  expect(words(list.text)).toContain(reference)
  const print = /href="(\/agents\/lettres\/impression\.pdf\?lettres=[\w.-]+)"/.exec(list.text)?.[1] ?? ''
  const letters = (await agent.get(print)).bytes
  const text = pdfText(letters)
  for (const written of ['Camille Martin 1 rue des Lilas 38000 Grenoble', 'Signature', reference, second])
    expect(text).toContain(written)
  expect(text).not.toContain('dispensée de signature')
  // Each letter counts its own pages.
  expect(text.match(/page 1 \/ \d/g)).toHaveLength(2)
  const ids = [...list.text.matchAll(/name="lettres" value="([\w-]+)"/g)].map(([, id = '']) => id)
  expect((await agent.post('/agents/lettres', { lettres: ids, posteesLe: '2026-12-11' })).status).toBe(422)
  const posted = await agent.post('/agents/lettres', { lettres: ids, posteesLe: '2026-12-10' })
  expect(posted.location).toBe('/agents/lettres?fait=1')
  expect(words((await agent.get('/agents/lettres')).text)).toContain('Aucune lettre à envoyer')
  const page = words((await family.get(`/espace/demandes/${reference}`)).text)
  expect(page).toContain('La lettre est partie le 10 décembre 2026.')
  expect(page).toContain(MOTIFS)
  expect(words((await agent.get(`${counter}/decisions`)).text)).toContain(
    'Envoyée par la poste le 10 décembre 2026',
  )
  // Somebody else’s decision is a page that does not exist.
  expect((await family.get(`/espace/demandes/${second}/decisions/1/decision.pdf`)).status).toBe(404)
})

test('unread for fifteen days: the day of the deposit, on both sides', { timeout: 60_000 }, async () => {
  await goTo('2026-12-14T09:00:00Z')
  const { family, reference, counter } = await filed('petit@exemple.fr')
  await family.post('/espace/compte/contact/notification', { notification: 'espace' })
  await agent.post(`${counter}/acceptation`, { revision: '2' })
  await goTo('2027-01-05T09:00:00Z')
  const late = await portal.usager('petit@exemple.fr')
  const page = words((await late.get(`/espace/demandes/${reference}`)).text)
  expect(page).toContain(
    'Elle compte depuis le lundi 14 décembre 2026, jour où elle a été mise dans votre espace',
  )
  expect(page).toContain('jusqu’au lundi 15 février 2027 inclus')
})
