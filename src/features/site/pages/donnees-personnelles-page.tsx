import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'
import { registreEnMots } from '../registre-en-mots.ts'

interface Props {
  collectivite: Collectivite
  demarches: readonly DemarchePubliee[]
}

/** What RGPD article 13 asks to say, drawn from the comments of the database's columns and from the démarches. */
export function DonneesPersonnellesPage({ collectivite, demarches }: Props) {
  return (
    <div class="texte">
      <h1>Données personnelles</h1>
      <p class="chapeau">
        Ce que nous savons de vous, pourquoi, pendant combien de temps, et ce que vous pouvez nous demander.
      </p>
      <h2>Qui est responsable ?</h2>
      <p>
        {collectivite.nom}, pour exercer ses missions d’intérêt public et respecter ses obligations légales
        (article 6, paragraphe 1, points c et e du règlement général sur la protection des données, RGPD).
      </p>
      <AdressePostale lignes={collectivite.adressePostale} />
      <p>
        Ce qui n’est pas marqué « facultatif » dans un formulaire nous est nécessaire : sans cela, nous ne
        pouvons pas traiter la demande. Vos données ne sont ni vendues, ni louées, ni employées pour de la
        publicité. Aucune décision n’est prise par une machine seule : un agent décide.
      </p>
      <Registre />
      <Destinataires collectivite={collectivite} demarches={demarches} />
      <Droits collectivite={collectivite} />
      <h2>La mesure d’audience</h2>
      <p>
        Nous comptons les pages publiques lues, jour par jour. Cette mesure est anonyme : elle ne contient
        aucune donnée personnelle, ni adresse, ni identifiant, et ne concerne jamais les services en ligne.{' '}
        <a href="/cookies#mesure">Ce que nous mesurons, et comment refuser</a>.
      </p>
      <h2>Sécurité</h2>
      <p>
        Vos données circulent chiffrées, vos documents sont chiffrés là où nous les gardons, et ce que nos
        agents font sur votre demande est noté dans un journal. Les services en ligne n’utilisent{' '}
        <a href="/cookies">aucun cookie</a>. <a href="/securite">En savoir plus sur la sécurité</a>.
      </p>
    </div>
  )
}

function Registre() {
  return (
    <>
      <h2>Quelles données, pourquoi, combien de temps</h2>
      {registreEnMots().map(({ titre, lignes }) => (
        <section>
          <h3>{titre}</h3>
          <dl class="resume">
            {lignes.map(({ donnees, finalite, duree, base }) => (
              <div>
                <dt>{sentence(donnees.join(', '))}</dt>
                <dd>
                  Pour {finalite}.{'\n'}
                  Conservation : {duree}.{'\n'}
                  Base légale : {base}.
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  )
}

function Destinataires({ collectivite, demarches }: Props) {
  return (
    <>
      <h2>Qui les reçoit</h2>
      <p>
        Les agents chargés de votre demande. S’ils demandent l’avis d’un collègue, il lit votre demande
        jusqu’à sa réponse. Si une autre administration est compétente, nous lui envoyons votre demande et
        nous vous le disons. L’hébergeur, {collectivite.publication.hebergeur.nom}, garde les machines. Puis,
        démarche par démarche :
      </p>
      {demarches.map(({ demarche }) => (
        <section>
          <h3>
            <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
          </h3>
          {demarche.destinataires.length > 0 && (
            <>
              <p>Qui reçoit vos données :</p>
              <ul>
                {demarche.destinataires.map((destinataire) => (
                  <li>{destinataire}</li>
                ))}
              </ul>
            </>
          )}
          <p>Combien de temps les gardons-nous ? {demarche.conservation}</p>
        </section>
      ))}
    </>
  )
}

function Droits({ collectivite }: { collectivite: Collectivite }) {
  return (
    <>
      <h2>Vos droits</h2>
      <p>Vous pouvez nous demander :</p>
      <ul>
        <li>
          de voir vos données et d’en recevoir une copie : <a href="/espace/compte/donnees">téléchargez-la</a>{' '}
          depuis votre compte ;
        </li>
        <li>
          de corriger ce qui est faux ou incomplet : vous le pouvez aussi dans{' '}
          <a href="/espace/compte/informations">vos informations</a> ;
        </li>
        <li>
          d’effacer ce que la loi ne nous oblige pas à garder :{' '}
          <a href="/espace/compte/cloture">fermer votre compte</a> y suffit le plus souvent ;
        </li>
        <li>d’en limiter l’usage, ou de vous y opposer pour une raison qui tient à votre situation ;</li>
        <li>de suivre vos consignes sur vos données après votre mort.</li>
      </ul>
      <p>
        C’est gratuit et nous répondons en un mois au plus. Écrivez à : {decapitalise(collectivite.dpo.nom)},{' '}
        <a href={`mailto:${collectivite.dpo.courriel}`}>{collectivite.dpo.courriel}</a>, ou par la poste :
      </p>
      <AdressePostale lignes={collectivite.dpo.adressePostale} />
      <p>
        Si un doute raisonnable existe sur votre identité, nous pouvons vous demander de la prouver. Si notre
        réponse ne vous convient pas, vous pouvez{' '}
        <a href="https://www.cnil.fr/fr/plaintes">adresser une plainte à la CNIL</a>.
      </p>
    </>
  )
}

const decapitalise = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
