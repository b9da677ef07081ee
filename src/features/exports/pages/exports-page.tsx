import { dateEnMots } from '../../../formulaire/dates.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { ExportPrepare } from '../exports.query.ts'
import { CONSERVATION_JOURS } from '../jobs.ts'

interface ExportsPageProps {
  demarches: readonly { slug: string; titre: string }[]
  prepares: readonly ExportPrepare[]
  titreDe: (slug: string) => string
  /** The export just prepared, when there is one. */
  nouveau: string | undefined
}

/** Where files are prepared, and those that wait to be downloaded. */
export function ExportsPage({ demarches, prepares, titreDe, nouveau }: ExportsPageProps) {
  const pret = prepares.find(({ id }) => id === nouveau)
  return (
    <>
      <h1 tabIndex={-1}>Exporter des demandes</h1>
      {pret ? (
        <Alert ton="succes" titre="Votre fichier est prêt" role="status">
          <p>
            <Telecharger prepare={pret} titre={titreDe(pret.demarche)} />
          </p>
        </Alert>
      ) : null}
      <p class="chapeau">
        Un tableau à ouvrir dans un tableur. Ne prenez que les colonnes dont vous avez besoin : chaque export
        est noté avec votre nom, et le fichier est ensuite sous votre garde.
      </p>
      <h2>Préparer un fichier</h2>
      {demarches.length === 0 ? (
        <p>
          Aucune démarche ne vous est confiée pour l’instant. Demandez à un administrateur de vous en ouvrir
          une.
        </p>
      ) : (
        <ul>
          {demarches.map(({ slug, titre }) => (
            <li>
              <a href={`/agents/export/${slug}`}>{titre}</a>
            </li>
          ))}
        </ul>
      )}
      {prepares.length > 0 ? (
        <>
          <h2>Vos derniers fichiers</h2>
          <ul class="fichiers">
            {prepares.map((prepare) => (
              <li>
                <span>
                  <Telecharger prepare={prepare} titre={titreDe(prepare.demarche)} />
                  <br />
                  <span class="doux">Préparé le {longMoment(prepare.demandeLe)}</span>
                </span>
              </li>
            ))}
          </ul>
          <p class="doux">
            Le fichier est refait à chaque téléchargement, avec les demandes du moment. Il reste proposé ici
            {` ${CONSERVATION_JOURS} `}jours.
          </p>
        </>
      ) : null}
    </>
  )
}

function Telecharger({ prepare, titre }: { prepare: ExportPrepare; titre: string }) {
  return (
    <a href={`/agents/export/fichiers/${prepare.id}`} data-telecharge="">
      {titre}, du {dateEnMots(prepare.du)} au {dateEnMots(prepare.au)} ({prepare.format.toUpperCase()})
    </a>
  )
}
