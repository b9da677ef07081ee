import { type CourrielDeps, courrielDAlerte } from './alertes.ts'

/** Somebody wanted this address for another account: said by mail, where only its holder reads it. */
export function adresseDejaPrise(deps: CourrielDeps) {
  return courrielDAlerte(
    deps,
    'adresse-deja-prise',
    'Cette adresse a déjà un espace personnel',
    [
      {
        type: 'paragraphe',
        texte:
          'Quelqu’un, peut-être vous, a demandé à utiliser cette adresse pour un autre espace personnel. Elle a déjà le sien : nous n’avons rien changé.',
      },
      { type: 'bouton', libelle: 'Me connecter', adresse: `${deps.publicOrigin}/connexion` },
    ],
    'Ce n’était pas vous ? Vous n’avez rien à faire. Si vous craignez que quelqu’un utilise votre espace, bloquez-le par ce lien.',
  )
}
