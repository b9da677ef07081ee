import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cliCommands } from '../../src/app/cli-commands.ts'
import { journalCommands } from '../../src/app/journal-commands.ts'
import { sealJournal } from '../../src/platform/journal/seal-journal.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { file, fillPackRentree } from '../support/family.ts'
import { journalOf } from '../support/journal-of.ts'
import { type Portal, startPortal } from '../support/portal.ts'

let base: TestDatabase
let portal: Portal
let folder: string
let reference: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'espace-journal-'))
  base = await createTestDatabase()
  portal = await startPortal(base.url, { worker: false })
  await portal.addUsager('parent@exemple.fr')
  const family = await portal.usager('parent@exemple.fr')
  reference = await file(family, await fillPackRentree(family, [{ prenom: 'Léa', options: ['carte-jeune'] }]))
  await portal.addAgent('responsable@essai.example', 'responsable')
  await portal.addAgent('ailleurs@essai.example', 'responsable', ['apa'])
  await portal.addAgent('agent@essai.example')
})
afterAll(async () => {
  await portal.stop()
  await base.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = (
  name: keyof typeof journalCommands,
  values: Record<string, unknown> = {},
  typed: string[] = [],
) => {
  const command = journalCommands[name]
  if (!('run' in command)) throw new Error('no base needed')
  return command.run(portal.context, values, typed)
}

test('who answers for the démarche reads the journal and takes a file that is verified alone', async () => {
  const chief = await portal.agent('responsable@essai.example')
  const page = `/agents/demandes/${reference}/journal`
  expect((await chief.get(`/agents/demandes/${reference}`)).text).toContain(`href="${page}"`)
  expect((await chief.get(page)).text).toContain('À venir')
  await sealJournal(portal.context)
  const shown = (await chief.get(page)).text
  expect(shown).toContain('Demande déposée')
  expect(shown).not.toContain('À venir')

  const { text, headers } = await chief.get(`${page}.jsonl`)
  expect(headers.get('content-disposition')).toBe(`attachment; filename="journal-${reference}.jsonl"`)
  expect(await journalOf(portal.context.db, 'demande.journal-exporte')).toHaveLength(1)
  const path = join(folder, 'journal.jsonl')
  await writeFile(path, text)
  const said = (await run('journal:verify', { fichier: path })).join('\n')
  expect(said).toContain(`Le journal de la demande ${reference} est tel qu’il a été écrit.`)
  expect(said).toContain((await run('journal:sceau', {}))[0]?.split(':')[0] ?? 'no seal')
  await writeFile(path, text.replace('demande.deposee', 'demande.refusee'))
  await expect(run('journal:verify', { fichier: path })).rejects.toThrow(/Ce fichier a été changé. Ligne \d+/)
  await writeFile(path, 'rien')
  await expect(run('journal:verify', { fichier: path })).rejects.toThrow(/n’est pas le journal/)
})

test('an agent of another démarche learns nothing, one who examines is not let in', async () => {
  const elsewhere = await portal.agent('ailleurs@essai.example')
  const examiner = await portal.agent('agent@essai.example')
  for (const end of ['journal', 'journal.jsonl']) {
    expect((await elsewhere.get(`/agents/demandes/${reference}/${end}`)).status).toBe(404)
    expect((await examiner.get(`/agents/demandes/${reference}/${end}`)).status).toBe(404)
    expect((await elsewhere.get(`/agents/demandes/nulle/${end}`)).status).toBe(404)
  }
  expect((await examiner.get(`/agents/demandes/${reference}`)).text).not.toContain('/journal"')
  expect(await journalOf(portal.context.db, 'demande.journal-exporte')).toHaveLength(1)
})

test('the operator’s commands: the last seal, a copy, and what was changed, with its line', async () => {
  const exported = await run('journal:export', {}, [reference.toLowerCase()])
  expect(exported.length).toBeGreaterThan(2)
  await expect(run('journal:export', {}, ['PR26-AAAA-AAAA'])).rejects.toThrow('Aucune demande')
  const [sceau = ''] = await run('journal:sceau')
  expect((await run('journal:verify', { sceau: [sceau] })).join('\n')).toMatch(
    /Sceaux notés ailleurs, retrouvés\s: 1/,
  )
  await expect(run('journal:verify', { sceau: ['un'] })).rejects.toThrow('--sceau attend')
  await expect(run('journal:verify', { depuis: 'x' })).rejects.toThrow('--depuis attend')
  await expect(
    run('journal:verify', { sceau: [sceau.replace(/.$/, (last) => (last === '0' ? '1' : '0'))] }),
  ).rejects.toThrow('le journal a été réécrit')

  const { db } = portal.context
  const { rows } = await sql<{
    id: string
  }>`select id::text as id from journal where action = 'demande.deposee'`.execute(db)
  const owner = await asOwner(base.url)
  await owner.query(`alter table journal disable trigger user`)
  await owner.query(`update journal set acteur = 'anonyme' where action = 'demande.deposee'`)
  await owner.end()
  await expect(run('journal:verify')).rejects.toThrow(
    new RegExp(`PAS tel qu’il a été écrit[^]*la ligne ${rows[0]?.id}.: elle a été changée`),
  )
  expect(Object.keys(cliCommands)).toEqual(expect.arrayContaining(Object.keys(journalCommands)))
})

async function asOwner(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}
