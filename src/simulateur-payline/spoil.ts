import { resultOf } from './codes.ts'
import type { NatureDePanne, Panne } from './pannes.ts'
import type { Valeurs } from './read-envelope.ts'

type Strike = (nature: NatureDePanne) => Panne | undefined

const changed = (valeurs: Valeurs, name: string, change: Valeurs): Valeurs => ({
  ...valeurs,
  [name]: { ...(valeurs[name] as Valeurs), ...change },
})

const hasMoney = (valeurs: Valeurs): boolean => Boolean(valeurs.payment && valeurs.order)

/** The answer as the faults that are on change it: well-formed, and wrong. The book keeps the truth. */
export function spoil(answer: Valeurs, strike: Strike): Valeurs {
  let spoilt = answer
  if (hasMoney(answer)) {
    const payment = answer.payment as Valeurs
    if (strike('mauvais_montant')) {
      const amount = String(Number(payment.amount) + 100)
      spoilt = changed(changed(spoilt, 'payment', { amount }), 'order', { amount })
    }
    if (strike('mauvaise_devise'))
      spoilt = changed(changed(spoilt, 'payment', { currency: '840' }), 'order', { currency: '840' })
    if (strike('mauvaise_reference')) spoilt = changed(spoilt, 'order', { ref: 'COMMANDE-D-UN-AUTRE' })
  }
  if (answer.redirectURL && strike('redirection_ailleurs'))
    spoilt = { ...spoilt, redirectURL: 'https://paiement.exemple.invalid/vol?token=1' }
  const unknown = strike('code_inconnu')
  return unknown ? { ...spoilt, result: resultOf(unknown.code ?? '09999') } : spoilt
}
