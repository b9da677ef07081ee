import { dateEnMots } from '../../../formulaire/dates.ts'
import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { AvisVu } from '../avis.query.ts'
import { sensDAvisEnMots } from '../avis.ts'

interface AvisSectionProps {
  reference: string
  avis: readonly AvisVu[]
  /** Whether the demande still waits for something. */
  ouverte: boolean
}

/** The opinions on a demande, for agents only; the person never reads them. */
export function AvisSection({ reference, avis, ouverte }: AvisSectionProps) {
  if (avis.length === 0 && !ouverte) return null
  return (
    <section aria-labelledby="avis">
      <h2 id="avis">Avis de collègues</h2>
      <p class="doux">
        Pour les agents seulement : l’usager ne les voit pas, et le délai continue de courir.
      </p>
      {avis.map((one) => (
        <Avis avis={one} ouverte={ouverte} />
      ))}
      {ouverte ? (
        <p>
          <a href={`/agents/demandes/${reference}/avis`}>Demander un avis</a>
        </p>
      ) : null}
    </section>
  )
}

function Avis({ avis, ouverte }: { avis: AvisVu; ouverte: boolean }) {
  const attendu = !avis.sens && !avis.retireLe
  return (
    <div class="carte">
      <p>
        <strong>{etatEnMots(avis, ouverte)}</strong> – {avis.consulte}
      </p>
      <p>
        Demandé par {avis.demandePar} le {longDate(avis.demandeLe)}, pour le {dateEnMots(avis.pourLe)} :
      </p>
      <p class="motivation">{avis.question}</p>
      {avis.reponse ? (
        <>
          <p>Réponse :</p>
          <p class="motivation">{avis.reponse}</p>
        </>
      ) : null}
      {attendu && ouverte ? (
        <div class="actions">
          <form method="post" action={`/agents/avis/${avis.id}/relance`}>
            <button type="submit" class="ds-button" data-variant="secondary">
              Relancer<span class="sr"> {avis.consulte}</span>
            </button>
          </form>
          <form method="post" action={`/agents/avis/${avis.id}/retrait`}>
            <button type="submit" class="lien">
              Ne plus demander cet avis<span class="sr"> à {avis.consulte}</span>
            </button>
          </form>
          {avis.relanceLe ? <span class="doux">Relancé le {longDate(avis.relanceLe)}</span> : null}
        </div>
      ) : null}
    </div>
  )
}

function etatEnMots({ sens, renduLe, retireLe }: AvisVu, ouverte: boolean): string {
  if (sens && renduLe) return `Avis ${sensDAvisEnMots[sens].toLowerCase()}, le ${longMoment(renduLe)}`
  if (retireLe) return `Retiré le ${longDate(retireLe)}`
  return ouverte ? 'Réponse attendue' : 'Resté sans réponse'
}
