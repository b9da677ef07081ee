import { longDate } from '../../../platform/legal-clock/paris.ts'
import { adresseDeRedaction, adresseDuTexte } from '../texte.ts'
import type { TexteResume } from '../textes.query.ts'

/** Every text that people are asked to accept, and where its next version is written. */
export function TextesPage(props: { textes: readonly TexteResume[] }) {
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Conditions d’utilisation</h1>
      <p class="chapeau">
        Une version publiée entre en vigueur aussitôt et ne change plus jamais. Chaque personne est invitée à
        la lire à sa connexion suivante.
      </p>
      <table class="repliable">
        <caption class="sr">Les textes et leur version en vigueur</caption>
        <thead>
          <tr>
            <th scope="col">Texte</th>
            <th scope="col">En vigueur</th>
            <th scope="col">Acceptée par</th>
            <th scope="col">Refusée par</th>
            <th scope="col">Prochaine version</th>
          </tr>
        </thead>
        <tbody>
          {props.textes.map((texte) => (
            <tr>
              <td data-titre="Texte">{texte.nom.charAt(0).toUpperCase() + texte.nom.slice(1)}</td>
              <td data-titre="En vigueur">
                {texte.publieeLe ? (
                  <a href={adresseDuTexte(texte.texte)}>
                    version {texte.numero}, du {longDate(texte.publieeLe)}
                  </a>
                ) : (
                  'aucune'
                )}
              </td>
              <td data-titre="Acceptée par">{people(texte.acceptees)}</td>
              <td data-titre="Refusée par">{people(texte.refusees)}</td>
              <td data-titre="Prochaine version">
                <a href={adresseDeRedaction(texte.texte)}>
                  {texte.enCours ? 'Continuer' : 'Écrire'}
                  <span class="sr"> {texte.nom}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const people = (count: number): string =>
  count === 0 ? 'personne' : count === 1 ? '1 personne' : `${count} personnes`
