const RACCOURCIS = [
  ['j', 'Demande suivante'],
  ['k', 'Demande précédente'],
  ['o', 'Ouvrir la demande'],
  ['x', 'Cocher ou décocher'],
  ['a', 'Me l’attribuer'],
  ['p', 'Prendre en charge la demande ouverte'],
  ['d', 'Déplier ou replier les pages des documents'],
  ['f', 'Aller à ce qu’il faut faire de la demande'],
  ['/', 'Aller à la recherche'],
  ['?', 'Montrer cette aide'],
] as const

/** The button that shows the keyboard shortcuts, and what it shows. They never act while something is being typed. */
export function AideRaccourcis({ actifs }: { actifs: boolean }) {
  return (
    <>
      <button type="button" class="lien" data-ouvre-aide="">
        Raccourcis clavier
      </button>
      <div hidden data-aide-raccourcis="">
        <p>
          {actifs
            ? 'Une seule touche suffit, sauf pendant que vous écrivez.'
            : 'Les raccourcis sont coupés : ces touches ne font rien.'}
        </p>
        <dl class="raccourcis">
          {RACCOURCIS.map(([touche, effet]) => (
            <div>
              <dt>
                <kbd>{touche}</kbd>
              </dt>
              <dd>{effet}</dd>
            </div>
          ))}
        </dl>
        <p>
          <a href="/agents/reglages">{actifs ? 'Couper les raccourcis' : 'Remettre les raccourcis'}</a>
        </p>
      </div>
    </>
  )
}
