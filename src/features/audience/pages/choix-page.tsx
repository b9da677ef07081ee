/** `refus-oublie`: asked just now, and the browser did not keep it. */
export type EtatDuChoix = 'acceptee' | 'refusee' | 'refus-oublie' | 'refus-du-navigateur'

/** Whether one is counted, in words, and the other choice. */
export function ChoixPage({ etat }: { etat: EtatDuChoix }) {
  return (
    <div class="texte">
      <h1>Être compté ou non</h1>
      {ETATS[etat]()}
      <p>
        <a href="/cookies">Ce que nous mesurons, et comment</a>
      </p>
    </div>
  )
}

const ETATS = {
  acceptee: () => (
    <>
      <p class="chapeau">Vos visites comptent dans la mesure d’audience de ce site.</p>
      <p>Nous comptons des pages vues, jamais des personnes. Vous pouvez refuser, sans rien perdre.</p>
      <Choisir choix="refuser" mots="Ne plus me compter" />
    </>
  ),
  refusee: () => (
    <>
      <p class="chapeau">Vous avez refusé : nous ne vous comptons pas.</p>
      <p>
        Ce choix vaut pour ce navigateur, treize mois au plus. Un cookie, « mesure », s’en souvient ; celui
        des visites est effacé.
      </p>
      <Choisir choix="accepter" mots="Accepter d’être compté" />
    </>
  ),
  'refus-oublie': () => (
    <>
      <p class="chapeau">Votre navigateur refuse les cookies : il ne peut pas se souvenir de votre refus.</p>
      <p>
        Rien n’est gardé sur votre appareil, et vos visites ne sont pas comptées ; les pages vues le sont,
        sans lien entre elles. Pour que rien ne soit compté, activez le signal « ne pas vendre ou partager mes
        données » (GPC) : nous le respectons. Firefox l’a dans ses réglages, à « Vie privée et sécurité ».
        Vous pouvez aussi désactiver JavaScript pour ce site.
      </p>
      <p>
        <a href="/cookies#refuser">Comment refuser, pas à pas</a>
      </p>
    </>
  ),
  'refus-du-navigateur': () => (
    <>
      <p class="chapeau">Votre navigateur demande à ne pas être mesuré : nous ne vous mesurons pas.</p>
      <p>
        C’est le signal GPC, que vous ou votre navigateur avez activé. Il suffit : vous n’avez rien d’autre à
        faire.
      </p>
    </>
  ),
} as const satisfies Record<EtatDuChoix, () => unknown>

/** One button that says the other choice; it works without script. */
function Choisir({ choix, mots }: { choix: 'refuser' | 'accepter'; mots: string }) {
  return (
    <form method="post" action="/mesure/choix">
      <button
        type="submit"
        class="ds-button"
        data-variant={choix === 'refuser' ? 'secondary' : undefined}
        name="choix"
        value={choix}
      >
        {mots}
      </button>
    </form>
  )
}
