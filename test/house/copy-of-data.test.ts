import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REGISTRE } from '../../src/features/site/registre.generated.ts'

const source = readFileSync(join(import.meta.dirname, '../../src/features/droits/export-donnees.ts'), 'utf8')

/** Personal tables and columns that the copy of one's data leaves out (GDPR, article 15), and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  // Not of the person: of agents, or of nobody who has an account.
  'agent.*': 'of agents',
  'anonymat_agent.*': 'of agents: it protects them',
  'export_de_demandes.*': 'of agents',
  'filtre_enregistre.*': 'of agents',
  'lot.*': 'of agents',
  'lot_demande.*': 'of agents',
  'preference_agent.*': 'of agents',
  'presence.*': 'of agents',
  'tour_agent.*': 'of agents',
  'demandeur_papier.*': 'who filed on paper has no account to ask from: by post',
  'lettre.*': 'who filed on paper has no account to ask from: by post',
  'saisie_papier.*': 'who filed on paper has no account to ask from: by post',
  'inscription.*': 'of who has no account yet; gone in 24 hours',
  // Written for agents: asked of the service, which examines them (CRPA L311-1, L311-6).
  'avis.*': 'asked of the service (CRPA L311-6)',
  'note_interne.*': 'asked of the service (CRPA L311-6)',
  // Secrets and digests: they tell the person nothing, and would serve who stole the copy.
  'beneficiaire.*': 'a digest',
  'code_de_secours.*': 'a digest of a secret',
  'verrou_acces.*': 'a digest',
  'verrou_source.*': 'a digest',
  'cle_d_acces.cle_publique': 'a key',
  'session.reseau': 'a digest',
  'usager.mot_de_passe': 'a digest of a secret',
  'usager.totp_chiffre': 'a secret',
  // The same again in another form.
  'demande.recherche': 'made of demande.beneficiaires',
  'nom_cherche.*': 'made of demande.beneficiaires',
  'usager.email_normalise': 'made of usager.email',
  'courriel.html': 'the same words as courriel.texte',
  'decision.document': 'its addressee is there; who decided is on the document',
  // On its way.
  'televersement.*': 'gone in two days, or a document that is there',
  'fichier.chemin': 'documents are downloaded from their demande; their names are there',
}

const reasonOf = (column: string): string | undefined =>
  LEFT_OUT[column] ?? LEFT_OUT[`${column.split('.')[0]}.*`]

test('each personal column of the register is in the copy of one’s data, or left out for a reason', () => {
  const missing = REGISTRE.map(({ column }) => column).filter((column) => {
    const [table = '', name = ''] = column.split('.')
    const read = new RegExp(`\\b(?:from|join) ${table}\\b`).test(source)
    return !(read && new RegExp(`\\b${name}\\b`).test(source)) && reasonOf(column) === undefined
  })
  expect(missing, 'add it to export-donnees.ts, or say here why it is left out').toEqual([])
})

test('what is left out exists in the register', () => {
  const columns = REGISTRE.map(({ column }): string => column)
  const gone = Object.keys(LEFT_OUT).filter((key) =>
    key.endsWith('.*')
      ? !columns.some((column) => column.startsWith(key.slice(0, -1)))
      : !columns.includes(key),
  )
  expect(gone).toEqual([])
})
