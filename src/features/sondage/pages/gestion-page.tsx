import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { SondageEcrit } from '../sondage.query.ts'
import { totalDe, totalEnMots } from '../sondage.ts'

/** Every poll and its state. */
export function GestionPage({ sondages }: { sondages: readonly SondageEcrit[] }) {
  return (
    <>
      <p>
        <a href="/agents/administration">Administration</a>
      </p>
      <h1 tabIndex={-1}>Sondages</h1>
      <p class="chapeau">
        Une question sur l’accueil, à laquelle chacun peut répondre. Un seul sondage est ouvert à la fois.
      </p>
      <p>
        <a class="ds-button" href="/agents/administration/sondages/nouveau">
          Écrire un sondage
        </a>
      </p>
      {sondages.length === 0 ? <p>Aucun sondage pour l’instant.</p> : <Liste sondages={sondages} />}
    </>
  )
}

function etatEnMots({ etat, ouvertLe, fermeLe }: SondageEcrit): string {
  if (etat === 'ouvert' && ouvertLe) return `Ouvert depuis le ${longDate(ouvertLe)}`
  if (etat === 'ferme' && fermeLe) return `Fermé le ${longDate(fermeLe)}`
  return 'Brouillon'
}

function Liste({ sondages }: { sondages: readonly SondageEcrit[] }) {
  return (
    <table class="repliable">
      <caption class="sr">Les sondages</caption>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">État</th>
          <th scope="col">Réponses</th>
          <th scope="col">Dernier acte</th>
        </tr>
      </thead>
      <tbody>
        {sondages.map((sondage) => (
          <tr>
            <td data-titre="Question">
              <a href={`/agents/administration/sondages/${sondage.numero}/relecture`}>{sondage.question}</a>
            </td>
            <td data-titre="État">{etatEnMots(sondage)}</td>
            <td data-titre="Réponses">
              {sondage.etat === 'brouillon' ? 'Pas encore ouvert' : totalEnMots(totalDe(sondage.voix))}
            </td>
            <td data-titre="Dernier acte">
              {sondage.par}, le {longMoment(sondage.modifieLe)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
