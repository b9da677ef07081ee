import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDate, longDay } from '../../../platform/legal-clock/paris.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { ConservationVue } from '../conservation.query.ts'

interface ConservationPageProps {
  reference: string
  demarche: Demarche
  vue: ConservationVue
  motif: string
  erreur?: string
}

/** Until when a demande that has ended is kept, and how to keep it longer. */
export function ConservationPage(props: ConservationPageProps) {
  const { reference, demarche, vue, erreur } = props
  return (
    <>
      <p>
        <a href={`/agents/demandes/${reference}`}>Revenir à la demande</a>
      </p>
      <h1 tabIndex={-1}>
        Conservation de la demande <span class="reference">{reference}</span>
      </h1>
      <ErrorSummary erreurs={erreur ? [{ nom: 'motif', message: erreur }] : []} />
      <p class="chapeau">{finEnMots(vue, demarche)}</p>
      <p class="doux">
        Règle de la démarche : {demarche.conservation}
        {demarche.finDeConservation ? ` ${demarche.finDeConservation.visa}.` : ''}
      </p>
      {vue.suspension ? (
        <Suspendue reference={reference} suspension={vue.suspension} />
      ) : (
        <Garder {...props} />
      )}
    </>
  )
}

function finEnMots(
  { jusquAu, annoncee, quelquUn, suspension }: ConservationVue,
  { finDeConservation }: Demarche,
): string {
  if (!finDeConservation)
    return 'Rien n’est effacé tout seul dans cette démarche : le visa des archives départementales n’est pas encore donné.'
  if (suspension) return 'Cette demande est gardée au-delà de sa durée.'
  if (!jusquAu)
    return 'Quelque chose est encore en cours : la demande est gardée tant que ce n’est pas réglé.'
  if (!quelquUn)
    return `La demande sera effacée après le ${longDay(jusquAu)}. Il n’y a personne à prévenir : le compte de l’usager est effacé.`
  return annoncee
    ? `L’usager est prévenu : la demande sera effacée après le ${longDay(jusquAu)}.`
    : `Gardée jusqu’au ${longDay(jusquAu)}. L’usager sera prévenu trente jours avant.`
}

function Suspendue({
  reference,
  suspension,
}: {
  reference: string
  suspension: NonNullable<ConservationVue['suspension']>
}) {
  return (
    <section aria-labelledby="suspendue">
      <h2 id="suspendue">Pourquoi elle est gardée</h2>
      <p class="motivation">{suspension.motif}</p>
      <p class="doux">
        Décidé le {longDate(suspension.depuis)} par {suspension.par}.
      </p>
      <form method="post" action={`/agents/demandes/${reference}/conservation/reprise`}>
        <button type="submit" class="ds-button" data-variant="secondary">
          C’est terminé : reprendre la durée normale
        </button>
      </form>
    </section>
  )
}

function Garder({ reference, motif, erreur }: ConservationPageProps) {
  return (
    <section aria-labelledby="garder" class="formulaire">
      <h2 id="garder">La garder plus longtemps</h2>
      <form method="post" action={`/agents/demandes/${reference}/conservation/suspension`} noValidate>
        <ZoneDeTexte
          nom="motif"
          libelle="Pourquoi ?"
          aide="Un recours, un contrôle, une plainte. La personne lira cette raison si elle demande ses données."
          valeur={motif}
          messages={erreur ? [erreur] : []}
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Garder cette demande
          </button>
        </div>
      </form>
    </section>
  )
}
