import type { Option } from '../../formulaire/definition.ts'
import { texteBrut, textesBruts } from '../../formulaire/texte.ts'
import {
  aideDe,
  Case,
  describedBy,
  Groupe,
  Messages,
  messagesDe,
  optionnel,
  type VueDeChampProps,
} from './cadre.tsx'

const OUI_NON: readonly Option[] = [
  { valeur: 'oui', libelle: 'Oui' },
  { valeur: 'non', libelle: 'Non' },
]

/** The first choice carries the field's own id, so that the error summary leads there. */
const idDeChoix = (id: string, rang: number): string => (rang === 0 ? id : `${id}-${rang}`)

export function ChoixView(props: VueDeChampProps) {
  const { champ } = props.vue
  const options = champ.type === 'choix' ? champ.options : OUI_NON
  const choisie = texteBrut(props.saisie, champ.id)
  return (
    <Groupe
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      messages={messagesDe(props, champ.id)}
      cases="radio"
    >
      <div class={champ.type === 'oui-non' ? 'cases-cote' : undefined}>
        {options.map((o, i) => (
          <Case
            type="radio"
            id={idDeChoix(champ.id, i)}
            nom={champ.id}
            valeur={o.valeur}
            libelle={o.libelle}
            aide={o.aide}
            cochee={choisie === o.valeur}
          />
        ))}
      </div>
    </Groupe>
  )
}

export function ChoixMultipleView(props: VueDeChampProps) {
  const { champ } = props.vue
  if (champ.type !== 'choix-multiple') return null
  const cochees = textesBruts(props.saisie, champ.id)
  const aide = champ.aide ?? 'Plusieurs réponses possibles.'
  return (
    <Groupe
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aide}
      messages={messagesDe(props, champ.id)}
    >
      {champ.options.map((o, i) => (
        <Case
          type="checkbox"
          id={idDeChoix(champ.id, i)}
          nom={champ.id}
          valeur={o.valeur}
          libelle={o.libelle}
          aide={o.aide}
          cochee={cochees.includes(o.valeur)}
        />
      ))}
    </Groupe>
  )
}

export function AttestationView(props: VueDeChampProps) {
  const { champ } = props.vue
  const messages = messagesDe(props, champ.id)
  return (
    <div class="champ attestation" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <Messages nom={champ.id} messages={messages} />
      <Case
        type="checkbox"
        id={champ.id}
        nom={champ.id}
        valeur="oui"
        libelle={champ.libelle + optionnel(props)}
        aide={champ.aide}
        cochee={texteBrut(props.saisie, champ.id) === 'oui'}
        decritPar={describedBy(champ.id, undefined, messages)}
        invalide={messages.length > 0}
      />
    </div>
  )
}
