import type { DemarchePubliee } from '../catalogue.ts'
import { etatCampagne } from '../etat-campagne.ts'

/** A démarche in a list: what it is, and when it is open. */
export function DemarcheCarte({ publiee, now }: { publiee: DemarchePubliee; now: Date }) {
  const { demarche } = publiee
  const { phrase, fictif } = etatCampagne(demarche.ouverture, now)
  return (
    <li class="carte">
      <h3>
        <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
      </h3>
      <p>{demarche.resume}</p>
      <p class="doux">
        {phrase}
        {fictif && ' (dates fictives)'}
      </p>
    </li>
  )
}

export function DemarcheListe(props: { demarches: readonly DemarchePubliee[]; now: Date }) {
  return (
    <ul class="cartes">
      {props.demarches.map((publiee) => (
        <DemarcheCarte publiee={publiee} now={props.now} />
      ))}
    </ul>
  )
}
