import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longDate, longDay } from '../../../platform/legal-clock/paris.ts'
import { voiesDeRecours } from '../../demarches/index.ts'
import { motifsOuverts } from '../ask-motifs.ts'
import type { DemandeVue } from '../demande.query.ts'
import { statuts } from '../demande.ts'
import { delaiApresSilence } from '../recours-apres-silence.ts'

interface Props {
  vue: DemandeVue
  demarche: Demarche
  collectivite: Collectivite
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

/** What silence has decided, and the rights that it opens: an attestation (CRPA L232-3), reasons (L232-4), appeals. */
export function SilenceEncadre(props: Props) {
  const { vue, demarche } = props
  const nee = vue.silence.decision
  if (!nee || vue.decision || vue.demande.statut === 'desistee') return null
  if (nee.sens === 'rejet') return <Rejet {...props} neeLe={nee.neeLe} />
  if (vue.demande.statut !== 'acceptee') return null
  return (
    <section class="encadre" data-ton="succes">
      <h2>Votre demande est acceptée</h2>
      <p>
        Nous n’avons pas répondu avant le {longDay(nee.neeLe)}. Ce silence vaut acceptation (
        {demarche.silence.source}).
      </p>
      <p>
        <a class="ds-button" href={`/espace/demandes/${vue.demande.reference}/attestation`} data-telecharge>
          Télécharger l’attestation (PDF)
        </a>
      </p>
    </section>
  )
}

function Rejet({ vue, demarche, collectivite, today, neeLe }: Props & { neeLe: string }) {
  const { demande, silence } = vue
  const regle = { mois: demarche.recours.delaiMois, today }
  return (
    <section class="encadre" data-ton="attention">
      <h2>Nous n’avons pas répondu à temps</h2>
      <p>
        Sans réponse le {longDay(neeLe)}, votre demande est considérée comme refusée (
        {demarche.silence.source}).{' '}
        {statuts[demande.statut].final ? null : 'Le service peut encore l’examiner, et l’accepter.'}
      </p>
      {silence.motifs?.communiquesLe ? (
        <>
          <h3>Les motifs, donnés le {longDate(silence.motifs.communiquesLe)}</h3>
          <p class="motivation">{silence.motifs.texte}</p>
        </>
      ) : null}
      {silence.motifs && !silence.motifs.communiquesLe ? (
        <p>
          Vous avez demandé les motifs le {longDate(silence.motifs.demandesLe)}. Nous vous les devons au plus
          tard le <strong>{longDay(silence.motifs.dusLe)}</strong>.
        </p>
      ) : null}
      {!silence.motifs && motifsOuverts(demande.statut, { sens: 'rejet', neeLe }, regle) ? (
        <form method="post" action={`/espace/demandes/${demande.reference}/motifs`}>
          <p>Vous pouvez nous demander pourquoi. Nous vous devons alors une réponse dans le mois.</p>
          <div class="actions">
            <button type="submit" class="ds-button">
              Demander les motifs
            </button>
          </div>
        </form>
      ) : null}
      <h3>Si vous n’êtes pas d’accord</h3>
      {voiesDeRecours(demarche, collectivite, delaiApresSilence(neeLe, silence.motifs, regle.mois)).map(
        (texte) => (
          <p>{texte}</p>
        ),
      )}
    </section>
  )
}
