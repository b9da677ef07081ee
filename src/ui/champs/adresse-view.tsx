import { texteBrut } from '../../formulaire/texte.ts'
import { idDe } from '../error-summary.tsx'
import { aideDe, Groupe, Ligne, messagesDe, optionnel, type VueDeChampProps } from './cadre.tsx'

export function AdresseView(props: VueDeChampProps) {
  const { champ } = props.vue
  const texte = (partie: string): string => texteBrut(props.saisie, `${champ.id}.${partie}`)
  const messages = (partie: string): string[] => messagesDe(props, `${champ.id}.${partie}`)
  return (
    <Groupe
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      messages={messagesDe(props, champ.id)}
    >
      <Ligne
        nom={`${champ.id}.ligne1`}
        libelle="Numéro et rue"
        valeur={texte('ligne1')}
        messages={messages('ligne1')}
        autoComplete="address-line1"
      />
      <Ligne
        nom={`${champ.id}.ligne2`}
        libelle="Complément (facultatif)"
        aide="Bâtiment, étage, chez…"
        valeur={texte('ligne2')}
        messages={messages('ligne2')}
        autoComplete="address-line2"
      />
      <CodeEtCommune {...props} />
      <Ligne
        nom={`${champ.id}.pays`}
        libelle="Pays (si ce n’est pas la France)"
        valeur={texte('pays') === 'France' ? '' : texte('pays')}
        messages={messages('pays')}
        autoComplete="country-name"
      />
    </Groupe>
  )
}

export function CommuneView(props: VueDeChampProps) {
  const { champ } = props.vue
  return (
    <Groupe
      nom={champ.id}
      libelle={champ.libelle + optionnel(props)}
      aide={aideDe(props)}
      messages={messagesDe(props, champ.id)}
    >
      <CodeEtCommune {...props} />
    </Groupe>
  )
}

/** The postcode offers the names of its communes; both stay free to write. */
function CodeEtCommune(props: VueDeChampProps) {
  const { id, type } = props.vue.champ
  const chez = type === 'adresse-postale'
  const [code, commune] = [`${id}.codePostal`, `${id}.commune`]
  const liste = `${idDe(commune)}-liste`
  return (
    <>
      <Ligne
        nom={code}
        libelle="Code postal"
        valeur={texteBrut(props.saisie, code)}
        messages={messagesDe(props, code)}
        inputMode="numeric"
        autoComplete={chez ? 'postal-code' : 'off'}
        court
        attributs={{ 'data-code-postal': liste }}
      />
      <Ligne
        nom={commune}
        libelle="Commune"
        valeur={texteBrut(props.saisie, commune)}
        messages={messagesDe(props, commune)}
        autoComplete={chez ? 'address-level2' : 'off'}
        attributs={{ list: liste }}
      />
      <datalist id={liste} />
    </>
  )
}
