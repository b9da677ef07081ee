import { Alert } from '../../../ui/alert.tsx'
import { Aide, Ligne, Messages, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { type Erreurs, type ModeleTape, VARIABLES } from '../modele.ts'
import type { ModeleEcrit } from '../modeles.query.ts'

interface ModelePageProps {
  tape: ModeleTape
  erreurs: Erreurs
  ecrit: ModeleEcrit | undefined
  /** Somebody changed it meanwhile: what was typed here is shown, not kept. */
  conflit: boolean
  demarches: readonly { slug: string; titre: string }[]
}

/** A template, as it is being written. */
export function ModelePage({ tape, erreurs, ecrit, conflit, demarches }: ModelePageProps) {
  const adresse = `/agents/modeles/${ecrit?.id ?? 'nouveau'}`
  return (
    <div class="formulaire formulaire-large">
      <p>
        <a href="/agents/modeles">Modèles de message</a>
      </p>
      <h1 tabIndex={-1}>{ecrit ? 'Modifier un modèle' : 'Écrire un modèle'}</h1>
      {conflit ? <Conflit ecrit={ecrit} /> : null}
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <form method="post" action={adresse} noValidate>
        <input type="hidden" name="revision" value={ecrit?.revision ?? 0} />
        <div class="champ" {...(erreurs.demarche ? { 'data-erreur': '' } : {})}>
          <label for="demarche">Démarche</label>
          <Messages nom="demarche" messages={unMessage(erreurs.demarche)} />
          <select id="demarche" name="demarche">
            {demarches.map(({ slug, titre }) => (
              <option value={slug} selected={slug === tape.demarche}>
                {titre}
              </option>
            ))}
          </select>
        </div>
        <Ligne
          nom="nom"
          libelle="Nom du modèle"
          aide="Ce que vos collègues cherchent : « Certificat de scolarité manquant »."
          valeur={tape.nom}
          messages={unMessage(erreurs.nom)}
        />
        <ZoneDeTexte
          nom="texte"
          libelle="Texte du message"
          valeur={tape.texte}
          messages={unMessage(erreurs.texte)}
          lignes={12}
        />
        <Aide
          nom="variables"
          texte={`Ces mots entre accolades sont remplacés quand le modèle est inséré : ${Object.entries(
            VARIABLES,
          )
            .map(([nom, sens]) => `{${nom}}, ${sens}`)
            .join(' ; ')}.`}
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer le modèle
          </button>
        </div>
      </form>
      {ecrit ? <Suppression id={ecrit.id} /> : null}
    </div>
  )
}

function Conflit({ ecrit }: { ecrit: ModeleEcrit | undefined }) {
  return (
    <Alert ton="attention" role="alert">
      <p>
        Une autre personne a changé ou supprimé ce modèle entre-temps. Rien n’est écrasé : ce que vous avez
        écrit est ci-dessous. Relisez, puis enregistrez de nouveau.
      </p>
      {ecrit ? <p class="message-texte">{ecrit.texte}</p> : null}
    </Alert>
  )
}

function Suppression({ id }: { id: string }) {
  return (
    <details class="discret">
      <summary>Supprimer ce modèle</summary>
      <form method="post" action={`/agents/modeles/${id}/suppression`}>
        <p>Les messages déjà envoyés ne changent pas.</p>
        <button type="submit" class="ds-button" data-variant="secondary">
          Oui, supprimer
        </button>
      </form>
    </details>
  )
}
