import type { Demarche } from '../../formulaire/demarche.ts'
import { appealLastDay } from '../../platform/legal-clock/appeal.ts'
import {
  daysBetween,
  dueWithoutAnswer,
  type EffetDuComplement,
} from '../../platform/legal-clock/complement.ts'
import { longDate, longDay, longMoment } from '../../platform/legal-clock/paris.ts'
import { type Statut, statuts } from './demande.ts'
import { effetEnMots } from './effet-du-complement.ts'
import { lastDayAfterSilence } from './recours-apres-silence.ts'
import type { SilenceVue } from './silence.ts'
import { SEUILS } from './urgence.ts'

/** Who reads: each is told what it means for them. */
export type Lecteur = 'usager' | 'agent'

/** The complement that is open. */
export interface Attente {
  demandeLe: Date
  /** YYYY-MM-DD */
  echeance: string
  effet: EffetDuComplement
  /** Day that was due when it was asked, YYYY-MM-DD. */
  impliciteAvant: string | null
  /** How many things have not come. */
  reste: number
  /** How many of them are documents. */
  documents: number
  /** Whether one of them is indispensable. */
  bloque: boolean
}

export interface Faits {
  demande: { statut: Statut; deposee_le: Date; decision_implicite_le: string | null }
  demarche: Pick<Demarche, 'silence' | 'recours'>
  silence: SilenceVue
  attente: Attente | undefined
  /** The express decision, and when it was notified, YYYY-MM-DD. */
  decision: { sens: string; notification: { notifieeLe: string | null } | null } | null
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

/** One clock of the law as it stands. */
export interface Horloge {
  titre: string
  texte: string
  ton: 'info' | 'attention' | 'danger' | 'succes'
}

/** Every clock of the law that counts for this demande today, in the order of its life. */
export function horlogesDe(faits: Faits, lecteur: Lecteur): Horloge[] {
  return [
    accuse(faits),
    manque(faits, lecteur),
    silence(faits, lecteur),
    motifs(faits, lecteur),
    recours(faits, lecteur),
  ].flatMap((one) => (one ? [one] : []))
}

function accuse({ demande, silence: { accuseLe } }: Faits): Horloge {
  const texte = accuseLe
    ? `Demande reçue le ${longMoment(demande.deposee_le)}. Accusé de réception envoyé le ${longMoment(accuseLe)}.`
    : `Demande reçue le ${longMoment(demande.deposee_le)}. L’accusé de réception est en cours d’envoi.`
  return { titre: 'Accusé de réception', texte, ton: 'info' }
}

function manque({ attente, today, demande }: Faits, lecteur: Lecteur): Horloge | undefined {
  if (!attente || attente.reste === 0) return undefined
  if (statuts[demande.statut].final) return manqueApresDecision(attente, lecteur)
  const { echeance, bloque, reste } = attente
  const quoi = reste === 1 ? 'Un élément manque' : `${reste} éléments manquent`
  const effet = bloque ? '' : ' L’examen continue sans attendre\u00a0: rien d’indispensable ne manque.'
  if (today <= echeance)
    return {
      titre: 'Ce qui manque',
      texte: `${quoi}. Demandé le ${longDate(attente.demandeLe)}, à envoyer jusqu’au ${longDay(echeance)} inclus.${effet}`,
      ton: bloque ? 'attention' : 'info',
    }
  const encore =
    lecteur === 'usager'
      ? 'Vous pouvez encore répondre tant que la décision n’est pas prise\u00a0: nous garderons votre réponse.'
      : 'L’usager peut encore répondre tant que la décision n’est pas prise.'
  return {
    titre: lecteur === 'agent' ? 'Complément en retard' : 'Ce qui manque',
    texte: `${quoi}. La date limite du ${longDay(echeance)} est passée. ${encore}${effet}`,
    ton: 'attention',
  }
}

/** Once a decision is taken, only a document is waited for, and no day is the last. */
function manqueApresDecision({ documents }: Attente, lecteur: Lecteur): Horloge | undefined {
  if (documents === 0) return undefined
  const texte =
    documents === 1
      ? 'Un document manque. Ce qui est accordé prendra effet le jour où il sera reçu'
      : `${documents} documents manquent. Ce qui est accordé prendra effet le jour où le dernier sera reçu`
  return { titre: 'Ce qui manque', texte: `${texte} (${loi(lecteur, '114-5-1')}).`, ton: 'attention' }
}

function silence(faits: Faits, lecteur: Lecteur): Horloge | undefined {
  const { demande, demarche, attente, today } = faits
  const nee = faits.silence.decision
  const titre = lecteur === 'agent' ? 'Décision implicite' : 'Si nous ne répondons pas'
  const final = statuts[demande.statut].final
  // An express decision, or a withdrawal, has taken the place of a rejection that nobody took.
  if (final && nee?.sens !== 'acceptation') return undefined
  if (nee) return acquise(nee, lecteur, demarche.silence.source)
  const { effet, source } = demarche.silence
  const le = demande.decision_implicite_le ?? (attente && reprise(attente, today))
  if (!le) return { titre, texte: arretee(faits, lecteur), ton: 'info' }
  if (le <= today) return { ...acquise({ sens: effet, neeLe: le }, lecteur, source), ton: 'danger' }
  const left = daysBetween(today, le)
  const dans = left === 1 ? 'demain' : `dans ${left} jours`
  const texte =
    lecteur === 'usager'
      ? `Sans réponse le ${longDay(le)}, votre demande sera considérée comme ${effet === 'rejet' ? 'refusée' : 'acceptée'} (${source}).`
      : `Sans décision, le silence vaudra ${effet} le ${longDay(le)} (${dans}\u00a0; ${source}).`
  return { titre, texte, ton: lecteur === 'agent' && left <= SEUILS.silence.ambre ? 'attention' : 'info' }
}

/** A suspension lasts no longer than the time given to answer, whether or not the nightly job has passed. */
const reprise = (attente: Attente, today: string): string | undefined =>
  dueWithoutAnswer({ ...attente, avant: attente.impliciteAvant }, today)

function arretee({ demarche: { silence }, attente }: Faits, lecteur: Lecteur): string {
  const effet = silence.effet === 'rejet' ? 'suspend' : 'recommence'
  if (lecteur === 'usager' && attente)
    return effetEnMots({ effet, nee: false, mois: silence.mois, echeance: attente.echeance })
  if (effet === 'recommence')
    return `Le délai de réponse est arrêté. Il courra en entier à partir du jour où tout ce qui est indispensable sera reçu (${loi(lecteur, '114-5')}).`
  const bout = attente ? `, et au plus tard le lendemain du ${longDay(attente.echeance)}` : ''
  return `Le délai de réponse est suspendu. Il reprend dès que tout ce qui est indispensable est reçu${bout} (${loi(lecteur, '114-5')}).`
}

/** An article of the code of the relations between the public and the administration, its name in full for the person. */
const loi = (lecteur: Lecteur, article: string): string =>
  lecteur === 'agent'
    ? `CRPA, L${article}`
    : `article L. ${article} du code des relations entre le public et l’administration`

function acquise(
  { sens, neeLe }: NonNullable<SilenceVue['decision']>,
  lecteur: Lecteur,
  source: string,
): Horloge {
  const le = longDay(neeLe)
  const ton = sens === 'acceptation' ? 'succes' : 'danger'
  if (lecteur === 'usager') {
    const [devenue, suite] =
      sens === 'acceptation'
        ? ['acceptée', 'Vous pouvez télécharger une attestation.']
        : ['considérée comme refusée', 'Le service peut encore répondre, et accepter.']
    return {
      titre: 'Sans réponse de notre part',
      texte: `Nous n’avons pas répondu\u00a0: votre demande est ${devenue} depuis le ${le} (${source}). ${suite}`,
      ton,
    }
  }
  const suite =
    sens === 'acceptation'
      ? 'L’usager peut télécharger une attestation (CRPA, L232-3). Seule une acceptation est encore possible ici.'
      : 'Une décision expresse peut encore le remplacer\u00a0; si l’usager le demande, ses motifs sont dus dans le mois (CRPA, L232-4).'
  return {
    titre: 'Décision implicite',
    texte: `Le silence vaut ${sens} depuis le ${le} (${source}). ${suite}`,
    ton,
  }
}

function motifs(
  { silence: { motifs: demandes }, decision, today }: Faits,
  lecteur: Lecteur,
): Horloge | undefined {
  if (!demandes) return undefined
  const titre =
    lecteur === 'agent' ? 'Motifs du rejet' : 'Pourquoi votre demande est considérée comme refusée'
  if (demandes.communiquesLe)
    return {
      titre,
      texte: `Demandés le ${longDate(demandes.demandesLe)}, donnés le ${longDate(demandes.communiquesLe)}.`,
      ton: 'info',
    }
  if (decision) return undefined
  const retard = today > demandes.dusLe
  const qui = lecteur === 'usager' ? 'Vous les avez demandés' : 'L’usager les a demandés'
  return {
    titre,
    texte: `${qui} le ${longDate(demandes.demandesLe)}. ${retard ? 'Ils étaient dus' : 'Ils sont dus'} au plus tard le ${longDay(demandes.dusLe)} (${loi(lecteur, '232-4')}).`,
    ton: lecteur === 'usager' ? 'info' : retard ? 'danger' : 'attention',
  }
}

/**
 * Until when a court may be seised: from the notification of an express decision (CJA R421-1); from the birth of an
 * implicit rejection (R421-2); two months again from the reasons once given (CRPA L232-4).
 */
function recours(faits: Faits, lecteur: Lecteur): Horloge | undefined {
  const { demarche, decision, silence: vu } = faits
  const { delaiMois: mois, prealableObligatoire } = demarche.recours
  const saisir = prealableObligatoire ? 'demander au Département de revoir sa décision' : 'saisir le tribunal'
  const [titre, qui, recoit] =
    lecteur === 'usager'
      ? ['Si vous n’êtes pas d’accord', 'Vous pouvez', 'vous recevez']
      : ['Recours', 'L’usager peut', 'l’usager reçoit']
  const horloge = (texte: string): Horloge => ({ titre, texte, ton: 'info' })
  if (decision) {
    if (decision.sens === 'acceptee') return undefined
    const notifieeLe = decision.notification?.notifieeLe
    const quand = notifieeLe
      ? `jusqu’au ${longDay(appealLastDay(notifieeLe, mois))} inclus`
      : `pendant ${mois} mois à partir du jour où ${recoit} la décision`
    return horloge(
      `${qui} ${saisir} ${quand} (${prealableObligatoire ?? 'code de justice administrative, R421-1'}).`,
    )
  }
  if (vu.decision?.sens !== 'rejet' || statuts[faits.demande.statut].final) return undefined
  const last = lastDayAfterSilence(vu.decision.neeLe, vu.motifs, mois)
  if (!last)
    return horloge(
      `Le délai pour saisir le tribunal est prolongé\u00a0: il finira deux mois après que les motifs auront été donnés (${loi(lecteur, '232-4')}).`,
    )
  const source = vu.motifs ? loi(lecteur, '232-4') : 'code de justice administrative, R421-2'
  return horloge(`${qui} saisir le tribunal jusqu’au ${longDay(last)} inclus (${source}).`)
}
