import { type Faits, horlogesDe, type Lecteur } from '../horloges.ts'

/** The clocks of the law for one demande, the same facts for both sides of the counter. */
export function HorlogesLegales({ faits, lecteur }: { faits: Faits; lecteur: Lecteur }) {
  return (
    <section aria-labelledby="dates-legales">
      <h2 id="dates-legales">Les délais</h2>
      <dl class="resume">
        {horlogesDe(faits, lecteur).map(({ titre, texte, ton }) => (
          <div data-ton={ton}>
            <dt>{titre}</dt>
            <dd>{ton === 'danger' ? <strong>{texte}</strong> : texte}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
