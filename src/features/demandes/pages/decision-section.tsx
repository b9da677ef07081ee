import { dateEnMots } from '../../../formulaire/dates.ts'
import type { Demarche } from '../../../formulaire/demarche.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { appealLastDay } from '../../../platform/legal-clock/appeal.ts'
import { CONSULTATION_JOURS } from '../../../platform/legal-clock/notification.ts'
import { longDate, longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { voiesDeRecours } from '../../demarches/index.ts'
import type { DecisionVue, PartieVue } from '../decision.query.ts'
import { EffetDeLaDecision } from './effet-de-la-decision.tsx'

const TITRES = {
  acceptee: 'La décision : acceptée',
  acceptee_partiellement: 'La décision : acceptée en partie',
  refusee: 'La décision : refusée',
  sans_suite: 'La décision : classée sans suite',
  retiree: 'La décision a été retirée',
} as const satisfies Record<DecisionVue['sens'], string>

const TONS = {
  acceptee: 'succes',
  acceptee_partiellement: 'attention',
  refusee: 'danger',
  sans_suite: 'neutre',
  retiree: 'attention',
} as const satisfies Record<DecisionVue['sens'], string>

export interface DecisionSectionProps {
  decision: DecisionVue
  reference: string
  demarche: Demarche
  collectivite: Collectivite
}

/** The decision in plain words: what is granted and refused, why, how to contest, until when, and its document. */
export function DecisionSection({ decision, reference, demarche, collectivite }: DecisionSectionProps) {
  const { sens, nature, motif, motivation } = decision
  return (
    <section class="encadre" data-ton={TONS[sens]}>
      <h2>{TITRES[sens]}</h2>
      <p>
        Prise le {longMoment(decision.priseLe)} par {decision.prisePar}, {demarche.contact.service}.
      </p>
      {sens === 'retiree' ? (
        <p>La décision précédente ne compte plus. Votre demande est de nouveau examinée.</p>
      ) : null}
      {motif ? (
        <p class="motivation">
          <strong>{nature === 'correction' ? 'Ce qui est corrigé :' : 'Pourquoi :'}</strong> {motif}
        </p>
      ) : null}
      <EffetDeLaDecision differee={decision.differee} />
      <Parties parties={decision.parties} commune={motivation} />
      {motivation ? (
        <p class="motivation">
          {sens === 'refusee' || sens === 'sans_suite' ? <strong>Pourquoi :</strong> : null} {motivation}
        </p>
      ) : null}
      <Documents decision={decision} reference={reference} />
      <h3>À partir de quand courent les délais</h3>
      <p>{notificationEnMots(decision, demarche.recours.delaiMois, demarche.recours.prealableObligatoire)}</p>
      {sens === 'acceptee' ? null : (
        <>
          <h3>
            {sens === 'retiree'
              ? 'Si vous n’êtes pas d’accord avec ce retrait'
              : 'Si vous n’êtes pas d’accord'}
          </h3>
          {voiesDeRecours(demarche, collectivite).map((texte) => (
            <p>{texte}</p>
          ))}
        </>
      )}
    </section>
  )
}

/** @param commune the reasons that are the same for all: told once, below */
function Parties({ parties, commune }: { parties: readonly PartieVue[]; commune: string }) {
  const parNom = [...Map.groupBy(parties, ({ nom }) => nom)]
  return (
    <>
      {parNom.map(([nom, siennes]) => (
        <>
          {nom ? <h3>{nom}</h3> : null}
          <dl class="resume">
            {siennes.map(({ libelle, sens, motivation, detail }) => (
              <div>
                <dt>{libelle}</dt>
                <dd>
                  <strong>{sens === 'acceptee' ? 'Accordé' : 'Refusé'}</strong>
                  <Precision texte={motivation === commune ? detail : motivation || detail} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      ))}
    </>
  )
}

const Precision = ({ texte }: { texte: string }) => (texte === '' ? null : <p class="motivation">{texte}</p>)

function Documents({ decision, reference }: Pick<DecisionSectionProps, 'decision' | 'reference'>) {
  const { rang, document, precedentes } = decision
  const adresse = (numero: number): string => `/espace/demandes/${reference}/decisions/${numero}/decision.pdf`
  const anciennes = precedentes.filter((avant) => avant.document)
  return (
    <>
      {document ? (
        <p>
          <a href={adresse(rang)} data-telecharge>
            La décision complète (PDF)
          </a>
        </p>
      ) : null}
      {anciennes.map((avant) => (
        <p class="doux">
          <a href={adresse(avant.rang)} data-telecharge>
            Décision précédente, du {longDate(avant.priseLe)} (PDF)
          </a>
        </p>
      ))}
    </>
  )
}

/** From which day it counts, and the last day to go to court (CRPA R112-17 to R112-20; code de justice administrative, R421-1). */
export function notificationEnMots(
  { notification }: Pick<DecisionVue, 'notification'>,
  mois: number,
  /** Where the département must be asked first: the court comes after (RAPO). */
  prealableObligatoire?: string,
): string {
  if (!notification) return 'Le délai pour contester part du jour où vous recevez la décision.'
  const { voie, notifieeLe, notifieePar, posteeLe } = notification
  if (voie === 'courrier') {
    const lettre = posteeLe
      ? `La lettre est partie le ${dateEnMots(posteeLe)}.`
      : 'Vous allez aussi la recevoir par la poste.'
    return `${lettre} Le délai de ${mois} mois pour contester part du jour où vous recevez la lettre.`
  }
  if (!notifieeLe) return 'Elle compte à partir du jour où vous l’ouvrez.'
  const jusque = `Vous pouvez la contester ${prealableObligatoire ? 'auprès du Département' : 'devant le tribunal'} jusqu’au ${longDay(appealLastDay(notifieeLe, mois))} inclus.`
  return notifieePar === 'consultation'
    ? `Elle compte depuis le ${longDay(notifieeLe)} : vous l’avez ouverte ce jour-là. ${jusque}`
    : `Elle compte depuis le ${longDay(notifieeLe)}, jour où elle a été mise dans votre espace : vous ne l’avez pas ouverte dans les ${CONSULTATION_JOURS} jours. ${jusque}`
}
