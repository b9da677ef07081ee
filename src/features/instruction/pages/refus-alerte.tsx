import { dateEnMots } from '../../../formulaire/dates.ts'
import { actesLabels, faitEnMots } from '../actes-labels.ts'
import { momentCourt } from '../jours.ts'
import { CHAMPS_EN_MOTS, type RefusRendu, type SaisieRendue } from '../saisie-rendue.ts'

/** Why nothing was done, and what was typed when no form is left to hold it. */
export function RefusAlerte({ rendue, aRecopier }: { rendue: SaisieRendue; aRecopier: boolean }) {
  const { acte, refus, valeurs } = rendue
  const typed = Object.entries(valeurs).filter(([champ, valeur]) => champ !== 'liens' && valeur.trim() !== '')
  return (
    <div class="encadre" data-ton="attention" role="alert" tabIndex={-1} data-erreurs>
      <p>
        <strong>« {actesLabels[acte].titre} » n’a pas été fait.</strong>
      </p>
      {refus ? <Pourquoi refus={refus} /> : null}
      {typed.length > 0 && !aRecopier ? (
        <p>Votre texte est toujours dans le formulaire. Relisez la demande avant de le renvoyer.</p>
      ) : null}
      {typed.length > 0 && aRecopier ? (
        <>
          <p>
            Ce formulaire n’est plus ouvert. Voici ce que vous aviez écrit, pour le recopier au besoin&#160;:
          </p>
          {typed.map(([champ, valeur]) => (
            <div class="champ">
              <label for={`ecrit-${champ}`}>{CHAMPS_EN_MOTS[champ] ?? champ}</label>
              <textarea id={`ecrit-${champ}`} rows={4} readOnly>
                {valeur.startsWith('\n') ? `\n${valeur}` : valeur}
              </textarea>
            </div>
          ))}
        </>
      ) : null}
    </div>
  )
}

/** CRPA L212-1 */
export const DECIDEUR_ANONYME =
  'Une décision porte le nom de qui la prend (CRPA, L212-1), et les usagers vous connaissent par un numéro. Confiez cette demande à un collègue.'

function Pourquoi({ refus }: { refus: RefusRendu }) {
  if (refus.kind === 'acceptation-implicite') {
    return (
      <p>
        Le silence vaut acceptation depuis le {dateEnMots(refus.le)}. Retirer cette acceptation suit d’autres
        règles (CRPA, L242-1)&#160;: parlez-en à votre responsable.
      </p>
    )
  }
  if (refus.kind === 'decideur-anonyme') return <p>{DECIDEUR_ANONYME}</p>
  if (refus.changements.length === 0) {
    return <p>La page n’était plus à jour. Voici la demande telle qu’elle est maintenant.</p>
  }
  return (
    <>
      <p>La demande a changé pendant que vous écriviez&#160;:</p>
      <ul>
        {refus.changements.map(({ le, action, par }) => (
          <li>
            {faitEnMots(action)}, par {par}, le {momentCourt(le)}
          </li>
        ))}
      </ul>
    </>
  )
}
