import { Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { CHOIX_NOMBRE_MAX, type Erreurs, type SondageTape } from '../check-sondage.ts'
import type { SondageEcrit } from '../sondage.query.ts'
import { ConflitView } from './conflit-view.tsx'

interface RedactionProps {
  tape: SondageTape
  erreurs: Erreurs
  ecrit: SondageEcrit | undefined
  /** Somebody acted on it meanwhile, and what it is now, if it still is: what was typed here is shown, not kept. */
  conflit: { ecrit: SondageEcrit | undefined } | undefined
}

/** A poll, as it is being written. */
export function RedactionPage({ tape, erreurs, ecrit, conflit }: RedactionProps) {
  const messages = (nom: string): string[] => unMessage(erreurs[nom])
  return (
    <div class="formulaire">
      <p>
        <a href="/agents/administration/sondages">Sondages</a>
      </p>
      <h1 tabIndex={-1}>{ecrit ? 'Modifier un sondage' : 'Écrire un sondage'}</h1>
      {conflit ? <ConflitView {...conflit} /> : null}
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <p>
        Une fois le sondage ouvert, ses mots ne changent plus : une réponse doit dire ce qui a été lu. Ne
        demandez rien de personnel.
      </p>
      <form method="post" action={`/agents/administration/sondages/${ecrit?.numero ?? 'nouveau'}`}>
        <input type="hidden" name="revision" value={ecrit?.revision ?? 0} />
        <Ligne
          nom="question"
          libelle="La question"
          aide="Une seule, en une phrase : « Avez-vous trouvé facilement votre démarche ? »"
          valeur={tape.question}
          messages={messages('question')}
        />
        {Array.from({ length: CHOIX_NOMBRE_MAX }, (_, rang) => {
          const nom = `choix${rang + 1}`
          return (
            <Ligne
              nom={nom}
              libelle={`Réponse ${rang + 1}${rang < 2 ? '' : ' (facultatif)'}`}
              valeur={tape.choix[rang] ?? ''}
              messages={messages(nom)}
            />
          )
        })}
        <button type="submit" class="ds-button">
          Enregistrer et relire
        </button>
      </form>
    </div>
  )
}
