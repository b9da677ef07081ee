import { longDate, longDay } from '../../../platform/legal-clock/paris.ts'
import type { SilenceVue } from '../../demandes/index.ts'
import type { AutreRendue } from './juger-piece.tsx'

interface Props {
  reference: string
  motifs: SilenceVue['motifs']
  /** Whether an express decision has come: it says its own reasons. */
  decidee: boolean
  rendue: AutreRendue | undefined
}

/** The reasons of an implicit rejection that the person asked for (CRPA L232-4), to give or given. */
export function MotifsDus({ reference, motifs, decidee, rendue }: Props) {
  if (!motifs || (decidee && !motifs.communiquesLe)) return null
  const mine = rendue?.cible === 'motifs' ? rendue : undefined
  return (
    <section aria-labelledby="motifs-du-rejet">
      <h2 id="motifs-du-rejet">Motifs du rejet implicite</h2>
      {motifs.communiquesLe ? (
        <div class="encadre">
          <p>Donnés le {longDate(motifs.communiquesLe)}.</p>
          <p class="motivation">{motifs.texte}</p>
        </div>
      ) : (
        <form
          method="post"
          action={`/agents/demandes/${reference}/motifs`}
          class="formulaire encadre"
          data-ton="attention"
        >
          <p>
            Demandés par l’usager le {longDate(motifs.demandesLe)}, dus au plus tard le{' '}
            <strong>{longDay(motifs.dusLe)}</strong> (CRPA, L232-4).
          </p>
          <div class="champ" {...(mine ? { 'data-erreur': '' } : {})}>
            <label for="motifs">Les motifs</label>
            <p class="aide" id="motifs-aide">
              La règle appliquée et les faits de ce dossier. Ils ne remplacent pas une décision&#160;: vous
              pouvez aussi accepter ou refuser plus bas.
            </p>
            {mine ? (
              <p class="erreur" id="motifs-erreur" role="alert" tabIndex={-1} data-erreurs>
                {mine.message}
              </p>
            ) : null}
            <textarea
              id="motifs"
              name="motifs"
              rows={6}
              aria-describedby={mine ? 'motifs-aide motifs-erreur' : 'motifs-aide'}
              value={mine?.valeurs.motifs ?? ''}
            />
          </div>
          <div class="actions">
            <button type="submit" class="ds-button">
              Envoyer les motifs
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
