import type { PartieDeResume } from '../../../formulaire/summary.ts'

/** The answers, part by part; with a way back to each where they can still change. */
export function ResumeView({ parties, base }: { parties: readonly PartieDeResume[]; base?: string }) {
  return (
    <>
      {parties.map((partie) => (
        <section>
          <h2>
            {partie.titre}
            {base ? (
              <>
                {' '}
                <a class="modifier" href={`${base}/${partie.adresse}`}>
                  Modifier<span class="sr"> : {partie.titre}</span>
                </a>
              </>
            ) : null}
          </h2>
          {partie.complete ? null : <p class="erreur">Il reste des points à compléter ici.</p>}
          <dl class="resume">
            {partie.lignes.map((ligne) => (
              <div>
                <dt>{ligne.libelle}</dt>
                <dd>{ligne.valeur === '' ? <span class="doux">Pas de réponse</span> : ligne.valeur}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
