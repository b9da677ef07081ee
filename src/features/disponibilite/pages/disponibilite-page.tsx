import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longDate, longDay } from '../../../platform/legal-clock/paris.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { FermeturePassee } from '../disponibilite.query.ts'
import { dureeEnMots, etatFermeture, type Maintenance, quandEnMots } from '../fermeture.ts'
import { JOURS, type JourDuPortail } from '../historique.ts'
import type { Sante } from '../sante.ts'
import { VoiePapier } from './voie-papier.tsx'

export interface DisponibiliteProps {
  collectivite: Collectivite
  now: Date
  sante: Sante
  /** Under way and to come. */
  maintenances: readonly Maintenance[]
  /** Over, or going on, the last first. */
  fermetures: readonly FermeturePassee[]
  jours: readonly JourDuPortail[]
  /** From 0 to 1. */
  ouvert: number
  depuis: Date | undefined
  titre: (slug: string) => string
  formulaires: readonly { slug: string; titre: string }[]
}

/** Whether the service answers, what is announced, and what the last ninety days were like. */
export function DisponibilitePage(props: DisponibiliteProps) {
  const { collectivite, maintenances, now, titre, formulaires } = props
  const enCours = maintenances.filter((one) => etatFermeture(one, now) === 'en-cours')
  const prevues = maintenances.filter((one) => etatFermeture(one, now) === 'prevue')
  return (
    <div class="texte">
      <h1 tabIndex={-1}>Disponibilité du service</h1>
      <p class="chapeau">{collectivite.portail} est ouvert jour et nuit, sept jours sur sept.</p>
      <EtatPresent sante={props.sante} enCours={enCours} titre={titre} />
      <h2>Maintenances annoncées</h2>
      {prevues.length === 0 ? <p>Aucune maintenance n’est prévue.</p> : null}
      <ul>
        {prevues.map((one) => (
          <li>
            <strong>{one.demarche ? titre(one.demarche) : 'Tous les services'}</strong>, {quandEnMots(one)} :{' '}
            {one.motif}
          </li>
        ))}
      </ul>
      <h2>Les {JOURS} derniers jours</h2>
      <Historique {...props} />
      <h2>Pendant une fermeture</h2>
      <ul>
        <li>Vos brouillons enregistrés et vos demandes envoyées sont gardés.</li>
        <li>
          La date limite d’une démarche, ou le délai pour compléter une demande, est prolongé jusqu’au premier
          jour ouvré qui suit, 23 h 59, si la fermeture a couvert sa dernière minute, ou une demi-heure ou
          plus de son dernier jour. Vous n’avez rien à demander.
        </li>
        <li>Vous pouvez reporter votre démarche, ou la faire par courrier.</li>
      </ul>
      <h2>Faire sa démarche par courrier</h2>
      <VoiePapier {...collectivite} formulaires={formulaires} />
    </div>
  )
}

function EtatPresent(props: {
  sante: Sante
  enCours: readonly Maintenance[]
  titre: (slug: string) => string
}) {
  const { sante, enCours, titre } = props
  if (enCours.length > 0)
    return (
      <Alert ton="attention" titre="Maintenance en cours">
        {enCours.map((one) => (
          <p>
            {one.demarche ? titre(one.demarche) : 'Tous les services'}, {quandEnMots(one)}. {one.motif}
          </p>
        ))}
      </Alert>
    )
  if (sante.courriel === 'ok' && sante.travaux === 'ok')
    return (
      <Alert ton="succes" titre="Le service fonctionne">
        <p>Vous pouvez faire et suivre vos démarches.</p>
      </Alert>
    )
  return (
    <Alert ton="attention" titre="Le service fonctionne, nos courriels ont du retard">
      <p>
        Vous pouvez faire et suivre vos démarches. Nos courriels partiront dès que possible, aucun n’est
        perdu.
      </p>
    </Alert>
  )
}

const pourcent = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 2 })

function Historique({ jours, ouvert, depuis, fermetures, now, titre }: DisponibiliteProps) {
  const passees = fermetures.filter((one) => etatFermeture(one, now) === 'passee')
  // Rounded down: a service that was closed once was not open all the time.
  const part = pourcent.format(Math.floor(ouvert * 10_000) / 10_000)
  return (
    <>
      <p>
        Le portail a été ouvert <strong>{part}</strong> du temps
        {depuis && jours[0] && depuis > new Date(jours[0].jour) ? `, depuis le ${longDate(depuis)}` : ''}.
      </p>
      <Bande jours={jours} />
      <ul>
        {passees.map((one) => (
          <li>
            {one.demarche ? titre(one.demarche) : 'Tous les services'}, {quandEnMots(one)} (
            {dureeEnMots(one.fin.getTime() - one.debut.getTime())}) :{' '}
            {one.motif ?? 'interruption qui n’était pas prévue.'}{' '}
            <a href={`/disponibilite/attestations/${one.numero}`}>
              Attestation (PDF)<span class="sr"> de la fermeture n° {one.numero}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A bar a day, for the eye; the words are the list below. */
function Bande({ jours }: { jours: readonly JourDuPortail[] }) {
  const marked = jours.filter(({ fermeMs }) => fermeMs > 0)
  const words =
    marked.length === 0
      ? `Aucun des ${JOURS} derniers jours n’a connu de fermeture de deux minutes ou plus.`
      : `${marked.length} jour${marked.length > 1 ? 's' : ''} sur ${JOURS} avec une fermeture, le dernier le ${longDay(marked.at(-1)?.jour ?? '')}.`
  return (
    <figure class="bande-jours">
      <svg viewBox={`0 0 ${jours.length * 8} 32`} role="img" aria-label={words}>
        {jours.map(({ jour, fermeMs }, i) => (
          <rect
            key={jour}
            x={i * 8}
            y={fermeMs > 0 ? 0 : 6}
            width="6"
            height={fermeMs > 0 ? 32 : 26}
            rx="1.5"
            {...(fermeMs > 0 ? { class: 'ferme' } : {})}
          />
        ))}
      </svg>
      <figcaption class="doux">{words}</figcaption>
    </figure>
  )
}
