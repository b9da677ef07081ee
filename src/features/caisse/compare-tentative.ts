import { eurosEnMots } from '../../formulaire/nombres.ts'
import { conflitDe, type Lecture, type StatutDePaiement } from '../paiements/index.ts'

export interface RestitutionConnue {
  /** Null when the provider never told it. */
  transactionId: string | null
  montantCents: number
}

/** An attempt by card, as our book holds it. */
export interface TentativeAComparer {
  commande: string
  montantCents: number
  statut: StatutDePaiement
  transactionId: string | null
  /** What was given back of it, done. */
  restitutions: readonly RestitutionConnue[]
}

export type NatureDEcart =
  | 'accepte-sans-nous'
  | 'accepte-sans-payline'
  | 'montant'
  | 'transaction'
  | 'restitutions'
  | 'etat'

export type Comparaison =
  | { issue: 'egal' }
  | { issue: 'ecart'; nature: NatureDEcart; enMots: string }
  | { issue: 'illisible'; enMots: string }

const EGAL: Comparaison = { issue: 'egal' }
const ecart = (nature: NatureDEcart, enMots: string): Comparaison => ({ issue: 'ecart', nature, enMots })

/** Whether money moved, may move, or will not: what the accounts are about. Refused, given up and expired are one there. */
const issues = {
  prepare: 'ouvert',
  en_cours: 'ouvert',
  a_verifier: 'a_verifier',
  accepte: 'accepte',
  refuse: 'clos',
  annule: 'clos',
  expire: 'clos',
  erreur: 'clos',
} as const satisfies Record<StatutDePaiement, string>

const enMots = {
  prepare: 'en préparation',
  en_cours: 'en cours',
  a_verifier: 'à vérifier',
  accepte: 'accepté',
  refuse: 'refusé',
  annule: 'annulé',
  expire: 'expiré',
  erreur: 'sans suite',
} as const satisfies Record<StatutDePaiement, string>

/**
 * Our book beside what the provider says of an attempt. What cannot be read is never equal.
 * @param lu null when the provider never had a payment of that order
 */
export function compareTentative(nous: TentativeAComparer, lu: Lecture | null): Comparaison {
  if (lu?.etat === 'inconnu')
    return { issue: 'illisible', enMots: `Payline a répondu « ${lu.code} » : ni un oui, ni un non.` }
  if (nous.statut === 'accepte') return compareAccepte(nous, lu)
  if (lu?.etat === 'accepte') {
    const conflit = conflitDe(nous, lu)
    const somme = lu.montantCents === null ? 'un montant illisible' : eurosEnMots(lu.montantCents)
    return ecart(
      'accepte-sans-nous',
      `Payline a accepté ce paiement (${somme}, transaction ${lu.transactionId ?? 'inconnue'}). Notre journal l’a pour ${enMots[nous.statut]}${conflit ? `, ${conflit}` : ''}.`,
    )
  }
  return compareSansArgent(nous, lu)
}

function compareAccepte(nous: TentativeAComparer, lu: Lecture | null): Comparaison {
  const rendu = sum(nous.restitutions)
  // Taken back whole before its remittance: the provider may call it cancelled from then on.
  if (lu?.etat === 'annule' && rendu === nous.montantCents) return EGAL
  if (lu?.etat !== 'accepte')
    return ecart(
      'accepte-sans-payline',
      `Notre journal a ce paiement pour accepté (${eurosEnMots(nous.montantCents)}). Payline ${
        lu ? `le dit ${motDe(lu)}` : 'n’a aucun paiement sous ce numéro'
      }.`,
    )
  const conflit = conflitDe(nous, lu)
  if (conflit)
    return ecart('montant', `Payline a accepté autre chose que ce qui était commandé : ${conflit}.`)
  if (lu.transactionId !== nous.transactionId)
    return ecart(
      'transaction',
      `Transaction ${lu.transactionId ?? 'inconnue'} chez Payline, ${nous.transactionId ?? 'aucune'} dans notre journal.`,
    )
  return compareRestitutions(nous.restitutions, lu.restitutions)
}

const motDe = ({ etat }: Lecture): string => (etat === 'inconnu' ? 'inconnu' : enMots[etat])

function compareRestitutions(nous: readonly RestitutionConnue[], eux: Lecture['restitutions']): Comparaison {
  if (eux === undefined)
    return nous.length === 0
      ? EGAL
      : { issue: 'illisible', enMots: 'Payline n’a pas dit ce qui a été remboursé.' }
  const faites = eux.filter(({ faite }) => faite)
  if (faites.some(({ montantCents }) => montantCents === null))
    return { issue: 'illisible', enMots: 'Payline n’a pas dit combien a été remboursé.' }
  const rendues = faites.map(({ transactionId, montantCents }) => ({
    ...{ transactionId, montantCents: montantCents ?? 0 },
  }))
  const [notre, leur] = [sum(nous), sum(rendues)]
  if (notre !== leur)
    return ecart(
      'restitutions',
      `Remboursé : ${eurosEnMots(leur)} chez Payline, ${eurosEnMots(notre)} dans notre journal.`,
    )
  return nous.some(({ transactionId }) => transactionId === null) || sorted(nous) === sorted(rendues)
    ? EGAL
    : ecart('restitutions', 'Les remboursements n’ont pas les mêmes numéros ou montants des deux côtés.')
}

const sum = (of: readonly { montantCents: number }[]): number =>
  of.reduce((total, { montantCents }) => total + montantCents, 0)

const sorted = (of: readonly RestitutionConnue[]): string =>
  of
    .map(({ transactionId, montantCents }) => `${transactionId} ${montantCents}`)
    .sort()
    .join()

/** Nobody holds it for accepted: whether both agree that it is over, open, or looked at. */
function compareSansArgent(nous: TentativeAComparer, lu: Lecture | null): Comparaison {
  const notre = issues[nous.statut]
  if (lu === null)
    return notre === 'a_verifier'
      ? ecart('etat', 'Notre journal l’a à vérifier. Payline n’a aucun paiement sous ce numéro.')
      : EGAL
  const leur = lu.etat === 'inconnu' ? 'ouvert' : issues[lu.etat]
  // A card was refused on a page that is still open: another may be tried.
  const agree = notre === leur || (notre === 'ouvert' && leur === 'clos')
  return agree
    ? EGAL
    : ecart('etat', `Payline le dit ${motDe(lu)}. Notre journal l’a pour ${enMots[nous.statut]}.`)
}
