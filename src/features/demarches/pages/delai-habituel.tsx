import type { DelaiHabituel as Delai } from '../delai-habituel.query.ts'

/** How long it has really taken: a fact of the last months, never a promise; nothing when too few would say it. */
export function DelaiHabituel({ delai }: { delai: Delai | undefined }) {
  if (!delai) return null
  return (
    <p>
      Ces six derniers mois, 9 demandes sur 10 ont eu leur réponse en{' '}
      <strong>{enJours(delai.p90Jours)} au plus</strong>, et la moitié en {enJours(delai.p50Jours)} au plus.
      C’est ce que nous avons constaté&#160;: pour une autre demande, ce peut être plus court ou plus long.
    </p>
  )
}

const enJours = (jours: number): string => (jours <= 1 ? 'un jour' : `${jours}\u00a0jours`)
