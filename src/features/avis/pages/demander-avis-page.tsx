import { Ligne, Messages, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { Consultable } from '../avis.query.ts'
import type { DemandeDAvisTapee, ErreursDAvis } from '../avis.ts'

interface DemanderAvisPageProps {
  reference: string
  collegues: readonly Consultable[]
  tape: DemandeDAvisTapee
  erreurs: ErreursDAvis
}

/** Whom to ask, what, until when. */
export function DemanderAvisPage({ reference, collegues, tape, erreurs }: DemanderAvisPageProps) {
  return (
    <div class="formulaire">
      <p>
        <a href={`/agents/demandes/${reference}`}>Demande {reference}</a>
      </p>
      <h1 tabIndex={-1}>Demander un avis</h1>
      <p class="chapeau">
        Votre collègue lira cette demande et ses documents jusqu’à sa réponse, même si la démarche ne lui est
        pas confiée. Son avis ne vous lie pas, et le délai de décision continue de courir.
      </p>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <form method="post" action={`/agents/demandes/${reference}/avis`} noValidate>
        <div class="champ" {...(erreurs.consulte ? { 'data-erreur': '' } : {})}>
          <label for="consulte">À qui ?</label>
          <Messages nom="consulte" messages={unMessage(erreurs.consulte)} />
          <select
            id="consulte"
            name="consulte"
            aria-invalid={erreurs.consulte ? 'true' : undefined}
            aria-describedby={erreurs.consulte ? 'consulte-erreur' : undefined}
          >
            <option value="">Choisissez</option>
            {collegues.map(({ id, nom }) => (
              <option value={id} selected={id === tape.consulte}>
                {nom}
              </option>
            ))}
          </select>
        </div>
        <ZoneDeTexte
          nom="question"
          libelle="Votre question"
          aide="Une question précise appelle une réponse utile. N’y recopiez pas le dossier : il sera sous ses yeux."
          valeur={tape.question}
          messages={unMessage(erreurs.question)}
        />
        <Ligne
          nom="pourLe"
          libelle="Réponse souhaitée pour le"
          valeur={tape.pourLe}
          messages={unMessage(erreurs.pourLe)}
          type="date"
          court
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Demander cet avis
          </button>
        </div>
      </form>
    </div>
  )
}
