import { CONSULTATION_JOURS } from '../../../platform/legal-clock/notification.ts'
import { longDate } from '../../../platform/legal-clock/paris.ts'
import { Case, Groupe } from '../../../ui/champs/cadre.tsx'
import { idDe } from '../../../ui/error-summary.tsx'
import type { AccordDeNotification } from '../accord-store.ts'

export const MANQUE_ACCORD = 'Choisissez l’une des deux réponses.'

/** The express consent to be notified of decisions in the space (CRPA L112-15): asked apart, never ticked before. */
export function NotificationSection({
  accord,
  manque,
}: {
  accord: AccordDeNotification | undefined
  manque: boolean
}) {
  return (
    <section id="decisions">
      <h2>Comment vous recevez les décisions</h2>
      <p>
        La date où vous recevez une décision compte : le délai pour contester part de ce jour-là. La loi nous
        demande donc votre accord pour vous la remettre dans votre espace, sans lettre.
      </p>
      {accord ? (
        <p>
          Votre réponse, donnée le {longDate(accord.ditLe)} :{' '}
          <strong>{accord.accord ? 'dans mon espace' : 'par la poste'}</strong>.
        </p>
      ) : (
        <p>Tant que vous n’avez pas répondu, nous vous envoyons les décisions par la poste.</p>
      )}
      <form method="post" action="/espace/compte/contact/notification" noValidate>
        <Groupe
          nom="notification"
          libelle="Où voulez-vous recevoir les décisions ?"
          aide="Dans les deux cas, vous les lisez aussi en ligne, et un courriel vous prévient."
          messages={manque ? [MANQUE_ACCORD] : []}
          cases="radio"
        >
          <Case
            type="radio"
            id={idDe('notification')}
            nom="notification"
            valeur="espace"
            libelle="Dans mon espace, sans lettre"
            aide={`La décision compte comme reçue le jour où vous l’ouvrez. Si vous ne l’ouvrez pas en ${CONSULTATION_JOURS} jours, elle compte comme reçue le jour où elle a été mise dans votre espace (articles L. 112-15 et R. 112-20 du code des relations entre le public et l’administration).`}
            cochee={accord?.accord === true}
          />
          <Case
            type="radio"
            id={`${idDe('notification')}-courrier`}
            nom="notification"
            valeur="courrier"
            libelle="Par la poste"
            aide="La décision compte comme reçue le jour où la lettre vous arrive."
            cochee={accord?.accord === false}
          />
        </Groupe>
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer cette réponse
          </button>
        </div>
        <p class="aide">
          Vous pouvez changer d’avis à tout moment : cela vaut tout de suite, pour les décisions suivantes.
          L’avis qu’une décision vous attend part à votre adresse électronique : gardez-la à jour.
        </p>
      </form>
    </section>
  )
}
