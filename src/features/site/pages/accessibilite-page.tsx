import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'

/** The declaration that RGAA 4.1 asks of every public service; no audit yet means « non conforme ». */
export function AccessibilitePage({ collectivite }: { collectivite: Collectivite }) {
  const etat = collectivite.accessibilite
  return (
    <div class="texte">
      <h1>Accessibilité : {etat}</h1>
      <p class="chapeau">
        {sentence(collectivite.nomAvecArticle)} veut que {collectivite.portail} serve à tout le monde, quelle
        que soit la façon de lire, d’écouter ou de se servir d’un écran (article 47 de la loi n° 2005-102 du
        11 février 2005).
      </p>
      <h2>État de conformité</h2>
      {etat === 'non conforme' ? (
        <p>
          {collectivite.portail} est <strong>non conforme</strong> au référentiel général d’amélioration de
          l’accessibilité (RGAA), version 4.1. Cela ne veut pas dire qu’il est impossible à utiliser : aucun
          audit par un tiers n’a encore été mené, et la règle veut alors que nous le disions ainsi.
        </p>
      ) : (
        <p>
          {collectivite.portail} est <strong>{etat}</strong> au référentiel général d’amélioration de
          l’accessibilité (RGAA), version 4.1.
        </p>
      )}
      <h2>Ce que nous vérifions nous-mêmes</h2>
      <p>
        À chaque version, chaque page est contrôlée par un outil automatique (axe-core) dans Chromium et
        Firefox, le parcours complet est fait au clavier seul, et les écrans sont relus à 320 pixels de large.
        Ces contrôles ne remplacent pas un audit.
      </p>
      <h2>Contenus non accessibles</h2>
      <p>
        Faute d’audit, nous n’avons pas encore de liste établie. Nous n’invoquons ni dérogation ni charge
        disproportionnée. Les documents que vous déposez, et ceux que des tiers nous remettent, peuvent ne pas
        être accessibles.
      </p>
      <h2>Technologies et établissement de cette déclaration</h2>
      <p>
        Le service emploie HTML, CSS, JavaScript et SVG, et produit des documents PDF balisés. Cette
        déclaration a été établie le <time dateTime="2026-11-23">23 novembre 2026</time>. Elle vaut trois ans
        au plus.
      </p>
      <h2>Signaler une difficulté</h2>
      <p>
        Un passage vous bloque ? Écrivez à{' '}
        <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a> ou appelez le{' '}
        {collectivite.telephone}, {collectivite.horaires}. Nous accusons réception, nous vous répondons en une
        semaine et nous vous aidons à faire votre démarche autrement, par exemple sur papier.
      </p>
      <h2>Si vous n’obtenez pas de réponse</h2>
      <p>Vous pouvez saisir le Défenseur des droits, gratuitement :</p>
      <ul>
        <li>
          par internet, sur <a href="https://formulaire.defenseurdesdroits.fr/">son formulaire</a> ;
        </li>
        <li>
          auprès de{' '}
          <a href="https://www.defenseurdesdroits.fr/carte-des-delegues">son délégué près de chez vous</a> ;
        </li>
        <li>par la poste, sans timbre :</li>
      </ul>
      <AdressePostale lignes={['Défenseur des droits', 'Libre réponse 71120', '75342 Paris CEDEX 07']} />
    </div>
  )
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
