import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { SessionVue } from '../../../platform/session/session-store.ts'
import { ChangerDeMotDePasse, type ErreursDeMotDePasse } from '../../../ui/changer-de-mot-de-passe.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { AdresseRefusee } from '../adresse-refusee.ts'
import type { Compte } from '../compte-store.ts'
import { AdresseRefuseeView } from './adresse-refusee-view.tsx'

export interface ComptePageProps {
  compte: Compte
  /** Since when our mails do not arrive, when they do not. */
  refusee: AdresseRefusee | undefined
  sessions: readonly SessionVue[]
  /** The session that is asking. */
  sessionId: string
  erreurs: ErreursDeMotDePasse
  /** What was just done. */
  fait?: string
}

const FAITS: Readonly<Record<string, string>> = {
  'mot-de-passe': 'Votre mot de passe est changé. Vos autres appareils ont été déconnectés.',
  sessions: 'C’est fait : c’est déconnecté.',
  adresse:
    'Nous vous avons écrit à la nouvelle adresse. Suivez le lien du message dans les 24 heures : rien ne change avant.',
  informations: 'Vos informations sont enregistrées.',
  garde: 'Votre espace est gardé. Rien ne sera effacé.',
}

const LIENS = [
  ['/espace/compte/contact', 'Comment nous vous écrivons'],
  ['/espace/compte/verification', 'Vérification en deux étapes'],
  ['/espace/compte/services', 'Mes services'],
  ['/espace/compte/activite', 'Activité de mon compte'],
  ['/espace/compte/donnees', 'Télécharger mes données'],
] as const

export function ComptePage(props: ComptePageProps) {
  const { compte, refusee, erreurs, fait } = props
  const listees = Object.entries(erreurs).map(([nom, message]) => ({ nom, message }))
  const dit = fait ? FAITS[fait] : undefined
  return (
    <div class="formulaire">
      {dit ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>{dit}</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Mon compte</h1>
      <ErrorSummary erreurs={listees} />
      {refusee ? <AdresseRefuseeView {...refusee} /> : null}
      <dl class="resume">
        <div>
          <dt>Nom</dt>
          <dd>
            {compte.prenom} {compte.nom}
            <br />
            <a href="/espace/compte/informations">Voir et corriger mes informations</a>
          </dd>
        </div>
        <div>
          <dt>Adresse électronique</dt>
          <dd>
            {compte.email}
            <br />
            <a href="/espace/compte/adresse">Changer d’adresse</a>
          </dd>
        </div>
      </dl>
      <ul>
        {LIENS.map(([href, libelle]) => (
          <li>
            <a href={href}>{libelle}</a>
          </li>
        ))}
      </ul>
      <Appareils {...props} />
      <ChangerDeMotDePasse action="/espace/compte/mot-de-passe" erreurs={erreurs} email={compte.email} />
      <section>
        <h2>En cas de problème</h2>
        <p>
          Quelqu’un utilise votre espace sans votre accord ?{' '}
          <a href="/espace/compte/signaler">Signalez-le : votre espace est bloqué aussitôt</a>.
        </p>
        <p>
          Vous n’en avez plus besoin ? <a href="/espace/compte/cloture">Fermer mon espace</a>.
        </p>
      </section>
    </div>
  )
}

/** Said only when it reassures: a telephone changes networks, and one line may have two addresses. */
const reseauDit = (reseau: Buffer | null, ici: Buffer | null | undefined): string =>
  reseau && ici?.equals(reseau) ? ', sur le même réseau que celui-ci' : ''

function Appareils({ sessions, sessionId }: ComptePageProps) {
  const autres = sessions.filter(({ id }) => id !== sessionId)
  const ici = sessions.find(({ id }) => id === sessionId)?.reseau
  return (
    <section>
      <h2>Appareils connectés</h2>
      <ul class="fichiers">
        {sessions.map((session) => (
          <li>
            <span>
              <strong>{session.appareil}</strong>
              {session.id === sessionId ? ' – celui-ci' : null}
              <br />
              <span class="doux">
                connecté le {longMoment(session.creeeLe)}, utilisé le {longMoment(session.vueLe)}
                {session.postePartage ? ', appareil partagé' : null}
                {session.id === sessionId ? null : reseauDit(session.reseau, ici)}
              </span>
            </span>
            {session.id === sessionId ? null : (
              <form method="post" action={`/espace/compte/sessions/${session.id}`}>
                <button type="submit" class="lien">
                  Déconnecter
                  <span class="sr">
                    {' '}
                    {session.appareil}, connecté le {longMoment(session.creeeLe)}
                  </span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {autres.length > 0 ? (
        <form method="post" action="/espace/compte/sessions">
          <button type="submit" class="ds-button" data-variant="secondary">
            Déconnecter tous les autres appareils
          </button>
        </form>
      ) : (
        <p>Aucun autre appareil n’est connecté.</p>
      )}
    </section>
  )
}
