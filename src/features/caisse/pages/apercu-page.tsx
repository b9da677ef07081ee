import { longDay } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Fil } from '../../../ui/fil.tsx'
import type { Apercu } from '../clotures.query.ts'
import { EcrituresTable } from './ecritures-table.tsx'
import { TotauxTable } from './totaux-table.tsx'

const MONTREES = 200

/** What would be closed, to read before confirming. */
export function ApercuPage({ apercu, titreDe }: { apercu: Apercu; titreDe: (slug: string) => string }) {
  const { jour, ecritures, totaux, vu } = apercu
  return (
    <>
      <Fil etapes={[['Clôtures', '/agents/caisse/clotures']]} ici={longDay(jour)} />
      <h1 tabIndex={-1}>Clore le {longDay(jour)}</h1>
      <Ecarts apercu={apercu} />
      <TotauxTable totaux={totaux} titreDe={titreDe} legende="Ce que la clôture gardera" />
      <form method="post" action={`/agents/caisse/clotures/${jour}`} class="texte">
        <input type="hidden" name="vu" value={vu} />
        <p>
          Une fois clos, ce jour ne change plus. Une erreur se corrige par une autre écriture, un jour
          suivant. Une écriture qui arrive après la clôture est comptée le premier jour encore ouvert.
        </p>
        <div class="actions">
          <button type="submit" class="ds-button">
            Clore ce jour
          </button>
          <a href="/agents/caisse/clotures">Ne pas clore maintenant</a>
        </div>
      </form>
      <h2>Les écritures</h2>
      <EcrituresTable
        ecritures={ecritures.slice(0, MONTREES)}
        titreDe={titreDe}
        legende={
          ecritures.length > MONTREES
            ? `Les ${MONTREES} premières sur ${ecritures.length.toLocaleString('fr-FR')}. Le journal les montre toutes.`
            : 'Dans l’ordre où elles sont arrivées'
        }
      />
    </>
  )
}

function Ecarts({ apercu: { jour, ecarts, nonCompares } }: { apercu: Apercu }) {
  if (ecarts === 0 && nonCompares === 0) return null
  return (
    <Alert ton={ecarts > 0 ? 'danger' : 'attention'} titre="À regarder avant de clore">
      {ecarts > 0 ? (
        <p>{ecarts === 1 ? 'Un paiement diffère' : `${ecarts} paiements diffèrent`} de ce que dit Payline.</p>
      ) : null}
      {nonCompares > 0 ? (
        <p>
          {nonCompares === 1
            ? 'Un paiement n’a pas été comparé'
            : `${nonCompares} paiements n’ont pas été comparés`}{' '}
          avec Payline.
        </p>
      ) : null}
      <p>
        <a href={`/agents/caisse/rapprochement?jour=${jour}`}>Voir le rapprochement</a>. Vous pouvez clore
        tout de même : la correction sera une écriture d’un jour suivant.
      </p>
    </Alert>
  )
}
