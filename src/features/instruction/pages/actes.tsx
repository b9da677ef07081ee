import type { ComponentChildren } from 'preact'
import type { Demarche } from '../../../formulaire/demarche.ts'
import { allowedActes, type Statut } from '../../demandes/index.ts'
import { MOTIVATION_LONGUEUR_MIN } from '../acte-saisie.ts'
import { ACTES_D_AGENT, type ActeDAgent, actesLabels } from '../actes-labels.ts'
import type { Demandable } from '../elements-saisis.ts'
import type { SaisieRendue } from '../saisie-rendue.ts'
import { TexteActe } from './champ-acte.tsx'
import { ChampsDuComplement } from './champs-du-complement.tsx'

export interface ActesProps {
  reference: string
  revision: number
  statut: Statut
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** Acts that the law no longer leaves open. */
  fermes: readonly ActeDAgent[]
  /** What a complement may ask for with one choice. */
  demandables: readonly Demandable[]
  silence: Demarche['silence']['effet']
  /** Day on which silence decided, when it has (YYYY-MM-DD). */
  silenceAcquis: string | null
  rendue: SaisieRendue | undefined
}

/** The acts open now, each a form of its own; the one that comes back is unfolded. @param props.children before them */
export function Actes(props: ActesProps & { children?: ComponentChildren }) {
  const actes = openActes(props.statut, props.fermes)
  if (actes.length === 0) return null
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">Que faire de cette demande&#160;?</h2>
      {props.children}
      {actes.map((acte) => (
        <Formulaire acte={acte} {...props}>
          <Champs acte={acte} {...props} />
        </Formulaire>
      ))}
    </section>
  )
}

/** The acts of the counter that this state leaves open. */
export function openActes(statut: Statut, fermes: readonly ActeDAgent[] = []): ActeDAgent[] {
  const allowed: readonly string[] = allowedActes(statut, 'agent')
  return ACTES_D_AGENT.filter((acte) => allowed.includes(acte) && !fermes.includes(acte))
}

function Formulaire(props: ActesProps & { acte: ActeDAgent; children: ComponentChildren }) {
  const { acte, reference, revision, rendue, children } = props
  const { chemin, titre, bouton, consequence } = actesLabels[acte]
  const color = acte === 'refuser' || acte === 'classer-sans-suite' ? 'danger' : 'accent'
  const form = (
    <form method="post" action={`/agents/demandes/${reference}/${chemin}`} class="formulaire">
      <input type="hidden" name="revision" value={String(revision)} />
      {children}
      <p class="aide">{consequence}</p>
      <div class="actions">
        <button
          type="submit"
          class="ds-button"
          data-color={color}
          {...(acte === 'prendre-en-charge' ? { 'data-prend-en-charge': '' } : {})}
        >
          {bouton}
        </button>
      </div>
    </form>
  )
  // What is done hundreds of times a week is one press; the others unfold.
  if (acte === 'prendre-en-charge' || acte === 'accepter') return <div class="acte-direct">{form}</div>
  return (
    <details open={rendue?.acte === acte}>
      <summary>{titre}</summary>
      {form}
    </details>
  )
}

function Champs(props: ActesProps & { acte: ActeDAgent }) {
  const { acte, rendue } = props
  switch (acte) {
    case 'prendre-en-charge':
      return null
    case 'demander-complement':
      return <ChampsDuComplement {...props} />
    case 'accepter':
      return (
        <details class="discret" open={rendue?.acte === acte}>
          <summary>Ajouter des précisions pour l’usager avant d’accepter</summary>
          <TexteActe
            acte={acte}
            champ="motivation"
            libelle="Précisions pour l’usager (facultatif)"
            aide="Ce qui est accordé, à partir de quand, et comment il le recevra."
            lignes={4}
            rendue={rendue}
          />
        </details>
      )
    case 'refuser':
      return (
        <TexteActe
          acte={acte}
          champ="motivation"
          libelle="Motifs du refus"
          aide={`La règle appliquée (texte, article) et les faits de ce dossier qui conduisent au refus, en mots simples\u00a0: la loi impose les deux. ${MOTIVATION_LONGUEUR_MIN} caractères au moins.`}
          lignes={8}
          rendue={rendue}
        />
      )
    case 'classer-sans-suite':
      return (
        <TexteActe
          acte={acte}
          champ="motivation"
          libelle="Motif du classement"
          aide={`Par exemple\u00a0: demande déposée deux fois, complément jamais reçu. ${MOTIVATION_LONGUEUR_MIN} caractères au moins.`}
          lignes={4}
          rendue={rendue}
        />
      )
  }
}
