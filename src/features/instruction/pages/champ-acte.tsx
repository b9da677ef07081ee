import { idDe } from '../../../ui/error-summary.tsx'
import type { ActeDAgent } from '../actes-labels.ts'
import { actesLabels } from '../actes-labels.ts'
import type { SaisieRendue } from '../saisie-rendue.ts'

/** Several forms on one page have a `motivation`: the id of each is its own. */
const idDuChamp = (acte: ActeDAgent, champ: string): string => idDe(`${actesLabels[acte].chemin}.${champ}`)

interface ChampActeProps {
  acte: ActeDAgent
  champ: string
  libelle: string
  aide?: string
  rendue: SaisieRendue | undefined
}

interface Etat {
  id: string
  valeur: string | undefined
  messages: readonly string[]
  aria: Readonly<Record<string, string>>
}

function etatDe({ acte, champ, aide, rendue }: ChampActeProps): Etat {
  const id = idDuChamp(acte, champ)
  const mine = rendue?.acte === acte ? rendue : undefined
  const messages =
    mine?.erreurs.filter((erreur) => erreur.champ === champ).map(({ message }) => message) ?? []
  const describedBy = [
    ...(aide ? [`${id}-aide`] : []),
    ...(messages.length > 0 ? [`${id}-erreur`] : []),
  ].join(' ')
  return {
    id,
    valeur: mine?.valeurs[champ],
    messages,
    aria: {
      ...(describedBy ? { 'aria-describedby': describedBy } : {}),
      ...(messages.length > 0 ? { 'aria-invalid': 'true' } : {}),
    },
  }
}

function Tete({ libelle, aide, etat }: { libelle: string; aide: string | undefined; etat: Etat }) {
  return (
    <>
      <label for={etat.id}>{libelle}</label>
      {aide ? (
        <p class="aide" id={`${etat.id}-aide`}>
          {aide}
        </p>
      ) : null}
      {etat.messages.length > 0 ? (
        <p class="erreur" id={`${etat.id}-erreur`}>
          {etat.messages.join(' ')}
        </p>
      ) : null}
    </>
  )
}

/** Several lines to write on. */
export function TexteActe(props: ChampActeProps & { lignes: number }) {
  const etat = etatDe(props)
  return (
    <div class="champ" {...(etat.messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <Tete libelle={props.libelle} aide={props.aide} etat={etat} />
      {/* HTML drops the first line break of a textarea: one of ours stands there instead of the person's. */}
      <textarea id={etat.id} name={props.champ} rows={props.lignes} {...etat.aria}>
        {etat.valeur?.startsWith('\n') ? `\n${etat.valeur}` : (etat.valeur ?? '')}
      </textarea>
    </div>
  )
}

/** A day to choose. */
export function JourActe(props: ChampActeProps & { min: string; max: string; propose: string }) {
  const etat = etatDe(props)
  return (
    <div class="champ" {...(etat.messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <Tete libelle={props.libelle} aide={props.aide} etat={etat} />
      <input
        id={etat.id}
        name={props.champ}
        type="date"
        class="court"
        min={props.min}
        max={props.max}
        value={etat.valeur ?? props.propose}
        {...etat.aria}
      />
    </div>
  )
}
