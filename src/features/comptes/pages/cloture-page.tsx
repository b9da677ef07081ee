import { Case } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'

const NON_COCHEE = 'Cochez la case pour confirmer.'

/** Closing the account: what goes, what stays and why, and the reasons when it cannot be now. */
export function CloturePage({
  enCours,
  effaceLe,
  erreur,
}: {
  enCours: readonly { reference: string }[]
  /** The day of the erasure, in words. */
  effaceLe: string
  erreur: boolean
}) {
  return (
    <div class="formulaire">
      <h1 tabIndex={-1}>Fermer mon espace</h1>
      {erreur ? <ErrorSummary erreurs={[{ nom: 'confirmer', message: NON_COCHEE }]} /> : null}
      <h2>Ce qui sera effacé, le {effaceLe}</h2>
      <ul>
        <li>votre adresse, votre mot de passe et vos informations ;</li>
        <li>les enfants de votre foyer ;</li>
        <li>vos brouillons et leurs documents ;</li>
        <li>
          tout ce que vous gardez dans <a href="/espace/documents">Mes documents</a> : téléchargez ce que vous
          voulez garder.
        </li>
      </ul>
      <h2>Ce qui sera gardé, et pourquoi</h2>
      <ul>
        <li>
          Les demandes déjà décidées, avec leurs documents et nos courriers : le service doit pouvoir
          justifier ses décisions. Chaque démarche dit combien de temps, sur sa page.
        </li>
        <li>Le journal de ce qui a été fait, sans votre nom.</li>
      </ul>
      {enCours.length > 0 ? <Empechement enCours={enCours} /> : <Formulaire erreur={erreur} />}
      <p class="actions">
        <a href="/espace/compte">Revenir à mon compte</a>
      </p>
    </div>
  )
}

function Empechement({ enCours }: { enCours: readonly { reference: string }[] }) {
  return (
    <div class="encadre" data-ton="attention">
      <p>
        <strong>Vous ne pouvez pas fermer votre espace maintenant.</strong> Nous devons pouvoir vous répondre
        sur ce que vous avez demandé :
      </p>
      <ul>
        {enCours.map(({ reference }) => (
          <li>
            <a href={`/espace/demandes/${reference}`}>demande {reference}</a>, en cours
          </li>
        ))}
      </ul>
      <p>Attendez la décision, ou retirez ces demandes depuis leur page. Vous pourrez fermer ensuite.</p>
    </div>
  )
}

function Formulaire({ erreur }: { erreur: boolean }) {
  return (
    <>
      <h2>Vous aurez 30 jours pour changer d’avis</h2>
      <p>
        Vous serez déconnecté, et un message vous donnera un lien pour garder votre espace. Vous pourrez aussi
        vous reconnecter. Passé ce délai, nous ne pourrons plus rien retrouver.
      </p>
      <form method="post" action="/espace/compte/cloture" noValidate>
        <div class="champ" {...(erreur ? { 'data-erreur': '' } : {})}>
          {erreur ? (
            <p class="erreur" id="confirmer-erreur">
              {NON_COCHEE}
            </p>
          ) : null}
          <Case
            type="checkbox"
            id="confirmer"
            nom="confirmer"
            valeur="oui"
            libelle="Je veux fermer mon espace et effacer ce qu’il contient"
            cochee={false}
            decritPar={erreur ? 'confirmer-erreur' : undefined}
            invalide={erreur}
          />
        </div>
        <button type="submit" class="ds-button" data-color="danger">
          Fermer mon espace
        </button>
      </form>
    </>
  )
}
