import { nomsDeDate } from '../../formulaire/champs/date.ts'
import { texteBrut } from '../../formulaire/texte.ts'
import { idDe } from '../error-summary.tsx'
import { aideDe, Groupe, messagesDe, optionnel, type VueDeChampProps } from './cadre.tsx'

const PARTIES = [
  ['Jour', 'bday-day', 2],
  ['Mois', 'bday-month', 2],
  ['Année', 'bday-year', 4],
] as const

/** Day, month and year in three boxes. */
export function TroisCases(
  props: VueDeChampProps & { id: string; libelle: string; naissance: boolean; aide?: string | undefined },
) {
  const noms = nomsDeDate(props.id)
  const messages = [props.id, ...noms].flatMap((nom) => messagesDe(props, nom))
  const fautives = noms.filter((nom) => messagesDe(props, nom).length > 0)
  return (
    <Groupe
      nom={props.id}
      libelle={props.libelle}
      aide={props.aide ?? 'Par exemple : 27 3 2014'}
      messages={messages}
    >
      <div class="cote-a-cote">
        {PARTIES.map(([libelle, jeton, longueur], i) => {
          const nom = noms[i] ?? ''
          return (
            <div>
              <label for={idDe(nom)}>{libelle}</label>
              <input
                id={idDe(nom)}
                name={nom}
                inputMode="numeric"
                maxLength={longueur}
                value={texteBrut(props.saisie, nom)}
                autocomplete={props.naissance ? jeton : undefined}
                aria-invalid={fautives.includes(nom) ? 'true' : undefined}
              />
            </div>
          )
        })}
      </div>
    </Groupe>
  )
}

export function DateView(props: VueDeChampProps) {
  const { champ } = props.vue
  return (
    <TroisCases
      {...props}
      id={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      naissance={false}
    />
  )
}
