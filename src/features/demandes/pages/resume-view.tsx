import type { PartieDeResume } from '../../../formulaire/summary.ts'
import { idDe } from '../../../ui/error-summary.tsx'

/** The answers, part by part; with a way back to each of them where they can still change. */
export function ResumeView({ parties, base }: { parties: readonly PartieDeResume[]; base?: string }) {
  return (
    <>
      {parties.map((partie) => (
        <section>
          <h2>{partie.titre}</h2>
          {partie.complete ? null : (
            <p class="erreur">
              Il reste des points à compléter ici.{' '}
              {base ? <a href={`${base}/${partie.adresse}`}>Compléter : {partie.titre}</a> : null}
            </p>
          )}
          <dl class="resume">
            {partie.lignes.map((ligne) => (
              <div>
                <dt>{ligne.libelle}</dt>
                <dd>{ligne.valeur === '' ? <span class="doux">Pas de réponse</span> : ligne.valeur}</dd>
                {base && ligne.nom ? (
                  <dd class="modifier">
                    <a href={`${base}/${partie.adresse}#${idDe(ligne.nom)}`}>
                      Modifier
                      <span class="sr">
                        {' '}
                        {' '}: {ligne.libelle}, {partie.titre}
                      </span>
                    </a>
                  </dd>
                ) : null}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}
