import type { PaymentProvider } from '../prestataire.ts'
import { type Operation, operations } from './operations.ts'

export const ordre = {
  transactionId: '26327140559123',
  montantCents: 1_000,
  sequence: 2,
  commentaire: 'Erreur',
}
/** The function of the interface that each operation serves. */
export const ask: Record<Operation, (provider: PaymentProvider) => Promise<unknown>> = {
  doWebPayment: (provider) =>
    provider.start({
      reference: 'PR2026-000123-2',
      montantCents: 4_250,
      le: new Date('2026-11-23T13:05:00Z'),
      retour: 'https://espace.example/r',
      annulation: 'https://espace.example/r',
      notification: 'https://espace.example/n',
    }),
  getWebPaymentDetails: (provider) => provider.read('16Rj'),
  getTransactionDetails: (provider) => provider.readTransaction('26327140559123'),
  doRefund: (provider) => provider.refund(ordre),
  doReset: (provider) => provider.cancel(ordre),
}
export const all = Object.keys(operations) as Operation[]
