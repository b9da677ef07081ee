import type { ComponentChildren } from 'preact'
import type { SaisieScope } from '../../formulaire/definition.ts'
import type { ChampVu } from '../../formulaire/reach.ts'
import { texteBrut } from '../../formulaire/texte.ts'
import { idDe } from '../error-summary.tsx'

export interface VueDeChampProps {
  vue: ChampVu
  saisie: SaisieScope
  /** False on a page that was never sent: nobody is scolded before having written. */
  montrerErreurs: boolean
  /** Address of the documents of this brouillon, for the uploads. */
  adressePieces: string
  /** Where to come back after an upload. */
  retour: string
  /** The value comes from the account or the foyer. */
  prerempli?: boolean
}

/** The messages that concern one input. */
export const messagesDe = ({ vue, montrerErreurs }: VueDeChampProps, nom: string): string[] =>
  montrerErreurs ? vue.erreurs.filter((erreur) => erreur.nom === nom).map((erreur) => erreur.message) : []

export const optionnel = (props: VueDeChampProps): string =>
  props.vue.champ.requis === false ? ' (facultatif)' : ''

/** A field's help, and where its value comes from when it was filled in for the person. */
export const aideDe = ({ vue, prerempli }: VueDeChampProps): string | undefined =>
  [vue.champ.aide, prerempli ? 'Repris de votre espace : corrigez si besoin.' : undefined]
    .filter(Boolean)
    .join(' ') || undefined

/** Ids of the help and of the message, for `aria-describedby`. */
export function describedBy(
  nom: string,
  aide: string | undefined,
  messages: readonly string[],
): string | undefined {
  const ids = [
    ...(aide ? [`${idDe(nom)}-aide`] : []),
    ...(messages.length > 0 ? [`${idDe(nom)}-erreur`] : []),
  ]
  return ids.length > 0 ? ids.join(' ') : undefined
}

const FACULTATIF = ' (facultatif)'

/** A label whose « (facultatif) » is said more softly. */
export function Libelle({ texte }: { texte: string }) {
  if (!texte.endsWith(FACULTATIF)) return <>{texte}</>
  return (
    <>
      {texte.slice(0, -FACULTATIF.length)}
      <span class="facultatif">{FACULTATIF}</span>
    </>
  )
}

export function Aide({ nom, texte }: { nom: string; texte: string | undefined }) {
  return texte ? (
    <p class="aide" id={`${idDe(nom)}-aide`}>
      {texte}
    </p>
  ) : null
}

export function Messages({ nom, messages }: { nom: string; messages: readonly string[] }) {
  return messages.length > 0 ? (
    <p class="erreur" id={`${idDe(nom)}-erreur`}>
      {messages.join(' ')}
    </p>
  ) : null
}

export interface LigneProps {
  nom: string
  libelle: string
  aide?: string | undefined
  valeur: string
  messages: readonly string[]
  type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time'
  inputMode?: 'numeric' | 'decimal' | 'email' | 'tel'
  autoComplete?: string
  court?: boolean
  requis?: boolean
  /** A unit said after the box: « € ». */
  suffixe?: string | undefined
  /** Attributes read by the browser's helpers. */
  attributs?: Readonly<Record<string, string>>
}

const attributsDe = ({
  autoComplete,
  attributs,
  court,
  inputMode,
  requis,
  type = 'text',
}: LigneProps): Record<string, string> => ({
  type,
  ...(requis ? { 'aria-required': 'true' } : {}),
  ...(court ? { class: 'court' } : {}),
  ...(inputMode ? { inputmode: inputMode } : {}),
  ...(autoComplete ? { autocomplete: autoComplete } : {}),
  ...attributs,
})

/** A label, its help, its message and one line to write on. */
export function Ligne(props: LigneProps) {
  const { nom, messages, suffixe } = props
  const input = (
    <input
      id={idDe(nom)}
      name={nom}
      value={props.valeur}
      aria-describedby={describedBy(nom, props.aide, messages)}
      aria-invalid={messages.length > 0 ? 'true' : undefined}
      {...attributsDe(props)}
    />
  )
  return (
    <div class="champ" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <label for={idDe(nom)}>
        <Libelle texte={props.libelle} />
        {suffixe ? <span class="sr"> ({suffixe === '€' ? 'en euros' : suffixe})</span> : null}
      </label>
      <Aide nom={nom} texte={props.aide} />
      <Messages nom={nom} messages={messages} />
      {suffixe ? (
        <div class="avec-suffixe">
          {input}
          <span>{suffixe}</span>
        </div>
      ) : (
        input
      )}
    </div>
  )
}

/** A label, its help, its message and several lines to write on. */
export function ZoneDeTexte(
  props: Pick<LigneProps, 'nom' | 'libelle' | 'aide' | 'valeur' | 'messages'> & { lignes?: number },
) {
  const { nom, aide, messages } = props
  return (
    <div class="champ" {...(messages.length > 0 ? { 'data-erreur': '' } : {})}>
      <label for={idDe(nom)}>
        <Libelle texte={props.libelle} />
      </label>
      <Aide nom={nom} texte={aide} />
      <Messages nom={nom} messages={messages} />
      <textarea
        id={idDe(nom)}
        name={nom}
        rows={props.lignes ?? 5}
        aria-describedby={describedBy(nom, aide, messages)}
        aria-invalid={messages.length > 0 ? 'true' : undefined}
      >
        {props.valeur}
      </textarea>
    </div>
  )
}

/** The line of a field that has one input, named after it. */
export function LigneDeChamp(
  props: VueDeChampProps &
    Partial<Pick<LigneProps, 'type' | 'inputMode' | 'autoComplete' | 'court' | 'suffixe' | 'attributs'>>,
) {
  const { champ } = props.vue
  const { type, inputMode, autoComplete, court, attributs } = props
  return (
    <Ligne
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      valeur={texteBrut(props.saisie, champ.id)}
      messages={messagesDe(props, champ.id)}
      requis={champ.requis !== false}
      suffixe={props.suffixe}
      {...(attributs ? { attributs } : {})}
      {...(type ? { type } : {})}
      {...(inputMode ? { inputMode } : {})}
      {...(autoComplete ? { autoComplete } : {})}
      {...(court ? { court } : {})}
    />
  )
}

/** A group of inputs under one question. */
export function Groupe(props: {
  nom: string
  libelle: string
  aide?: string | undefined
  messages: readonly string[]
  /** Radio buttons: the group says that an answer is needed. */
  cases?: 'radio' | undefined
  children: ComponentChildren
}) {
  const { nom, messages } = props
  return (
    <fieldset
      class="champ"
      role={props.cases === 'radio' ? 'radiogroup' : undefined}
      aria-invalid={props.cases === 'radio' && messages.length > 0 ? 'true' : undefined}
      aria-describedby={describedBy(nom, props.aide, messages)}
      {...(messages.length > 0 ? { 'data-erreur': '' } : {})}
    >
      <legend class="moyen">
        <Libelle texte={props.libelle} />
      </legend>
      <Aide nom={nom} texte={props.aide} />
      <Messages nom={nom} messages={messages} />
      {props.children}
    </fieldset>
  )
}

/** One radio button or box with its label. */
export function Case(props: {
  type: 'radio' | 'checkbox'
  id: string
  nom: string
  valeur: string
  libelle: string
  aide?: string | undefined
  cochee: boolean
  /** Only for a box that stands alone: the boxes of a group are described by it. */
  decritPar?: string | undefined
  invalide?: boolean
}) {
  return (
    <div class="case">
      <input
        type={props.type}
        id={props.id}
        name={props.nom}
        value={props.valeur}
        checked={props.cochee}
        aria-describedby={props.decritPar}
        aria-invalid={props.invalide ? 'true' : undefined}
      />
      <label for={props.id}>
        <Libelle texte={props.libelle} />
        {props.aide ? <small>{props.aide}</small> : null}
      </label>
    </div>
  )
}
