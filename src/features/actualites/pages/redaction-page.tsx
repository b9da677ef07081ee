import { Alert } from '../../../ui/alert.tsx'
import { Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { ActualiteEcrite } from '../actualites.query.ts'
import type { ActualiteTapee, Erreurs } from '../check-actualite.ts'
import { ConflitView } from './conflit-view.tsx'

interface RedactionProps {
  tapee: ActualiteTapee
  erreurs: Erreurs
  ecrite: ActualiteEcrite | undefined
  /** Somebody acted on it meanwhile: what was typed here is shown, not kept. */
  conflit: boolean
}

/** A news, as it is being written. */
export function RedactionPage({ tapee, erreurs, ecrite, conflit }: RedactionProps) {
  const adresse = `/agents/administration/actualites/${ecrite?.numero ?? 'nouvelle'}`
  return (
    <div class="formulaire formulaire-large">
      <p>
        <a href="/agents/administration/actualites">Actualités</a>
      </p>
      <h1 tabIndex={-1}>{ecrite ? 'Modifier une actualité' : 'Écrire une actualité'}</h1>
      {conflit ? <ConflitView ecrite={ecrite} /> : null}
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      {ecrite?.etat === 'en-ligne' ? (
        <Alert ton="attention">
          <p>Cette actualité est en ligne : ce que vous enregistrez se voit aussitôt.</p>
        </Alert>
      ) : null}
      <form method="post" action={adresse}>
        <input type="hidden" name="revision" value={ecrite?.revision ?? 0} />
        <Ligne
          nom="titre"
          libelle="Titre"
          aide="Ce qui change, en quelques mots : « Le Pack rentrée ouvre le 1er juin »."
          valeur={tapee.titre}
          messages={unMessage(erreurs.titre)}
        />
        <ZoneDeTexte
          nom="markdown"
          libelle="Le texte"
          aide="En Markdown : « ## » pour une partie, « - » pour une liste, « [mots](https://adresse) » pour un lien. Les premières phrases se lisent sur l’accueil."
          valeur={tapee.markdown}
          messages={unMessage(erreurs.markdown)}
          lignes={14}
        />
        <button type="submit" class="ds-button">
          Enregistrer et relire
        </button>
      </form>
    </div>
  )
}
