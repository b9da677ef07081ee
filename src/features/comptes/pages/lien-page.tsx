import type { ComponentChildren } from 'preact'

export interface LienPageProps {
  titre: string
  chapeau: string
  /** Where the link's token is posted. */
  action: string
  bouton: string
  /** What is typed besides, if anything. */
  children?: ComponentChildren
}

/**
 * Where a mailed link leads: nothing happens until the button is pressed, for mail scanners open links too. The token
 * comes by the fragment of the address, which reaches no server.
 */
export function LienPage({ titre, chapeau, action, bouton, children }: LienPageProps) {
  return (
    <div class="formulaire">
      <h1>{titre}</h1>
      <p class="chapeau">{chapeau}</p>
      <noscript>
        <p>
          Cette étape a besoin de JavaScript. Activez-le et rechargez la page, ou ouvrez le lien sur un autre
          appareil.
        </p>
      </noscript>
      <form method="post" action={action} data-jeton-fragment noValidate>
        <input type="hidden" name="jeton" value="" />
        {children}
        <button type="submit" class="ds-button">
          {bouton}
        </button>
      </form>
    </div>
  )
}
