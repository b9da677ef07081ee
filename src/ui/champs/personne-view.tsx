import { texteBrut } from '../../formulaire/texte.ts'
import { aideDe, Case, Groupe, Ligne, messagesDe, type VueDeChampProps } from './cadre.tsx'
import { TroisCases } from './date-view.tsx'

export function PersonneView(props: VueDeChampProps) {
  const { champ } = props.vue
  if (champ.type !== 'personne') return null
  // The person's own name may be filled in by the browser; a child's must not be.
  const soi = champ.prerempli !== undefined
  const ligne = (partie: 'prenom' | 'nom', libelle: string, jeton: string) => (
    <Ligne
      nom={`${champ.id}.${partie}`}
      libelle={libelle}
      valeur={texteBrut(props.saisie, `${champ.id}.${partie}`)}
      messages={messagesDe(props, `${champ.id}.${partie}`)}
      autoComplete={soi ? jeton : 'off'}
    />
  )
  return (
    <Groupe
      nom={champ.id}
      libelle={champ.libelle}
      aide={aideDe(props)}
      messages={messagesDe(props, champ.id)}
    >
      {champ.avecCivilite ? <Civilite {...props} /> : null}
      {ligne('prenom', 'Prénom', 'given-name')}
      {ligne('nom', 'Nom', 'family-name')}
      {champ.naissance ? (
        <TroisCases {...props} id={`${champ.id}.naissance`} libelle="Date de naissance" naissance={soi} />
      ) : null}
    </Groupe>
  )
}

function Civilite(props: VueDeChampProps) {
  const nom = `${props.vue.champ.id}.civilite`
  const choisie = texteBrut(props.saisie, nom)
  const id = nom.replace('.', '-')
  return (
    <Groupe nom={nom} libelle="Civilité (facultatif)" messages={messagesDe(props, nom)}>
      <Case type="radio" id={id} nom={nom} valeur="madame" libelle="Madame" cochee={choisie === 'madame'} />
      <Case
        type="radio"
        id={`${id}-1`}
        nom={nom}
        valeur="monsieur"
        libelle="Monsieur"
        cochee={choisie === 'monsieur'}
      />
    </Groupe>
  )
}
