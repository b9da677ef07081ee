import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import type { Question } from './question.ts'

/** What people ask about their demandes, before the dépôt and after. */
export const questionsSurLesDemandes = (collectivite: Collectivite): readonly Question[] => [
  ...avantLeDepot,
  ...apresLeDepot(collectivite),
]

const avantLeDepot: readonly Question[] = [
  {
    id: 'document-refuse',
    question: 'Mon document est trop lourd, ou n’est pas accepté',
    reponse: (
      <p>
        Un fichier peut peser 10 Mo au plus, en PDF, JPEG, PNG ou HEIC. Le plus simple : photographiez le
        document bien à plat, en pleine lumière. Si la photo est trop lourde, envoyez-vous-la en « taille
        moyenne », ou enregistrez le document en PDF. Une photo lisible suffit : nous ne demandons pas de
        copie certifiée.
      </p>
    ),
  },
  {
    id: 'document-manquant',
    question: 'Il me manque un document',
    reponse: (
      <p>
        La page de la demande dit ceux qu’il faut tout de suite et ceux que vous pouvez donner plus tard.
        Déposez votre demande : si un document manque, nous vous dirons lequel et jusqu’à quand.
      </p>
    ),
  },
  {
    id: 'telephone',
    question: 'Je n’ai qu’un téléphone',
    reponse: (
      <p>
        Tout se fait avec un téléphone, par son navigateur : aucune application à installer. Vous pouvez
        prendre vos documents en photo au moment de les joindre, commencer ici et finir ailleurs.
      </p>
    ),
  },
  {
    id: 'reprendre-plus-tard',
    question: 'Je n’ai pas le temps de finir',
    reponse: (
      <p>
        Arrêtez-vous quand vous voulez : votre brouillon est gardé 100 jours après le dernier changement, et
        un message vous prévient avant qu’il soit effacé. Reprenez-le depuis{' '}
        <a href="/espace">votre espace</a>.
      </p>
    ),
  },
  {
    id: 'date-limite',
    question: 'C’est la date limite ce soir',
    reponse: (
      <p>
        Le dernier jour, un dépôt est accepté jusqu’à 23 heures 59 minutes et 59 secondes, heure de Paris, à
        l’horloge de nos serveurs. L’accusé de réception s’affiche aussitôt : sa date compte. Si le service ne
        répond pas, envoyez le formulaire papier par la poste : le cachet de la poste fait foi.
      </p>
    ),
  },
]

function apresLeDepot({ telephone, tribunal }: Collectivite): readonly Question[] {
  return [
    {
      id: 'ou-en-est-ma-demande',
      question: 'Où en est ma demande ?',
      reponse: (
        <p>
          La page <a href="/espace/demandes">Mes demandes</a> donne l’état de chacune, ce qui a été fait et ce
          que nous attendons de vous. L’accusé de réception dit à quelle date notre silence vaudra décision.
        </p>
      ),
    },
    {
      id: 'corriger-une-erreur',
      question: 'J’ai fait une erreur dans une demande déjà envoyée',
      reponse: (
        <p>
          Dites-le-nous, par téléphone au {telephone} ou par écrit, avec la référence de la demande. Vous avez
          le droit de vous tromper : une première erreur de bonne foi, corrigée, n’est pas sanctionnée. Vous
          pouvez aussi retirer la demande et en déposer une autre avant la date limite.
        </p>
      ),
    },
    {
      id: 'retirer-ma-demande',
      question: 'Je veux retirer ma demande',
      reponse: (
        <p>
          Ouvrez-la depuis <a href="/espace/demandes">Mes demandes</a>, tant qu’elle n’est pas décidée, et
          choisissez de la retirer. C’est définitif ; vous pourrez en déposer une autre si la campagne est
          ouverte.
        </p>
      ),
    },
    {
      id: 'payer',
      question: 'Comment payer ?',
      reponse: (
        <p>
          Déposer une demande est gratuit. Quand une démarche prévoit un paiement, elle l’annonce avant que
          vous commenciez, et il se fait sur la page de Payline.{' '}
          <a href="/securite#payer">Comment reconnaître cette page</a>.
        </p>
      ),
    },
    {
      id: 'contester',
      question: 'Je ne suis pas d’accord avec une décision',
      reponse: (
        <p>
          La décision dit comment la contester et dans quel délai. Vous pouvez nous demander de la revoir,
          puis saisir le tribunal : {tribunal.nom}, {tribunal.adresse}, ou{' '}
          <a href={tribunal.site}>en ligne</a>. Le{' '}
          <a href="https://www.defenseurdesdroits.fr/">Défenseur des droits</a> peut aussi vous aider,
          gratuitement.
        </p>
      ),
    },
  ]
}
