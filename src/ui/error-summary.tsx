export interface ErreurDePage {
  /** Name of the input; its id is the name with hyphens for dots. */
  nom: string
  message: string
  /** The question, for a message that does not name it. */
  libelle?: string
}

/** « Repas par semaine : écrivez un nombre », « Est-il interne ? Choisissez oui ou non » */
const enMots = ({ libelle, message }: ErreurDePage): string =>
  libelle ? `${libelle}${/[?.!]$/.test(libelle) ? ' ' : '\u00a0: '}${message}` : message

/** The id of an input, made from its name. */
export const idDe = (nom: string): string => nom.replaceAll('.', '-')

/** What is to mend, each line leading to its field; takes the focus when the page comes back. */
export function ErrorSummary({ erreurs }: { erreurs: readonly ErreurDePage[] }) {
  if (erreurs.length === 0) return null
  return (
    <div class="recapitulatif-erreurs" role="alert" tabIndex={-1} data-erreurs>
      <h2>{erreurs.length === 1 ? 'Un point est à corriger' : `${erreurs.length} points sont à corriger`}</h2>
      <ul>
        {erreurs.map((erreur) => (
          <li>
            <a href={`#${idDe(erreur.nom)}`}>{enMots(erreur)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
