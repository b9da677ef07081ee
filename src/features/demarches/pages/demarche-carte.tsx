import { Tag } from '../../../ui/tag.tsx'
import type { EtatCampagne } from '../etat-campagne.ts'
import type { DemarcheDuMoment } from '../ouverture.query.ts'

const ETATS = {
  ouverte: 'Ouverte',
  'a-venir': 'À venir',
  prochainement: 'Bientôt',
  fermee: 'Fermée',
} as const satisfies Record<EtatCampagne['etat'], string>

/** A démarche in a list: what it is, and when it is open. */
export function DemarcheCarte({ demarche, campagne }: Pick<DemarcheDuMoment, 'demarche' | 'campagne'>) {
  const { etat, phrase, fictif } = campagne
  return (
    <li class="carte">
      <p class="carte-etat">
        <Tag ton={etat === 'ouverte' ? 'succes' : 'neutre'}>{ETATS[etat]}</Tag>
      </p>
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
