import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { LOCK_RULES } from '../../../platform/session/lockout.ts'
import type { Question } from './question.ts'

/** What people ask about the account and signing in. */
export const questionsSurLeCompte = (collectivite: Collectivite): readonly Question[] => [
  ...seConnecter(collectivite),
  ...garderSonCompte(collectivite),
]

function seConnecter(collectivite: Collectivite): readonly Question[] {
  return [
    {
      id: 'mot-de-passe-oublie',
      question: 'J’ai oublié mon mot de passe',
      reponse: (
        <p>
          <a href="/mot-de-passe-oublie">Choisissez-en un autre</a> : un lien part à votre adresse, valable
          30 minutes.
        </p>
      ),
    },
    {
      id: 'connexion-bloquee',
      question: 'Ma connexion est bloquée',
      reponse: <p>{blocage(collectivite)}</p>,
    },
    {
      id: 'courriel-absent',
      question: 'Je n’ai pas reçu le courriel attendu',
      reponse: (
        <p>
          Attendez quelques minutes, puis regardez dans vos courriers indésirables. Nos messages partent de{' '}
          <strong>{collectivite.expediteur.adresse}</strong> : ajoutez cette adresse à vos contacts. Toujours
          rien ? Vérifiez l’adresse que vous avez donnée et recommencez : un nouveau lien part. Ce que nous
          vous écrivons sur vos demandes se lit aussi dans <a href="/espace">votre espace</a>.
        </p>
      ),
    },
    {
      id: 'sans-adresse-electronique',
      question: 'Je n’ai pas d’adresse électronique',
      reponse: (
        <p>
          Il en faut une pour ouvrir un compte : elle vous sert d’identifiant. Une conseillère ou un
          conseiller <a href="https://www.france-services.gouv.fr/">France services</a> peut en ouvrir une
          avec vous. Vous pouvez aussi tout faire <a href="#papier">sur papier</a>, avec la même valeur.
        </p>
      ),
    },
    {
      id: 'session-fermee',
      question: 'Ma session s’est fermée toute seule',
      reponse: (
        <p>
          Elle se ferme après 30 minutes sans activité, et dans tous les cas après 8 heures, pour vous
          protéger. Ce que vous aviez enregistré est gardé : <a href="/connexion">reconnectez-vous</a>.
        </p>
      ),
    },
    {
      id: 'ordinateur-partage',
      question: 'J’utilise un ordinateur partagé',
      reponse: (
        <p>
          En vous connectant, cochez « Cet appareil est partagé » : rien n’est gardé, et la session se ferme
          après 10 minutes sans action. Déconnectez-vous en partant, et ne laissez pas vos documents dans le
          dossier des téléchargements.
        </p>
      ),
    },
    {
      id: 'cookies-refuses',
      question: 'Mon navigateur refuse les cookies',
      reponse: (
        <p>
          Tout marche de la même façon : les services en ligne n’en utilisent aucun.{' '}
          <a href="/cookies">Comment nous faisons</a>. JavaScript, en revanche, est nécessaire pour se
          connecter, avec <a href="/navigateurs">un navigateur récent</a>.
        </p>
      ),
    },
  ]
}

function garderSonCompte(collectivite: Collectivite): readonly Question[] {
  return [
    {
      id: 'intrusion',
      question: 'Quelqu’un utilise mon espace sans mon accord',
      reponse: (
        <p>
          <a href="/signaler">Signalez-le tout de suite</a>. Depuis votre compte, ou par le lien « Ce n’était
          pas moi » de nos messages, votre espace est bloqué aussitôt.
        </p>
      ),
    },
    {
      id: 'deuxieme-etape',
      question: 'Je n’ai plus mon téléphone pour la deuxième étape',
      reponse: (
        <p>
          Utilisez un de vos codes de secours. Vous ne les avez plus ? Appelez le {collectivite.telephone} :
          après avoir vérifié qui vous êtes, un agent retirera la deuxième étape.
        </p>
      ),
    },
    {
      id: 'changer-d-adresse',
      question: 'J’ai changé d’adresse électronique, ou j’ai déménagé',
      reponse: (
        <p>
          <a href="/espace/compte/adresse">Changez l’adresse électronique</a> depuis votre compte : un lien,
          valable 24 heures, part à la nouvelle, et rien ne change avant que vous l’ayez suivi. Votre adresse
          postale se corrige dans <a href="/espace/compte/informations">vos informations</a>.
        </p>
      ),
    },
    {
      id: 'fermer-mon-compte',
      question: 'Je veux fermer mon compte, ou récupérer mes données',
      reponse: (
        <p>
          <a href="/espace/compte/cloture">Fermez-le depuis votre compte</a>, une fois vos demandes en cours
          décidées ou retirées. Vous avez 30 jours pour changer d’avis, puis tout ce que nous ne devons pas
          garder est effacé. <a href="/espace/compte/donnees">Téléchargez d’abord vos données</a> si vous
          voulez les garder.
        </p>
      ),
    },
  ]
}

/** The lock-out in words, from the rules in force. */
function blocage({ verrou }: Collectivite): string {
  const { echecsAvantBlocage, dureesMinutes } = { ...LOCK_RULES, ...verrou }
  const [first = 0, longest = 0] = [dureesMinutes[0], Math.max(...dureesMinutes)]
  const more =
    longest > first ? `, puis plus longtemps si les essais continuent, ${inWords(longest)} au plus` : ''
  return `Après ${echecsAvantBlocage} essais manqués, la connexion est bloquée ${inWords(first)}${more}. L’écran dit jusqu’à quelle heure. Un message vous donne aussi un lien, valable 24 heures, pour la débloquer tout de suite. Si vous êtes déjà connecté ailleurs, cette autre session continue.`
}

const inWords = (minutes: number): string =>
  minutes % 60 === 0 && minutes > 60 ? `${minutes / 60}\u00a0heures` : `${minutes}\u00a0minutes`
