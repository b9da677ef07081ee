import { type AncreDeCaisse, type RuptureDeCaisse, verifyCaisse } from '../features/caisse/index.ts'
import type { CliCommand } from './cli-command.ts'

/** « 12:a3f0… », as the command itself writes it. */
function ancreOf(text: string): AncreDeCaisse {
  const found = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase())
  if (!found)
    throw new Error('--cloture attend un numéro et une empreinte, comme 12:a3f0… (64 chiffres et lettres).')
  return { numero: Number(found[1]), empreinte: found[2] ?? '' }
}

const verifyCommand: CliCommand = {
  resume:
    'Relit les clôtures de la caisse et dit si elles sont telles qu’elles ont été faites. Donnez une clôture notée ailleurs pour voir aussi une fin coupée.',
  usage: '[--cloture NUMERO:EMPREINTE]…',
  options: { cloture: { type: 'string', multiple: true } },
  run: async ({ db }, { cloture }) => {
    const ancres = (Array.isArray(cloture) ? cloture : []).map((one) => ancreOf(String(one)))
    const { clotures, ecritures, dernier, rupture } = await verifyCaisse(db, ancres)
    const counts = `Clôtures relues : ${clotures}. Écritures : ${ecritures}.`
    if (rupture)
      throw new Error(
        [
          'Les clôtures de la caisse ne sont PAS telles qu’elles ont été faites.',
          ruptureEnMots(rupture),
          counts,
          'Ne changez rien à la base. Gardez-en une copie et prévenez le régisseur et le comptable.',
        ].join('\n'),
      )
    return [
      'Les clôtures de la caisse sont telles qu’elles ont été faites.',
      counts,
      dernier
        ? `Dernière clôture (${dernier.jour}) : ${dernier.numero}:${dernier.empreinte}`
        : 'Aucune clôture pour l’instant.',
    ]
  },
}

function ruptureEnMots(rupture: RuptureDeCaisse): string {
  switch (rupture.kind) {
    case 'cloture-absente':
      return `La clôture ${rupture.numero} manque.`
    case 'cloture-changee':
      return `La clôture ${rupture.numero} (${rupture.jour}) a été changée après coup.`
    case 'chaine-rompue':
      return `La clôture ${rupture.numero} (${rupture.jour}) ne suit pas celle d’avant.`
    case 'journal-different':
      return `La clôture ${rupture.numero} (${rupture.jour}) n’est pas celle que dit le journal du portail.`
    case 'ecritures-changees':
      return `Les écritures du ${rupture.jour} ne sont plus celles de la clôture ${rupture.numero}.`
    case 'ecriture-hors-cloture':
      return `Une écriture du ${rupture.jour}, jour clos, n’est dans aucune clôture.`
    case 'ancre-differente':
      return `La clôture ${rupture.numero} n’est pas celle que vous avez notée.`
  }
}

/** What an operator asks of the accounts. */
export const caisseCommands = { 'caisse:verifie': verifyCommand } as const satisfies Record<
  string,
  CliCommand
>
