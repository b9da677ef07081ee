import { dateEnMots } from '../../../formulaire/dates.ts'
import { lastDayToRead } from '../../../platform/legal-clock/notification.ts'
import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import type { DecisionVue, NotificationVue } from '../decisions-de-demande.query.ts'
import { parPersonne } from '../parties.ts'
import { fondements } from '../retrait.ts'
import { sensEnMots } from '../sens-de-decision.ts'

const NATURES = {
  decision: '',
  correction: ' (version corrigée)',
  retrait: '',
} as const

/** One decision as it was kept, with its documents and how it reached the person. */
export function DecisionEnregistree({ decision, reference }: { decision: DecisionVue; reference: string }) {
  const adresse = `/agents/demandes/${reference}/decisions/${decision.rang}`
  return (
    <section class="carte" aria-labelledby={`decision-${decision.rang}`}>
      <h3 id={`decision-${decision.rang}`}>
        {sensEnMots[decision.sens]}
        {NATURES[decision.nature]}
      </h3>
      <p>
        Le {longMoment(decision.priseLe)}, par {decision.prisePar}.
      </p>
      {decision.fondement ? <p>Fondement : {fondements[decision.fondement].libelle}.</p> : null}
      {decision.motif ? <p class="motivation">{decision.motif}</p> : null}
      <Parties decision={decision} />
      {decision.motivation ? <p class="motivation">{decision.motivation}</p> : null}
      <p>
        <strong>{notificationEnMots(decision.notification)}</strong>
      </p>
      {decision.document ? (
        <ul>
          <li>
            <a href={`${adresse}/decision.pdf`} data-telecharge>
              Le document (PDF)
            </a>
          </li>
          <li>
            <a href={`${adresse}/lettre.pdf`} data-telecharge>
              La lettre à imprimer et à signer (PDF)
            </a>
          </li>
        </ul>
      ) : null}
    </section>
  )
}

/** Words that are those of the whole decision are said once, below. */
function Parties({ decision: { parties, motivation: ensemble } }: { decision: DecisionVue }) {
  return (
    <>
      {parPersonne(parties).map(({ nom, parties: siennes }) => (
        <>
          {nom ? <h4>{nom}</h4> : null}
          <dl class="resume">
            {siennes.map(({ libelle, sens, motivation, detail }) => (
              <div>
                <dt>{libelle}</dt>
                <dd>
                  {sens === 'acceptee' ? 'Accordé' : 'Refusé'}
                  {propres(motivation || detail, ensemble)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      ))}
    </>
  )
}

const propres = (mots: string, ensemble: string) =>
  mots === '' || mots === ensemble ? null : <p class="motivation">{mots}</p>

/** How and when the person was notified, for the agent. */
export function notificationEnMots(notification: NotificationVue | null): string {
  if (!notification) return 'Pas de notification notée : cette décision est ancienne.'
  const { voie, deposeeLe, notifieeLe, notifieePar, vueLe, posteeLe } = notification
  if (voie === 'courrier') {
    const lue = vueLe ? ` Lue en ligne le ${longDate(vueLe)}.` : ''
    return posteeLe
      ? `Envoyée par la poste le ${dateEnMots(posteeLe)}.${lue}`
      : `À envoyer par la poste : l’usager n’a pas accepté la notification en ligne, ou son adresse électronique ne marche plus.${lue}`
  }
  if (!notifieeLe)
    return `Dans l’espace de l’usager depuis le ${longDate(deposeeLe)}, pas encore ouverte. Il a jusqu’au ${dateEnMots(lastDayToRead(deposeeLe))} pour l’ouvrir ; sinon elle compte comme notifiée le jour du dépôt.`
  return notifieePar === 'consultation'
    ? `Notifiée le ${dateEnMots(notifieeLe)} : l’usager l’a ouverte ce jour-là.`
    : `Notifiée le ${dateEnMots(notifieeLe)} : elle n’a pas été ouverte dans les quinze jours qui ont suivi son dépôt (CRPA, R112-17 à R112-20).`
}
