import { longDay } from '../../../platform/legal-clock/paris.ts'
import type { PaiementVue } from '../paiements.query.ts'

/** The last day to pay, or that it has passed: what is due stays due, and may still be paid. */
export function DernierJour({ vue }: { vue: PaiementVue }) {
  const { aPayerAvant, enRetard, reference } = vue
  if (aPayerAvant === null) return null
  if (!enRetard) return <p>Vous pouvez payer jusqu’au {longDay(aPayerAvant)} inclus.</p>
  return (
    <p>
      <strong>La date est passée : il fallait payer jusqu’au {longDay(aPayerAvant)}.</strong> Vous pouvez
      encore payer. Faites-le dès que possible. Vous ne pouvez pas ?{' '}
      <a href={`/espace/demandes/${reference}/messages`}>Écrivez-nous</a> : nous chercherons une solution.
    </p>
  )
}
