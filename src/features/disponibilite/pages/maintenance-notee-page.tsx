import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { EtatFermeture } from '../fermeture.ts'
import { quandEnMots } from '../fermeture.ts'
import type { MaintenanceNotee } from '../maintenances.query.ts'
import { avisDeMaintenance } from './avis-maintenance.tsx'
import { ETATS } from './gestion-page.tsx'

interface NoteeProps {
  notee: MaintenanceNotee
  etat: EtatFermeture
  now: Date
  titre: (slug: string) => string
  /** What it would extend; undefined when that is done, or will not be. */
  prolonge: readonly string[] | undefined
}

/** One maintenance: what people read of it, what it changes, and what can still be done. */
export function MaintenanceNoteePage({ notee, etat, now, titre, prolonge }: NoteeProps) {
  const adresse = `/agents/administration/maintenances/${notee.numero}`
  return (
    <div class="formulaire">
      <p>
        <a href="/agents/administration/maintenances">Maintenances</a>
      </p>
      <h1 tabIndex={-1}>Maintenance {quandEnMots(notee)}</h1>
      <p class="chapeau">
        {ETATS[etat]}. {notee.demarche ? titre(notee.demarche) : 'Tout le portail'}. {notee.motif}
      </p>
      <p class="doux">
        Prévue par {notee.par}, le {longMoment(notee.noteeLe)}.
      </p>
      {etat === 'prevue' ? (
        <>
          <h2>Ce que tout le monde lira</h2>
          {avisDeMaintenance([notee], earlier(notee.debut, now), titre)}
        </>
      ) : null}
      <h2>Les délais</h2>
      <Delais etat={etat} fait={notee.delaisProlonges} prolonge={prolonge} />
      <Actes adresse={adresse} notee={notee} etat={etat} />
    </div>
  )
}

/** The banner shows a week before: it is shown here as it will be then. */
const earlier = (debut: Date, now: Date): Date =>
  new Date(Math.max(now.getTime(), debut.getTime() - 3_600_000))

function Delais(props: { etat: EtatFermeture; fait: boolean; prolonge: readonly string[] | undefined }) {
  const { etat, fait, prolonge } = props
  if (etat === 'annulee') return <p>Rien n’a été prolongé : elle n’a pas eu lieu.</p>
  if (fait)
    return (
      <p>Les délais qu’elle touchait sont prolongés. Chacun est noté au journal, avec sa date d’avant.</p>
    )
  if (!prolonge) return <p>Les prolongations ne sont pas encore faites : elles attendent leur tour.</p>
  if (prolonge.length === 0) return <p>Aucun délai n’est touché, d’après le compte fait maintenant.</p>
  return (
    <p>
      Au début de la maintenance, seront prolongés jusqu’au premier jour ouvré qui suit sa fin :{' '}
      <strong>{prolonge.join(', ')}</strong>. C’est compté maintenant ; d’autres délais peuvent s’ajouter.
    </p>
  )
}

function Actes({ adresse, notee, etat }: { adresse: string; notee: MaintenanceNotee; etat: EtatFermeture }) {
  if (etat === 'passee')
    return (
      <p>
        <a href={`/disponibilite/attestations/${notee.numero}`} data-telecharge>
          Attestation d’indisponibilité (PDF)
        </a>
      </p>
    )
  if (etat === 'annulee') return null
  return (
    <div class="actions">
      <a class="ds-button" data-variant="secondary" href={`${adresse}/modifier`}>
        Modifier
      </a>
      <form method="post" action={`${adresse}/${etat === 'prevue' ? 'annulation' : 'fin'}`}>
        <input type="hidden" name="revision" value={notee.revision} />
        <button type="submit" class="ds-button">
          {etat === 'prevue' ? 'Annuler cette maintenance' : 'Finir maintenant'}
        </button>
      </form>
    </div>
  )
}
