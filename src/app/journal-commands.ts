import { readFile } from 'node:fs/promises'
import { inTransaction } from '../platform/db/database.ts'
import { exportJournal, jsonLines } from '../platform/journal/export-journal.ts'
import { appendJournal } from '../platform/journal/journal.ts'
import { dernierSceau } from '../platform/journal/lignes.query.ts'
import { sealJournal } from '../platform/journal/seal-journal.ts'
import { type FichierVerifie, verifyFichier } from '../platform/journal/verify-fichier.ts'
import {
  type Ancre,
  type Rupture,
  type Verification,
  verifyJournal,
} from '../platform/journal/verify-journal.ts'
import { parseReference } from '../platform/reference/reference.ts'
import type { CliCommand } from './cli-command.ts'

/** « 12:a3f0… », as `journal:sceau` writes it. */
function ancreOf(text: string): Ancre {
  const found = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase())
  if (!found)
    throw new Error('--sceau attend un numéro et une empreinte, comme 12:a3f0… (64 chiffres et lettres).')
  return { numero: Number(found[1]), empreinte: found[2] ?? '' }
}

const ancresOf = (value: unknown): Ancre[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => ancreOf(String(one)))

const verifyCommand: CliCommand = {
  resume:
    'Relit tout le journal et dit s’il est tel qu’il a été écrit. Donnez un sceau noté ailleurs pour voir aussi une fin coupée.',
  usage: '[--sceau NUMERO:EMPREINTE]… [--depuis NUMERO] | --fichier JOURNAL.jsonl [--sceau …]',
  options: {
    depuis: { type: 'string' },
    sceau: { type: 'string', multiple: true },
    fichier: { type: 'string' },
  },
  run: async ({ db, journalKey }, values) => {
    const ancres = ancresOf(values.sceau)
    if (typeof values.fichier === 'string') return sayFichier(await readFichier(values.fichier), ancres)
    const depuis = values.depuis === undefined ? 1 : Number(values.depuis)
    if (!Number.isInteger(depuis) || depuis < 1)
      throw new Error('--depuis attend le numéro d’un sceau, comme 12.')
    return sayVerification(await verifyJournal(db, journalKey, { depuis, ancres }), ancres)
  },
}

/** @throws in words, so that the command fails: a broken journal must stop a script */
function sayVerification(seen: Verification, ancres: readonly Ancre[]): string[] {
  const counts = [
    `Lignes lues : ${seen.lignes}, dont ${seen.nonScellees} pas encore scellées.`,
    `Sceaux lus : ${seen.sceaux}.`,
  ]
  if (seen.rupture)
    throw new Error(
      [
        'Le journal n’est PAS tel qu’il a été écrit.',
        ruptureEnMots(seen.rupture),
        ...counts,
        'Ne changez rien à la base. Gardez-en une copie et prévenez le délégué à la protection des données.',
      ].join('\n'),
    )
  return [
    'Le journal est tel qu’il a été écrit.',
    ...counts,
    seen.dernier
      ? `Dernier sceau : ${seen.dernier.numero}:${seen.dernier.empreinte}`
      : 'Aucun sceau pour l’instant.',
    ...(ancres.length === 0
      ? ['Sans --sceau, une fin coupée ne se voit pas : comparez avec un sceau noté ailleurs.']
      : [`Sceaux notés ailleurs, retrouvés : ${ancres.length}.`]),
  ]
}

function ruptureEnMots(rupture: Rupture): string {
  switch (rupture.kind) {
    case 'ligne-changee':
      return `La première ligne en cause est la ligne ${rupture.id} : elle a été changée après son écriture.`
    case 'ligne-precedente-absente':
      return `La première ligne en cause est la ligne ${rupture.id} : la ligne qu’elle suit a été retirée ou déplacée.`
    case 'bloc-change':
      return `Entre la ligne ${rupture.apresId} et la ligne ${rupture.jusquAId} (sceau ${rupture.sceau}), il y a ${
        rupture.lues === rupture.attendues
          ? 'au moins une ligne remplacée'
          : rupture.lues < rupture.attendues
            ? `${rupture.attendues - rupture.lues} ligne(s) en moins`
            : 'au moins une ligne en trop'
      }.`
    case 'sceau-change':
      return `Le sceau ${rupture.sceau} a été changé après son écriture.`
    case 'sceau-absent':
      return `Le sceau ${rupture.sceau} manque : il a été retiré, avec ou sans ses lignes.`
    case 'sceau-sans-attestation':
      return `Le sceau ${rupture.sceau} n’a pas été fait par ce portail, ou sa clé secrète (SECRET_KEY) a changé depuis.`
    case 'ancre-differente':
      return `Le sceau ${rupture.sceau} n’est pas celui que vous avez noté : le journal a été réécrit.`
  }
}

async function readFichier(path: string): Promise<FichierVerifie> {
  const texte = await readFile(path, 'utf8').catch(() => {
    throw new Error(`Le fichier ${path} ne se lit pas. Vérifiez son nom.`)
  })
  try {
    return verifyFichier(texte)
  } catch {
    throw new Error(
      'Ce fichier n’est pas le journal d’une demande, ou il est abîmé. Téléchargez-le à nouveau.',
    )
  }
}

const POURQUOI = {
  changee: 'elle a été changée',
  'precedente-absente': 'la ligne qu’elle suit manque',
  sceau: 'son sceau ne la couvre pas',
  nombre: 'des lignes manquent après elle',
} as const satisfies Record<NonNullable<FichierVerifie['rupture']>['pourquoi'], string>

function sayFichier(seen: FichierVerifie, ancres: readonly Ancre[]): string[] {
  if (seen.rupture)
    throw new Error(`Ce fichier a été changé. Ligne ${seen.rupture.id} : ${POURQUOI[seen.rupture.pourquoi]}.`)
  const other = ancres.find(({ numero, empreinte }) =>
    seen.sceaux.some((sceau) => sceau.numero === numero && sceau.empreinte !== empreinte),
  )
  if (other)
    throw new Error(`Le sceau ${other.numero} n’est pas celui que vous avez noté : ce fichier a été refait.`)
  return [
    `Le journal de la demande ${seen.reference} est tel qu’il a été écrit.`,
    `Lignes : ${seen.lignes}, dont ${seen.nonScellees} pas encore scellées au moment de la copie.`,
    'Sceaux à comparer avec ceux qui ont été notés ailleurs :',
    ...seen.sceaux.map(({ numero, empreinte }) => `${numero}:${empreinte}`),
  ]
}

const sceauCommand: CliCommand = {
  resume:
    'Scelle le journal jusqu’à maintenant et montre le dernier sceau. Notez-le hors de cette machine : il prouvera ce que le journal disait.',
  usage: '',
  options: {},
  run: async (context) => {
    await sealJournal(context)
    const last = await dernierSceau(context.db)
    if (!last) return ['Le journal est vide : rien à sceller.']
    return [
      `${last.numero}:${last.empreinte}`,
      `Fait le ${last.scelleLe}, jusqu’à la ligne ${last.jusquAId}.`,
    ]
  },
}

const exportCommand: CliCommand = {
  resume:
    'Écrit le journal d’une demande, avec ce qu’il faut pour le vérifier seul (journal:verify --fichier).',
  usage: 'REFERENCE > journal.jsonl',
  options: {},
  run: async (context, _values, [typed = '']) => {
    const reference = parseReference(typed)
    const demande =
      reference === undefined
        ? undefined
        : await context.db
            .selectFrom('demande')
            .select('id')
            .where('reference', '=', reference)
            .executeTakeFirst()
    if (!demande || reference === undefined) throw new Error('Aucune demande n’a cette référence.')
    const le = context.clock.now()
    const made = await exportJournal(context.db, demande.id)
    await inTransaction(context.db, (tx) =>
      appendJournal(tx, {
        le,
        acteur: { kind: 'systeme' },
        action: 'demande.journal-exporte',
        demandeId: demande.id,
      }),
    )
    return jsonLines(reference, le, made).trimEnd().split('\n')
  },
}

/** What an operator asks of the journal. */
export const journalCommands = {
  'journal:verify': verifyCommand,
  'journal:sceau': sceauCommand,
  'journal:export': exportCommand,
} as const satisfies Record<string, CliCommand>
