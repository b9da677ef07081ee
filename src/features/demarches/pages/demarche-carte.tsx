import type { DemarcheDuMoment } from '../ouverture.query.ts'

/** A démarche in a list: what it is, and when it is open. */
export function DemarcheCarte({ demarche, campagne }: Pick<DemarcheDuMoment, 'demarche' | 'campagne'>) {
  const { phrase, fictif } = campagne
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

export function DemarcheListe(props: { demarches: readonly DemarcheDuMoment[] }) {
  return (
    <ul class="cartes">
      {props.demarches.map(({ demarche, campagne }) => (
        <DemarcheCarte demarche={demarche} campagne={campagne} />
      ))}
    </ul>
  )
}
