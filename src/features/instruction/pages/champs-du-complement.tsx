import { dateEnMots } from '../../../formulaire/dates.ts'
import type { Demarche } from '../../../formulaire/demarche.ts'
import { addDays } from '../../../platform/legal-clock/add-days.ts'
import { COMPLEMENT_JOURS } from '../acte-saisie.ts'
import type { Demandable } from '../elements-saisis.ts'
import type { SaisieRendue } from '../saisie-rendue.ts'
import { JourActe, TexteActe } from './champ-acte.tsx'

interface Props {
  rendue: SaisieRendue | undefined
  today: string
  demandables: readonly Demandable[]
  silence: Demarche['silence']['effet']
  /** Day on which silence decided, when it has (YYYY-MM-DD). */
  silenceAcquis: string | null
}

const ACTE = 'demander-complement'

/** What is asked, how badly it is needed, until when; what that does to the clock is said before it is sent. */
export function ChampsDuComplement(props: Props) {
  const { rendue, today } = props
  const min = addDays(today, COMPLEMENT_JOURS.min)
  const max = addDays(today, COMPLEMENT_JOURS.max)
  return (
    <>
      <p class="aide">
        Ne demandez que ce que les textes exigent et que le Département ne peut pas obtenir lui-même.
      </p>
      <Documents {...props} />
      <TexteActe
        acte={ACTE}
        champ="elements"
        libelle="Autre chose d’indispensable"
        aide="Un élément par ligne, en mots que l’usager comprend. Une ligne qui finit par «&#160;?&#160;» est une question à laquelle il répond par écrit."
        lignes={4}
        rendue={rendue}
      />
      <TexteActe
        acte={ACTE}
        champ="utiles"
        libelle="Autre chose d’utile, pas indispensable (facultatif)"
        aide="L’examen continue sans l’attendre."
        lignes={2}
        rendue={rendue}
      />
      <Effet {...props} />
      <JourActe
        acte={ACTE}
        champ="echeance"
        libelle="Date limite pour répondre"
        aide={`Entre le ${dateEnMots(min)} et le ${dateEnMots(max)}.`}
        min={min}
        max={max}
        propose={addDays(today, COMPLEMENT_JOURS.propose)}
        rendue={rendue}
      />
      <TexteActe
        acte={ACTE}
        champ="message"
        libelle="Message (facultatif)"
        aide="Pourquoi c’est nécessaire, où l’obtenir."
        lignes={4}
        rendue={rendue}
      />
    </>
  )
}

/** Documents that were not retained, asked for again unless the agent says no; the others of the form, folded. */
function Documents(props: Props) {
  const refuses = props.demandables.filter(({ pieceId }) => pieceId !== undefined)
  const autres = props.demandables.filter(({ pieceId }) => pieceId === undefined)
  return (
    <>
      {refuses.map((demandable) => (
        <Document demandable={demandable} {...props} />
      ))}
      {autres.length > 0 ? (
        <details open={autres.some((demandable) => chosen(demandable, props.rendue) !== '')}>
          <summary>Demander un document du formulaire</summary>
          {autres.map((demandable) => (
            <Document demandable={demandable} {...props} />
          ))}
        </details>
      ) : null}
    </>
  )
}

/** What was chosen for it, on a form that comes back; on a new one, a document that was not retained is asked for. */
function chosen({ cle, pieceId }: Demandable, rendue: SaisieRendue | undefined): string {
  if (rendue?.acte !== ACTE) return pieceId === undefined ? '' : `${cle}:bloquant`
  return (rendue.valeurs.liens ?? '').split('\n').find((lien) => lien.startsWith(`${cle}:`)) ?? ''
}

function Document({ demandable, rendue }: Props & { demandable: Demandable }) {
  const { cle, libelle } = demandable
  const id = `lien-${cle.replaceAll(/[^\w-]/g, '-')}`
  const choix = [
    ['', 'Ne pas le demander'],
    [`${cle}:bloquant`, 'Indispensable'],
    [`${cle}:utile`, 'Utile, pas indispensable'],
  ] as const
  return (
    <div class="champ">
      <label for={id}>{libelle}</label>
      <select id={id} name="lien">
        {choix.map(([valeur, mots]) => (
          <option value={valeur} selected={chosen(demandable, rendue) === valeur}>
            {mots}
          </option>
        ))}
      </select>
    </div>
  )
}

const SUSPEND = {
  rejet:
    'le délai de réponse est suspendu. Il reprend dès que tout ce qui est indispensable est reçu, et au plus tard le lendemain de la date limite (CRPA, L114-5)',
  acceptation:
    'le délai de réponse ne courra que du jour où tout ce qui est indispensable sera reçu (CRPA, L114-5)',
} as const

function Effet({ silence, silenceAcquis }: Props) {
  if (silenceAcquis)
    return (
      <p class="encadre">
        Le silence a déjà décidé le {dateEnMots(silenceAcquis)}&#160;: demander un complément ne change plus
        ce délai.
      </p>
    )
  return (
    <div class="encadre">
      <p>
        <strong>Effet sur le délai.</strong> Si vous demandez au moins une chose indispensable&#160;:{' '}
        {SUSPEND[silence]}. Sinon&#160;: le délai et l’examen continuent (CRPA, L114-5-1).
      </p>
    </div>
  )
}
