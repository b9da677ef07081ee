import type { Demarche } from '../../../formulaire/demarche.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { EchangeVue } from '../echange.query.ts'
import type { MessageTape } from './formulaire-message.tsx'
import { EchangeDUsager } from './section-usager.tsx'

interface MessagesPageProps {
  echange: EchangeVue
  demarche: Demarche
  tape: MessageTape
  /** Just sent. */
  envoye: boolean
  /** The message of this key had left already, with other words. */
  dejaParti: boolean
}

/** The exchange about one demande, as the person reads it. */
export function MessagesPage({ echange, demarche, tape, envoye, dejaParti }: MessagesPageProps) {
  const { reference } = echange.demande
  return (
    <>
      <p>
        <a href={`/espace/demandes/${reference}`}>Demande {reference}</a>
      </p>
      <h1 tabIndex={-1}>Vos échanges avec le service</h1>
      <p class="doux">
        {demarche.titre}, {demarche.contact.service}
      </p>
      {envoye ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>
            <strong>Votre message est envoyé.</strong> La réponse arrivera ici.
          </p>
        </div>
      ) : null}
      {dejaParti ? <DejaParti /> : null}
      <ErrorSummary erreurs={tape.erreur ? [{ nom: 'texte', message: tape.erreur }] : []} />
      <EchangeDUsager
        echange={echange}
        demarche={demarche}
        ici={`/espace/demandes/${reference}/messages`}
        tape={tape}
      />
    </>
  )
}

/** A page that was left open sent its message before, with other words. */
export function DejaParti() {
  return (
    <Alert ton="attention" role="alert">
      <p>
        Le message précédent est parti : il est dans la liste. Celui que vous venez d’écrire n’est pas encore
        envoyé. Relisez-le, puis envoyez-le.
      </p>
    </Alert>
  )
}
