import { longDate } from '../../../platform/legal-clock/paris.ts'
import { adresseDuTexte, GENERAL } from '../texte.ts'

/** Somebody refuses a version that they accepted: nothing is recorded, and how to stop is said. */
export function DejaAccepteesPage(props: {
  texte: string
  /** As a sentence names the text. */
  nom: string
  numero: number
  accepteeLe: Date
  retour: string
}) {
  const { texte, nom, numero, accepteeLe, retour } = props
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Vous avez déjà accepté ces conditions</h1>
      <p class="chapeau">
        Vous avez accepté {nom}, <a href={`${adresseDuTexte(texte)}/versions/${numero}`}>version {numero}</a>,
        le {longDate(accepteeLe)}. Votre refus n’a pas été enregistré : rien ne change.
      </p>
      {texte === GENERAL ? <NePlusUtiliser /> : <NePlusFaire slug={texte} />}
      <p>
        <a href={retour}>Continuer</a>
      </p>
    </div>
  )
}

function NePlusUtiliser() {
  return (
    <>
      <h2>Vous ne voulez plus utiliser le service ?</h2>
      <ul>
        <li>
          <a href="/espace/compte/donnees">Télécharger une copie de toutes vos données</a>
        </li>
        <li>
          <a href="/espace/compte/cloture">Fermer votre compte</a> : vous aurez 30 jours pour changer d’avis
        </li>
        <li>
          <a href="/aide#papier">Faire vos démarches par courrier</a>
        </li>
      </ul>
    </>
  )
}

function NePlusFaire({ slug }: { slug: string }) {
  return (
    <>
      <h2>Vous ne voulez plus faire cette démarche en ligne ?</h2>
      <ul>
        <li>
          <a href="/espace">Supprimer un brouillon</a> que vous avez commencé
        </li>
        <li>
          <a href="/espace/demandes">Retirer une demande</a> déjà envoyée
        </li>
        <li>
          <a href={`/services/${slug}`}>Voir la démarche et comment la faire par courrier</a>
        </li>
      </ul>
    </>
  )
}
