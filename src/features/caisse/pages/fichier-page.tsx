import { dateEnMots } from '../../../formulaire/dates.ts'
import type { ErreursDePeriode } from '../../../platform/legal-clock/check-periode.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { MenuDeCaisse } from '../../../ui/menu-de-caisse.tsx'

/** The day book of a period, for a spreadsheet. */
export function FichierPage(props: {
  tape: { du: string; au: string }
  erreurs: ErreursDePeriode
  /** Whether the period is good: the file can be taken. */
  pret: boolean
  role: string
}) {
  const { tape, erreurs, pret } = props
  return (
    <>
      <MenuDeCaisse ici="/agents/caisse/fichier" pour={props.role} />
      <div class="formulaire">
        <h1 tabIndex={-1}>Fichier de la caisse</h1>
        <ErrorSummary erreurs={erreursDePage(erreurs)} />
        {pret ? (
          <Alert ton="succes" titre="Votre fichier est prêt" role="status">
            <p>
              <a href={`/agents/caisse/journal.csv?du=${tape.du}&au=${tape.au}`} data-telecharge="">
                Du {dateEnMots(tape.du)} au {dateEnMots(tape.au)} (CSV)
              </a>
            </p>
          </Alert>
        ) : null}
        <p>
          Un tableau à ouvrir dans un tableur, une ligne par écriture, pour un an au plus. Chaque
          téléchargement est noté avec votre nom, et le fichier est ensuite sous votre garde.
        </p>
        <form method="get" action="/agents/caisse/fichier" noValidate>
          <Ligne
            nom="du"
            libelle="Premier jour"
            valeur={tape.du}
            messages={unMessage(erreurs.du)}
            type="date"
            court
          />
          <Ligne
            nom="au"
            libelle="Dernier jour"
            valeur={tape.au}
            messages={unMessage(erreurs.au)}
            type="date"
            court
          />
          <div class="actions">
            <button type="submit" class="ds-button">
              Préparer le fichier
            </button>
          </div>
        </form>
      </div>
    </>
  )
}
