import { dateEnMots } from '../../../formulaire/dates.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'
import { PLAN } from '../plan-du-site.ts'
import type { NavigateurQualifie } from './navigateurs-page.tsx'

interface AccessibilitePageProps {
  collectivite: Collectivite
  navigateurs: readonly NavigateurQualifie[]
  demarches: readonly DemarchePubliee[]
}

/** The declaration of RGAA 4.1, with every mention of its model, in its order; no audit yet means « non conforme ». */
export function AccessibilitePage({ collectivite, navigateurs, demarches }: AccessibilitePageProps) {
  const { schema, plan } = collectivite.declarationAccessibilite
  return (
    <div class="texte">
      <h1>Accessibilité : {collectivite.accessibilite}</h1>
      <p class="chapeau">
        {sentence(collectivite.nomAvecArticle)} s’engage à rendre ses services en ligne accessibles, quelle
        que soit la façon de lire, d’écouter ou de se servir d’un écran (article 47 de la loi n° 2005-102 du
        11 février 2005).
      </p>
      <p>À cette fin, il met en œuvre :</p>
      <ul>
        <li>
          <a href="/accessibilite/schema-pluriannuel">
            son schéma pluriannuel {schema.de}-{schema.a}
          </a>
          {' '};
        </li>
        <li>
          <a href="/accessibilite/schema-pluriannuel#plan">son plan d’action {plan.annee}</a>.
        </li>
      </ul>
      <p>Cette déclaration s’applique à tout {collectivite.portail}.</p>
      <Etat collectivite={collectivite} />
      <Etablissement
        etablieLe={collectivite.declarationAccessibilite.etablieLe}
        navigateurs={navigateurs}
        demarches={demarches}
      />
      <Recours collectivite={collectivite} />
    </div>
  )
}

function Etat({ collectivite }: { collectivite: Collectivite }) {
  const etat = collectivite.accessibilite
  const { audit } = collectivite.declarationAccessibilite
  return (
    <>
      <h2>État de conformité</h2>
      <p>
        {collectivite.portail} est <strong>{etat}</strong> au référentiel général d’amélioration de
        l’accessibilité (RGAA), version 4.1.
      </p>
      <h3>Résultats des tests</h3>
      {audit ? (
        <p>
          L’audit mené par {audit.auditeur}, le {dateEnMots(audit.le)}, révèle que {audit.pourcentage} % des
          critères du RGAA sont respectés.
        </p>
      ) : (
        <p>
          Aucun audit par un tiers n’a encore été mené : il n’y a donc pas de résultat, et la règle veut alors
          que nous écrivions « non conforme ». Cela ne veut pas dire que le service est impossible à utiliser.
        </p>
      )}
      <h2>Contenus non accessibles</h2>
      <h3>Non-conformités</h3>
      {audit && audit.nonConformites.length > 0 ? (
        <ul>
          {audit.nonConformites.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      ) : (
        <p>
          {audit ? 'L’audit n’en a relevé aucune.' : 'Faute d’audit, nous n’en avons pas encore de liste.'}
        </p>
      )}
      <h3>Dérogations pour charge disproportionnée</h3>
      <p>Nous n’en invoquons aucune.</p>
      <h3>Contenus non soumis à l’obligation d’accessibilité</h3>
      <p>
        Les documents que vous déposez, ceux que des tiers nous remettent, et la page de paiement de Payline,
        que nous ne faisons pas nous-mêmes, peuvent ne pas être accessibles. Demandez-nous une autre version.
      </p>
    </>
  )
}

function Etablissement(props: {
  etablieLe: string
  navigateurs: readonly NavigateurQualifie[]
  demarches: readonly DemarchePubliee[]
}) {
  const { etablieLe, navigateurs, demarches } = props
  return (
    <>
      <h2>Établissement de cette déclaration</h2>
      <p>
        Elle a été établie le <time dateTime={etablieLe}>{dateEnMots(etablieLe)}</time>. Elle vaut trois ans
        au plus.
      </p>
      <h3>Technologies utilisées</h3>
      <p>HTML, CSS, JavaScript, WAI-ARIA et SVG. Les documents produits sont des PDF balisés.</p>
      <h3>Environnement de test</h3>
      <p>
        Nous vérifions nous-mêmes les pages avec les navigateurs suivants. Aucun lecteur d’écran n’a encore
        servi à un test complet.
      </p>
      <ul>
        {navigateurs
          .filter(({ essaye }) => essaye)
          .map(({ essaye }) => (
            <li>{essaye}, sur ordinateur, et à la largeur d’un téléphone</li>
          ))}
      </ul>
      <h3>Outils</h3>
      <ul>
        <li>axe-core, à chaque version, en clair et en sombre ;</li>
        <li>le clavier seul, pour le parcours complet d’une demande ;</li>
        <li>un écran de 320 pixels, qui équivaut à un grossissement de 400 %.</li>
      </ul>
      <h3>Pages vérifiées</h3>
      <p>
        Celles-ci, ainsi que toutes les pages de l’espace personnel qu’un parcours complet fait traverser. Ces
        contrôles ne remplacent pas un audit.
      </p>
      <ul>
        {PLAN.flatMap(({ pages }) => pages).map(([href, libelle]) => (
          <li>
            <a href={href}>{libelle}</a>
          </li>
        ))}
        {demarches.map(({ demarche }) => (
          <li>
            <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Recours({ collectivite }: { collectivite: Collectivite }) {
  return (
    <>
      <h2>Retour d’information et contact</h2>
      <p>
        Un passage vous bloque ? Écrivez à{' '}
        <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a> ou appelez le{' '}
        <Telephone numero={collectivite.telephone} />, {collectivite.horaires}. Nous accusons réception, nous
        vous répondons en une semaine et nous vous aidons à faire votre démarche autrement, par exemple sur
        papier.
      </p>
      <h2>Voies de recours</h2>
      <p>
        Si un défaut d’accessibilité vous empêche d’utiliser le service, que vous nous l’avez signalé et que
        notre réponse ne vous convient pas, vous pouvez saisir le Défenseur des droits, gratuitement :
      </p>
      <ul>
        <li>
          par internet, sur <a href="https://formulaire.defenseurdesdroits.fr/">son formulaire</a> ;
        </li>
        <li>
          auprès de{' '}
          <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">son délégué près de chez vous</a> ;
        </li>
        <li>par la poste, sans timbre :</li>
      </ul>
      <AdressePostale lignes={['Défenseur des droits', 'Libre réponse 71120', '75342 Paris CEDEX 07']} />
    </>
  )
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
