import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import type { DemarchePubliee } from '../../demarches/index.ts'

/** What RGPD article 13 asks to say, drawn from the démarches where it depends on them. */
export function DonneesPersonnellesPage(props: {
  collectivite: Collectivite
  demarches: readonly DemarchePubliee[]
}) {
  const { collectivite, demarches } = props
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
      <h2>Votre compte</h2>
      <p>
        Nom, prénom, adresse électronique et mot de passe (sous une forme que nous ne pouvons pas relire)
        servent à vous reconnaître et à vous écrire. Adresse, téléphone, date de naissance et enfants de votre
        foyer ne sont gardés que pour vous éviter de les écrire de nouveau. Nous les conservons tant que votre
        compte existe. Un brouillon que vous laissez est effacé après 100 jours ; nous vous prévenons avant.
      </p>
      <h2>Vos demandes, démarche par démarche</h2>
      {demarches.map(({ demarche }) => (
        <section>
          <h3>
            <a href={`/services/${demarche.slug}`}>{demarche.titre}</a>
          </h3>
          {demarche.destinataires.length > 0 && (
            <>
              <p>Qui reçoit vos données :</p>
              <ul>
                {demarche.destinataires.map((destinataire) => (
                  <li>{destinataire}</li>
                ))}
              </ul>
            </>
          )}
          <p>Combien de temps nous les gardons : {demarche.conservation}</p>
        </section>
      ))}
      <h2>Vos droits</h2>
      <p>Vous pouvez nous demander :</p>
      <ul>
        <li>de voir vos données et d’en recevoir une copie ;</li>
        <li>de corriger ce qui est faux ou incomplet ;</li>
        <li>d’effacer ce que la loi ne nous oblige pas à garder ;</li>
        <li>d’en limiter l’usage, ou de vous y opposer pour une raison qui tient à votre situation.</li>
      </ul>
      <p>
        C’est gratuit et nous répondons en un mois au plus. Écrivez à : {decapitalise(collectivite.dpo.nom)},{' '}
        <a href={`mailto:${collectivite.dpo.courriel}`}>{collectivite.dpo.courriel}</a>, ou par la poste :
      </p>
      <AdressePostale lignes={collectivite.dpo.adressePostale} />
      <p>
        Si un doute raisonnable existe sur votre identité, nous pouvons vous demander de la prouver. Si notre
        réponse ne vous convient pas, vous pouvez{' '}
        <a href="https://www.cnil.fr/fr/plaintes">adresser une plainte à la CNIL</a>.
      </p>
      <h2>Sécurité</h2>
      <p>
        Vos données circulent chiffrées, vos documents sont chiffrés là où nous les gardons, et ce que nos
        agents font sur votre demande est noté dans un journal. <a href="/cookies">Aucun cookie</a> n’est
        utilisé.
      </p>
    </div>
  )
}

const decapitalise = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)
