import { buffer, text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Comptoir, createComptoir } from '../../../test/support/comptoir.ts'
import { readZip } from '../../../test/support/read-zip.ts'
import type { DefinitionFormulaire } from '../../formulaire/definition.ts'
import type { AgentActor } from '../../platform/session/actor.ts'
import type { ExportVoulu } from './export.ts'
import type { ExportsDeps } from './exports-deps.ts'
import { exportsJobs } from './jobs.ts'
import { ExportIntrouvable } from './refusals.ts'
import { requestExport } from './request-export.ts'
import { writeExport } from './write-export.ts'

const BEAUCOUP = 12_000

const formulaire: DefinitionFormulaire = {
  demarche: 'aide',
  version: '1',
  groupes: [{ id: 'enfants', titre: 'Les enfants', nomInstance: 'enfant', min: 0, max: 9, identite: 'qui' }],
  pages: [
    {
      kind: 'simple',
      id: 'vous',
      titre: 'Vous',
      sections: [{ champs: [{ id: 'nom', type: 'texte-court', libelle: 'Votre nom' }] }],
    },
    {
      kind: 'par-instance',
      id: 'repas',
      titre: 'Repas',
      groupe: 'enfants',
      sections: [{ champs: [{ id: 'repas', type: 'entier', libelle: 'Repas' }] }],
    },
  ],
}

let comptoir: Comptoir
let deps: ExportsDeps
let agent: AgentActor

beforeAll(async () => {
  comptoir = await createComptoir()
  const { db, clock } = comptoir.deps
  deps = {
    db,
    clock,
    catalogue: { find: () => undefined, titreDe: (slug) => slug },
    findDefinition: async () => formulaire,
  }
  agent = await comptoir.insertAgent('Rose', ['aide'])
})
afterAll(() => comptoir.base.drop())

const voulu: ExportVoulu = {
  demarche: 'aide',
  du: '2026-01-01',
  au: '2026-11-23',
  format: 'csv',
  statuts: ['deposee', 'acceptee'],
  colonnes: ['reference', 'deposee-le', 'nom', 'racine.nom', 'enfants.repas'],
}

const journal = () =>
  deps.db
    .selectFrom('journal')
    .select(['action', 'acteur_id', 'donnees'])
    .where('action', 'like', 'export.%')
    .orderBy('id')
    .execute()

test('the chosen columns of the chosen demandes, and no formula, with who took how many', async () => {
  const formule = await comptoir.insertDemande({
    nom: '=HYPERLINK("http://x")',
    deposeeLe: '2026-02-03T23:30:00Z',
  })
  const reponses = {
    racine: { nom: '+33;"1"' },
    groupes: {
      enfants: [
        { id: 'a', valeurs: { repas: 4 } },
        { id: 'b', valeurs: {} },
      ],
    },
  }
  await deps.db
    .updateTable('demande')
    .set({ reponses: JSON.stringify(reponses) })
    .where('id', '=', formule.id)
    .execute()
  await comptoir.insertDemande({ statut: 'refusee' })
  await comptoir.insertDemande({ demarche: 'carte' })
  const id = await requestExport(deps, agent, voulu)
  const { contenu } = await writeExport(deps, agent, id)
  expect(await text(contenu)).toBe(
    `\ufeffRéférence;Déposée le;Nom du demandeur;racine.nom;enfants.repas\r\n${formule.reference};04/02/2026;"'=HYPERLINK(""http://x"")";"'+33;""1""";4 | \r\n`,
  )
  expect(await journal()).toEqual([
    expect.objectContaining({ action: 'export.prepare', acteur_id: agent.agentId }),
    expect.objectContaining({ action: 'export.ouvert' }),
    expect.objectContaining({ action: 'export.remis', donnees: { lignes: 1, entier: true } }),
  ])
})

test('a decision that was corrected is one line, with the day of the last', async () => {
  const { id, reference } = await comptoir.insertDemande({ demarche: 'corrigee', statut: 'acceptee' })
  const decision = { demande_id: id, agent_id: agent.agentId, sens: 'acceptee', motivation: '' }
  await deps.db
    .insertInto('decision')
    .values([
      { ...decision, prise_le: '2026-11-20T09:00:00Z' },
      {
        ...{ ...decision, rang: 2, nature: 'correction', motif: 'Une faute dans le nom.' },
        prise_le: '2026-11-22T09:00:00Z',
      },
    ])
    .execute()
  const chef = { ...agent, demarches: ['corrigee'] }
  const colonnes = ['reference', 'decidee-le']
  const asked = await requestExport(deps, chef, { ...voulu, demarche: 'corrigee', colonnes })
  const { contenu } = await writeExport(deps, chef, asked)
  expect((await text(contenu)).trim().split('\r\n').slice(1)).toEqual([`${reference};22/11/2026`])
})

test('nobody but who prepared it, and only while the démarche is theirs', async () => {
  const id = await requestExport(deps, agent, voulu)
  const autre = await comptoir.insertAgent('Paul', ['aide'])
  const sansDemarche = { ...agent, demarches: [] }
  for (const acteur of [autre, sansDemarche])
    await expect(writeExport(deps, acteur, id)).rejects.toThrow(ExportIntrouvable)
  await expect(requestExport(deps, sansDemarche, voulu)).rejects.toThrow(ExportIntrouvable)
  await expect(writeExport(deps, agent, 'x')).rejects.toThrow(ExportIntrouvable)
  comptoir.clock.advance(31 * 86_400_000)
  await exportsJobs(deps)['export:purge']?.({})
  await expect(writeExport(deps, agent, id)).rejects.toThrow(ExportIntrouvable)
})

test('a workbook that a spreadsheet opens', async () => {
  const id = await requestExport(deps, agent, { ...voulu, format: 'xlsx' })
  const { contenu } = await writeExport(deps, agent, id)
  const { 'xl/worksheets/sheet1.xml': sheet, ...others } = await readZip(await buffer(contenu))
  expect(sheet).toContain('<t xml:space="preserve">=HYPERLINK("http://x")</t>')
  // 4 February 2026, as spreadsheets count days.
  expect(sheet).toContain('<c s="1"><v>46057</v></c>')
  expect(Object.keys(others)).toHaveLength(5)
})

test('the base is read no faster than the browser takes, and what left is told', {
  timeout: 30_000,
}, async () => {
  await sql`insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version,
      conditions_version, reponses, beneficiaires, deposee_le, statut, statut_depuis)
    select gen_random_uuid(), 'X' || n, (select usager_id from demande limit 1), 'beaucoup', '1', 1, 1,
      jsonb_build_object('racine', jsonb_build_object('nom', (select string_agg(md5(n::text || g), '') from generate_series(1, 6) g)), 'groupes', '{}'::jsonb), '',
      '2026-01-01'::timestamptz + n / 7 * interval '1 minute', 'deposee', '2026-01-01'
    from generate_series(1, ${BEAUCOUP}) n`.execute(deps.db)
  const chef = { ...agent, demarches: ['beaucoup'] }
  for (const format of ['csv', 'xlsx'] as const) {
    const id = await requestExport(deps, chef, { ...voulu, demarche: 'beaucoup', format })
    const left = await writeExport(deps, chef, id)
    // Long enough to read everything, if nothing held it back.
    const taken = left.contenu[Symbol.asyncIterator]()
    for (let n = 0; n < 2; n += 1) await taken.next()
    await new Promise((resolve) => setTimeout(resolve, 500))
    left.contenu.destroy()
    const told = async () => (await journal()).at(-1)?.donnees as { lignes: number; entier: boolean }
    await vi.waitUntil(async () => 'entier' in (await told()), { timeout: 5_000 })
    expect(await told()).toMatchObject({ entier: false })
    expect((await told()).lignes).toBeLessThan(BEAUCOUP / 2)
    const { contenu } = await writeExport(deps, chef, id)
    await buffer(contenu)
    expect(await told()).toEqual({ lignes: BEAUCOUP, entier: true })
  }
})
