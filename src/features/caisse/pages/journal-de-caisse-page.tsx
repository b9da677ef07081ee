import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'
import type { JournalDuJour } from '../journal-de-caisse.query.ts'
import { EcrituresTable } from './ecritures-table.tsx'
import { JourForm } from './jour-form.tsx'
import { TotauxTable } from './totaux-table.tsx'

interface JournalDeCaissePageProps {
  journal: JournalDuJour
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  role: string
  /** Whether this is not the first page of the day. */
  suiteDe: boolean
  titreDe: (slug: string) => string
}

const ADRESSE = '/agents/caisse'

/** The day book of the régie: what came in and went out on one day. */
export function JournalDeCaissePage({ journal, today, role, suiteDe, titreDe }: JournalDeCaissePageProps) {
  const { jour, ecritures, totaux, suite, closLe } = journal
  return (
    <>
      <MenuDeCaisse ici={ADRESSE} pour={role} />
      <h1 tabIndex={-1}>Caisse du {longDay(jour)}</h1>
      <p>
        {closLe ? (
          <>
            Ce jour est clos depuis le {longMoment(closLe)}. Il ne change plus.{' '}
            <a href={`${ADRESSE}/clotures/${jour}`}>Voir la clôture</a>
          </>
        ) : jour < today ? (
          <>
            Ce jour n’est pas encore clos. <a href={`${ADRESSE}/clotures`}>Voir les clôtures</a>
          </>
        ) : (
          'Ce jour n’est pas fini : d’autres écritures peuvent arriver.'
        )}
      </p>
      <JourForm adresse={ADRESSE} jour={jour} today={today} />
      <Voisins journal={journal} />
      {totaux.length === 0 ? (
        <p>Aucune écriture ce jour-là, dans les démarches qui vous sont confiées.</p>
      ) : (
        <>
          <TotauxTable totaux={totaux} titreDe={titreDe} legende="Totaux de toute la journée" />
          <h2>Les écritures</h2>
          <EcrituresTable
            ecritures={ecritures}
            titreDe={titreDe}
            legende={suiteDe ? 'Suite des écritures de la journée' : 'Dans l’ordre où elles sont arrivées'}
          />
          <nav aria-label="Suite des écritures" class="pages">
            {suiteDe ? <a href={`${ADRESSE}?jour=${jour}`}>Revenir au début de la journée</a> : null}
            {suite ? (
              <a rel="next" href={`${ADRESSE}?jour=${jour}&apres=${suite}`}>
                Écritures suivantes
              </a>
            ) : null}
          </nav>
          <p class="actions">
            <a href={`${ADRESSE}/fichier?du=${jour}&au=${jour}`}>Fichier de cette journée (CSV)</a>
          </p>
        </>
      )}
    </>
  )
}

function Voisins({ journal: { avant, apres } }: Pick<JournalDeCaissePageProps, 'journal'>) {
  if (!avant && !apres) return null
  return (
    <nav aria-label="Autres jours" class="pages">
      {avant ? <a href={`${ADRESSE}?jour=${avant}`}>← {longDay(avant)}</a> : null}
      {apres ? (
        <a rel="next" href={`${ADRESSE}?jour=${apres}`}>
          {longDay(apres)} →
        </a>
      ) : null}
    </nav>
  )
}
