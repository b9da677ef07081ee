import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { Fil } from '../../../ui/fil.tsx'
import type { ClotureEtAgent } from '../clotures.query.ts'
import { EcrituresTable } from './ecritures-table.tsx'
import { TotauxTable } from './totaux-table.tsx'

const MONTREES = 200

/** A closing: what it kept, who made it, and its fingerprint. */
export function CloturePage(props: ClotureEtAgent & { titreDe: (slug: string) => string }) {
  const { cloture, agent, entiere, titreDe } = props
  const { jour, numero, ecritures } = cloture
  return (
    <>
      <Fil etapes={[['Clôtures', '/agents/caisse/clotures']]} ici={longDay(jour)} />
      <h1 tabIndex={-1}>
        Clôture n° {numero} : {longDay(jour)}
      </h1>
      <p>
        Close le {longMoment(cloture.closeLe)} par {agent}. Ce jour ne change plus. Une erreur se corrige par
        une autre écriture, un jour suivant.
      </p>
      {entiere ? (
        <p>
          <a href={`/agents/caisse/clotures/${jour}/cloture.pdf`} data-telecharge="">
            Document de clôture (PDF)
          </a>
        </p>
      ) : (
        <p>Vous voyez ici la part des démarches qui vous sont confiées.</p>
      )}
      <TotauxTable totaux={cloture.totaux} titreDe={titreDe} legende="Totaux de la journée" />
      <h2>Les écritures</h2>
      <EcrituresTable
        ecritures={ecritures.slice(0, MONTREES)}
        titreDe={titreDe}
        legende={
          ecritures.length > MONTREES
            ? `Les ${MONTREES} premières sur ${ecritures.length.toLocaleString('fr-FR')}. Le document de clôture les montre toutes.`
            : 'Telles qu’elles étaient à la clôture'
        }
      />
      <details class="texte">
        <summary>Empreinte de cette clôture</summary>
        <p>
          Elle dépend de chaque écriture et de la clôture d’avant. Notez-la hors du portail : elle prouve que
          rien n’a changé.
        </p>
        <p>
          <code>
            {numero}:{cloture.empreinte}
          </code>
        </p>
      </details>
    </>
  )
}
