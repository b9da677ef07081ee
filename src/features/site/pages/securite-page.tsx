import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { Telephone } from '../../../ui/telephone.tsx'
import { ADRESSE_DE_PAIEMENT } from '../../conditions/index.ts'

/** How to recognise what comes from us, what never does, and how to report. */
export function SecuritePage(props: { collectivite: Collectivite; publicOrigin: string }) {
  const { collectivite, publicOrigin } = props
  return (
    <div class="texte">
      <h1>Sécurité</h1>
      <p class="chapeau">
        Reconnaître notre site, nos messages et la page de paiement. Savoir quoi faire en cas de doute.
      </p>
      <div class="encadre" data-ton="attention">
        <p>
          <strong>Quelqu’un utilise votre espace ?</strong> <a href="/signaler">Signalez-le tout de suite</a>,
          ou appelez le <Telephone numero={collectivite.telephone} />, {collectivite.horaires}.
        </p>
      </div>
      <Paiement telephone={collectivite.telephone} />
      <Messages collectivite={collectivite} publicOrigin={publicOrigin} />
      <h2 id="jamais">Ce que nous ne vous demanderons jamais</h2>
      <ul>
        <li>votre mot de passe, ou un code reçu ou affiché pour vous connecter ;</li>
        <li>le numéro de votre carte, par téléphone, par courriel ou par message ;</li>
        <li>de payer pour qu’une demande avance plus vite ;</li>
        <li>d’installer un logiciel pour prendre la main sur votre appareil.</li>
      </ul>
      <h2 id="votre-part">Ce que vous pouvez faire</h2>
      <ul>
        <li>Choisissez un mot de passe long, qui ne sert qu’ici. Changez-le au moindre doute.</li>
        <li>
          Ajoutez une deuxième étape à la connexion, depuis{' '}
          <a href="/espace/compte/verification">votre compte</a>.
        </li>
        <li>Gardez votre appareil et votre navigateur à jour.</li>
        <li>Déconnectez-vous en partant, même pour un instant, surtout sur un ordinateur partagé.</li>
      </ul>
      <Vulnerabilites courriel={collectivite.securite.courriel} />
    </div>
  )
}

function Paiement({ telephone }: { telephone: string }) {
  return (
    <>
      <h2 id="payer">Payer en ligne</h2>
      <p>
        Quand une démarche demande un paiement, il passe par Payline, le service de la société Monext. Vous
        tapez le numéro de votre carte sur la page de Payline, jamais sur la nôtre.{' '}
        <strong>Ce numéro est transmis à votre banque seule : nous ne le voyons à aucun moment.</strong>{' '}
        Payline a les certifications de sécurité que Visa et Mastercard exigent.
      </p>
      <p>Avant de taper quoi que ce soit, vérifiez trois choses :</p>
      <ol>
        <li>
          L’adresse commence par{' '}
          <code>
            https://
            <wbr />
            {ADRESSE_DE_PAIEMENT.replace('https://', '')}
          </code>
          , lettre pour lettre. Une adresse qui ne fait que contenir ce nom plus loin est un piège.
        </li>
        <li>
          Votre navigateur n’affiche aucun avertissement. Touchez le cadenas, ou le bouton à gauche de
          l’adresse : il doit dire que la connexion est sécurisée.
        </li>
        <li>Le montant affiché est celui que la démarche vous a annoncé.</li>
      </ol>
      <p>
        La page de paiement est chiffrée par le protocole TLS, en version 1.2 ou plus récente. Il a remplacé
        SSL, qui n’est plus sûr. Un navigateur de <a href="/navigateurs">notre liste</a> le vérifie pour vous.
      </p>
      <p>
        Un doute ? Ne payez pas, fermez la page et appelez le <Telephone numero={telephone} />. Chaque
        paiement donne lieu à un accusé de réception. En savoir plus sur Payline :{' '}
        <a href="https://www.payline.com">www.payline.com</a> et{' '}
        <a href="https://www.monext.fr">www.monext.fr</a>.
      </p>
    </>
  )
}

function Messages({ collectivite, publicOrigin }: { collectivite: Collectivite; publicOrigin: string }) {
  return (
    <>
      <h2 id="messages">Reconnaître notre site et nos messages</h2>
      <ul>
        <li>
          L’adresse de notre site commence par <code>{publicOrigin}/</code>. Les liens de nos messages mènent
          là, et nulle part ailleurs.
        </li>
        <li>
          Nos courriels partent de <strong>{collectivite.expediteur.adresse}</strong>.
        </li>
        <li>
          Une adresse d’expéditeur s’imite. En cas de doute, ne suivez pas le lien : tapez l’adresse de notre
          site vous-même et connectez-vous. Ce que nous avons à vous dire s’y trouve aussi.
        </li>
      </ul>
      <p>
        Vous avez reçu un faux message, ou donné un renseignement à la mauvaise personne ?{' '}
        <a href="/signaler">Signalez-le-nous</a>, et demandez conseil sur{' '}
        <a href="https://17cyber.gouv.fr/">17Cyber</a>, le service public d’aide aux victimes. Si le numéro de
        votre carte est en cause, appelez aussitôt votre banque.
      </p>
    </>
  )
}

function Vulnerabilites({ courriel }: { courriel: string }) {
  return (
    <>
      <h2 id="vulnerabilites">Signaler une faille</h2>
      <p>
        Vous avez trouvé une faiblesse dans ce site ? Écrivez à <a href={`mailto:${courriel}`}>{courriel}</a>,
        en français ou en anglais, avec de quoi la reproduire. Nous vous répondons en trois jours ouvrés, vous
        disons ce que nous en faisons, et vous remercions publiquement si vous le souhaitez.
      </p>
      <p>En retour, nous vous demandons :</p>
      <ul>
        <li>de ne lire, copier, changer ou effacer les données de personne d’autre que vous ;</li>
        <li>de ne pas gêner le service, ni par le nombre des essais, ni autrement ;</li>
        <li>de nous laisser le temps de corriger avant d’en parler.</li>
      </ul>
      <p>
        Vous pouvez aussi prévenir l’ANSSI, qui protège l’identité de qui signale de bonne foi (article
        L. 2321-4 du code de la défense). Ces adresses se lisent par une machine dans{' '}
        <a href="/.well-known/security.txt">security.txt</a>.
      </p>
    </>
  )
}
