import { AIDE_NOUVEAU, MotDePasse } from './champs/mot-de-passe.tsx'
import { unMessage } from './champs/un-message.ts'

export interface ErreursDeMotDePasse {
  actuel?: string
  nouveau?: string
}

/** The form of another password, for citizens and agents: the present one is asked for. */
export function ChangerDeMotDePasse({
  action,
  erreurs,
  email,
}: {
  action: string
  erreurs: ErreursDeMotDePasse
  email: string
}) {
  const messages = (champ: keyof ErreursDeMotDePasse): string[] => unMessage(erreurs[champ])
  return (
    <section>
      <h2>Changer de mot de passe</h2>
      <form method="post" action={action} noValidate>
        {/* For the password keeper of the browser, which asks whose password it is. */}
        <input type="hidden" name="email" value={email} autoComplete="username" />
        <MotDePasse nom="actuel" libelle="Mot de passe actuel" messages={messages('actuel')} />
        <MotDePasse
          nom="nouveau"
          libelle="Nouveau mot de passe"
          aide={AIDE_NOUVEAU}
          messages={messages('nouveau')}
          nouveau
        />
        <p>Vos autres appareils seront déconnectés.</p>
        <button type="submit" class="ds-button">
          Changer mon mot de passe
        </button>
      </form>
    </section>
  )
}
