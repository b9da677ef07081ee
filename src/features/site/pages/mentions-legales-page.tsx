import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import { Fictif, MentionVue } from './mention-vue.tsx'

/** Who publishes, who answers for it, who hosts: article 1-1 of law n° 2004-575, as law n° 2024-449 numbered it. */
export function MentionsLegalesPage({ collectivite }: { collectivite: Collectivite }) {
  const { siren, directeur, hebergeur, codeSource } = collectivite.publication
  return (
    <div class="texte">
      <h1>Mentions légales</h1>
      <p class="chapeau">
        Qui publie {collectivite.portail}, qui en répond et qui l’héberge (article 1-1 de la loi n° 2004-575
        du 21 juin 2004 pour la confiance dans l’économie numérique).
      </p>
      <h2>Éditeur</h2>
      <AdressePostale lignes={collectivite.adressePostale} />
      <ul>
        <li>
          Téléphone : <Telephone numero={collectivite.telephone} />, {collectivite.horaires}
        </li>
        <li>
          Courriel : <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a>
        </li>
        <li>
          Numéro SIREN : <MentionVue mention={siren} />
        </li>
      </ul>
      <h2>Directeur de la publication</h2>
      <p>
        <MentionVue mention={directeur} />
      </p>
      <h2>Hébergeur</h2>
      <p>
        {hebergeur.nom}
        {hebergeur.fictif ? <Fictif /> : null}
      </p>
      <AdressePostale lignes={hebergeur.adressePostale} />
      <p>
        Téléphone : <Telephone numero={hebergeur.telephone} />
      </p>
      <h2>Textes, images et marques</h2>
      <p>
        Vous pouvez réutiliser les textes de ce site, gratuitement, en citant leur source et leur date
        (articles L. 321-1 et suivants du code des relations entre le public et l’administration). Le nom et
        le logo de la collectivité ne peuvent pas être repris sans son accord.
      </p>
      <h2>Le logiciel</h2>
      <p>
        Le logiciel est libre, sous licence publique de l’Union européenne, version 1.2 (
        <a href="https://interoperable-europe.ec.europa.eu/collection/eupl">EUPL-1.2</a>).{' '}
        {codeSource ? (
          <>
            <a href={codeSource}>Son code source</a> peut être lu, repris et adapté par tout le monde.
          </>
        ) : (
          <>
            Son code source est un document administratif : écrivez à{' '}
            <a href={`mailto:${collectivite.courriel}`}>{collectivite.courriel}</a> pour le recevoir.
          </>
        )}
      </p>
      <h2>À lire aussi</h2>
      <ul>
        <li>
          <a href="/conditions-generales">Conditions générales d’utilisation</a>
        </li>
        <li>
          <a href="/donnees-personnelles">Données personnelles</a>
        </li>
        <li>
          <a href="/securite">Sécurité</a>
        </li>
      </ul>
    </div>
  )
}
