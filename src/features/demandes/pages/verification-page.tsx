import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Parcours } from '../../../formulaire/reach.ts'
import { summarise } from '../../../formulaire/summary.ts'
import { APayerSection, type Du } from '../../paiements/index.ts'
import { ResumeView } from './resume-view.tsx'

export function VerificationPage({
  brouillonId,
  demarche,
  parcours,
  du,
  enLigne,
  ferme,
}: {
  brouillonId: string
  demarche: Demarche
  parcours: Parcours
  /** What filing it makes due; null when nothing is. */
  du: Du | null
  /** Whether it may be paid on line. */
  enLigne: boolean
  ferme: string | undefined
}) {
  const base = `/espace/brouillons/${brouillonId}`
  return (
    <div class="texte">
      <p class="doux">{demarche.titre} · dernière étape</p>
      <h1 tabIndex={-1}>Relisez avant d’envoyer</h1>
      {parcours.premiereIncomplete ? (
        <div class="encadre" data-ton="attention" role="alert" data-erreurs tabIndex={-1}>
          <p>
            Il reste des points à compléter.{' '}
            <a href={`${base}/${parcours.premiereIncomplete.adresse}`}>Compléter maintenant</a>
          </p>
        </div>
      ) : null}
      {ferme ? (
        <div class="encadre" data-ton="attention" role="alert">
          <p>
            {ferme} Votre brouillon est gardé. Pour faire autrement, appelez le {demarche.contact.telephone}.
          </p>
        </div>
      ) : null}
      <ResumeView parties={summarise(parcours)} base={base} />
      {du && demarche.paiement ? (
        <APayerSection
          du={du}
          paiement={demarche.paiement}
          mentionFictive={demarche.mentionFictive}
          enLigne={enLigne}
        />
      ) : null}
      <section class="encadre">
        <h2>Qui recevra ces renseignements ?</h2>
        <ul>
          {demarche.destinataires.map((destinataire) => (
            <li>{destinataire}</li>
          ))}
        </ul>
        <p>{demarche.conservation}</p>
        <p>
          <a href="/donnees-personnelles">Vos droits sur vos données</a> ·{' '}
          <a href={`/services/${demarche.slug}/conditions`}>Conditions de cette démarche</a>
        </p>
      </section>
      {parcours.complet && !ferme ? (
        <form method="post" action={`${base}/depot`}>
          <div class="actions">
            <button type="submit" class="ds-button">
              Envoyer ma demande
            </button>
          </div>
        </form>
      ) : null}
    </div>
  )
}
