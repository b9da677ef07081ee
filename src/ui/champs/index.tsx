import type { ComponentChild } from 'preact'
import type { TypeDeChamp } from '../../formulaire/definition.ts'
import { texteBrut } from '../../formulaire/texte.ts'
import { Alert } from '../alert.tsx'
import { AdresseView, CommuneView } from './adresse-view.tsx'
import { aideDe, LigneDeChamp, messagesDe, optionnel, type VueDeChampProps, ZoneDeTexte } from './cadre.tsx'
import { CalculView } from './calcul-view.tsx'
import { AttestationView, ChoixMultipleView, ChoixView } from './choix-view.tsx'
import { DateView } from './date-view.tsx'
import { PersonneView } from './personne-view.tsx'
import { PieceView } from './piece-view.tsx'

const uniteDe = ({ vue: { champ } }: VueDeChampProps): string | undefined =>
  champ.type === 'montant'
    ? '€'
    : champ.type === 'entier' || champ.type === 'decimal'
      ? champ.unite
      : undefined
const Nombre = (props: VueDeChampProps) => (
  <LigneDeChamp {...props} inputMode="numeric" court suffixe={uniteDe(props)} />
)
const Decimal = (props: VueDeChampProps) => (
  <LigneDeChamp {...props} inputMode="decimal" court suffixe={uniteDe(props)} />
)
const Telephone = (props: VueDeChampProps) => (
  <LigneDeChamp {...props} type="tel" inputMode="tel" autoComplete="tel" court />
)
const Courriel = (props: VueDeChampProps) => (
  <LigneDeChamp {...props} type="email" inputMode="email" autoComplete="email" />
)
const Iban = (props: VueDeChampProps) => (
  <LigneDeChamp
    {...props}
    autoComplete="off"
    attributs={{ autocapitalize: 'characters', spellcheck: 'false' }}
  />
)

const TexteLongView = (props: VueDeChampProps) => {
  const { champ } = props.vue
  return (
    <ZoneDeTexte
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      valeur={texteBrut(props.saisie, champ.id)}
      messages={messagesDe(props, champ.id)}
    />
  )
}

function InformationView({ vue }: VueDeChampProps) {
  const ton = vue.champ.type === 'information' ? vue.champ.ton : undefined
  return (
    <Alert ton={ton ?? 'info'}>
      <p>{vue.champ.libelle}</p>
      {vue.champ.aide ? <p>{vue.champ.aide}</p> : null}
    </Alert>
  )
}

/** How each kind of field is shown. */
const vues = {
  'texte-court': LigneDeChamp,
  'texte-long': TexteLongView,
  entier: Nombre,
  decimal: Decimal,
  montant: Decimal,
  'oui-non': ChoixView,
  choix: ChoixView,
  'choix-multiple': ChoixMultipleView,
  date: DateView,
  courriel: Courriel,
  telephone: Telephone,
  'adresse-postale': AdresseView,
  commune: CommuneView,
  personne: PersonneView,
  iban: Iban,
  'quotient-familial': Nombre,
  piece: PieceView,
  attestation: AttestationView,
  information: InformationView,
  calcul: CalculView,
} as const satisfies Record<TypeDeChamp, (props: VueDeChampProps) => ComponentChild>

/** One field, whatever its kind. */
export function ChampView(props: VueDeChampProps) {
  const Vue: (props: VueDeChampProps) => ComponentChild = vues[props.vue.champ.type]
  return <Vue {...props} />
}
