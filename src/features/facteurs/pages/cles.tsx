import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Ligne } from '../../../ui/champs/cadre.tsx'
import type { CleEnCours } from '../add-cle.ts'
import { type Cle, MAX_CLES } from '../facteur.ts'

/** Shown by the browser's script when the key or the browser does not answer. */
export function EchecDeCle() {
  return (
    <p class="erreur" role="alert" data-cle-echec hidden>
      La clé n’a pas répondu. Réessayez, ou utilisez un code.
    </p>
  )
}

/** The passkeys of a person, each with its way out. */
export function ListeDeCles({ cles, retrait }: { cles: readonly Cle[]; retrait: string }) {
  if (cles.length === 0) return <p>Vous n’avez pas de clé d’accès.</p>
  return (
    <ul class="fichiers">
      {cles.map((cle) => (
        <li>
          <span>
            <strong>{cle.nom}</strong>
            <br />
            <span class="doux">
              ajoutée le {longMoment(cle.creeLe)}
              {cle.utiliseeLe ? `, utilisée le ${longMoment(cle.utiliseeLe)}` : ', jamais utilisée'}
            </span>
          </span>
          <form method="post" action={retrait}>
            <input type="hidden" name="cle" value={cle.id} />
            <button type="submit" class="lien">
              Retirer<span class="sr"> la clé {cle.nom}</span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  )
}

/** First step of a new passkey: what to call it. */
export function AjoutDeCle({ cles, action }: { cles: readonly Cle[]; action: string }) {
  if (cles.length >= MAX_CLES) return <p>Vous avez déjà {MAX_CLES} clés : retirez-en une pour en ajouter.</p>
  return (
    <form method="post" action={action} noValidate>
      <Ligne
        nom="nom"
        libelle="Nom de la clé"
        aide="Pour la reconnaître : « mon téléphone », « clé du trousseau »."
        valeur=""
        messages={[]}
        autoComplete="off"
        attributs={{ maxlength: '60' }}
      />
      <button type="submit" class="ds-button">
        Ajouter une clé d’accès
      </button>
    </form>
  )
}

/** Second step of a new passkey: the browser makes it at the press of the button. */
export function CleEnCoursPage(props: {
  enCours: CleEnCours
  nom: string
  action: string
  /** The page that it came from. */
  retour: string
  erreur?: string
}) {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Ajouter une clé d’accès</h1>
      {props.erreur ? (
        <Alert ton="danger" role="alert" prendLeFocus>
          <p>{props.erreur}</p>
        </Alert>
      ) : null}
      <p>
        Votre appareil va vous demander votre doigt, votre visage ou votre code, ou de toucher une clé de
        sécurité. Rien de cela ne nous est envoyé.
      </p>
      <form method="post" action={props.action}>
        <input type="hidden" name="epreuve" value={props.enCours.epreuve} />
        <input type="hidden" name="nom" value={props.nom} />
        <input type="hidden" name="cle" value="" />
        <p class="erreur" role="alert" data-cle-echec hidden>
          La clé n’a pas répondu. Réessayez, ou choisissez un autre moyen.
        </p>
        <p class="actions">
          <button type="button" class="ds-button" data-cle-creation={props.enCours.options}>
            Créer la clé
          </button>{' '}
          <a href={props.retour}>Ne rien ajouter</a>
        </p>
      </form>
    </div>
  )
}
