import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { TexteEnCours } from '../brouillon-store.ts'
import type { Erreurs } from '../check-texte.ts'
import type { VersionResume } from '../version.query.ts'
import { type ConflitProps, ConflitView } from './conflit-view.tsx'

interface RedactionProps {
  adresse: string
  /** As a sentence names the text. */
  nom: string
  saisie: { markdown: string; changements: string; revision: number }
  brouillon: TexteEnCours | undefined
  versions: readonly VersionResume[]
  /** What may stand between double braces. */
  faits: readonly string[]
  erreurs: Erreurs
  /** Somebody acted on it meanwhile: what was typed here is shown, not kept. */
  conflit: Omit<ConflitProps, 'adresse'> | undefined
}

/** The next version of a text, as it is being written. */
export function RedactionPage({
  adresse,
  nom,
  saisie,
  brouillon,
  versions,
  faits,
  erreurs,
  conflit,
}: RedactionProps) {
  return (
    <div class="formulaire formulaire-large">
      <p>
        <a href="/agents/administration/conditions">Conditions d’utilisation</a>
      </p>
      <h1 tabIndex={-1}>Écrire {nom}</h1>
      {conflit ? <ConflitView adresse={adresse} {...conflit} /> : null}
      <ErrorSummary erreurs={Object.entries(erreurs).map(([champ, message]) => ({ nom: champ, message }))} />
      {brouillon && !conflit ? (
        <p class="doux">
          Brouillon enregistré par {brouillon.par}, le {longMoment(brouillon.modifieLe)}.
        </p>
      ) : null}
      <form method="post" action={adresse}>
        <input type="hidden" name="revision" value={saisie.revision} />
        <ZoneDeTexte
          nom="changements"
          libelle="Ce qui change, en quelques phrases"
          aide="Chaque personne le lira avant d’accepter. Rien à écrire pour la toute première version."
          valeur={saisie.changements}
          messages={unMessage(erreurs.changements)}
          lignes={4}
        />
        <ZoneDeTexte
          nom="markdown"
          libelle="Le texte"
          aide={`En Markdown : « # » pour le titre, « ## » pour une partie, « - » pour une liste. Entre doubles accolades, ce qui vient de la configuration : ${faits.map((fait) => `{{${fait}}}`).join(', ')}.`}
          valeur={saisie.markdown}
          messages={unMessage(erreurs.markdown)}
          lignes={30}
        />
        <button type="submit" class="ds-button">
          Enregistrer et relire
        </button>
      </form>
      {brouillon ? (
        <details class="discret">
          <summary>Abandonner ce brouillon</summary>
          <form method="post" action={`${adresse}/abandon`}>
            <input type="hidden" name="revision" value={brouillon.revision} />
            <p>Le texte en vigueur ne change pas. Ce brouillon sera effacé.</p>
            <button type="submit" class="ds-button" data-variant="secondary">
              Oui, l’abandonner
            </button>
          </form>
        </details>
      ) : null}
      <h2>Partir d’un autre texte</h2>
      <ul>
        {versions.map(({ numero, publieeLe }) => (
          <li>
            <a href={`${adresse}?reprendre=${numero}`}>
              La version {numero}, du {longDate(publieeLe)}
            </a>
          </li>
        ))}
        <li>
          <a href={`${adresse}?reprendre=livre`}>Le texte livré avec le logiciel</a>
        </li>
      </ul>
    </div>
  )
}
