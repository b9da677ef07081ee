import type { Demarche } from '../../../formulaire/demarche.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import { DansLaPage } from '../../../ui/dans-la-page.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import { AvisSection, type AvisVu } from '../../avis/index.ts'
import { LienDeConservation } from '../../conservation/index.ts'
import {
  attendBloquant,
  attenteDe,
  type DemandeDatee,
  HorlogesLegales,
  statuts,
} from '../../demandes/index.ts'
import { type EchangeDAgentVue, SectionDAgent } from '../../echanges/index.ts'
import { LienVersJournal } from '../../journal/index.ts'
import type { ApercusDePiece, PieceVue, SortDePiece } from '../../pieces/index.ts'
import { type PaiementPourAgent, PaiementSection } from '../../remboursements/index.ts'
import type { ActeDAgent } from '../actes-labels.ts'
import { actesLabels } from '../actes-labels.ts'
import type { DemandeAInstruire, Lignes } from '../demande-a-instruire.query.ts'
import type { Demandable } from '../elements-saisis.ts'
import type { Autour } from '../entourage.ts'
import { momentCourt } from '../jours.ts'
import type { LettreVue } from '../lettres.query.ts'
import type { SaisieRendue } from '../saisie-rendue.ts'
import type { TransmissionFaite } from '../transmission.query.ts'
import { Actes, openActes } from './actes.tsx'
import { Complements, Courriels, Decision, Histoire } from './dossier.tsx'
import type { AutreRendue } from './juger-piece.tsx'
import { LettresSection } from './lettres-section.tsx'
import { LienParPartie } from './lien-par-partie.tsx'
import { LienReponsePapier } from './lien-reponse-papier.tsx'
import { MotifsDus } from './motifs-dus.tsx'
import { Pieces } from './pieces.tsx'
import { RefusAlerte } from './refus-alerte.tsx'
import { StatutTag } from './statut-tag.tsx'
import { TransmissionSection } from './transmission-section.tsx'
import { Urgence } from './urgence.tsx'
import { Volet } from './volet.tsx'

export interface DemandePageProps {
  vue: DemandeAInstruire
  demarche: Demarche
  resume: readonly PartieDeResume[]
  pieces: readonly PieceVue[]
  echange: EchangeDAgentVue
  apercus: ReadonlyMap<string, ApercusDePiece>
  avis: readonly AvisVu[]
  transmission: TransmissionFaite | undefined
  lettres: readonly LettreVue[]
  paiement?: PaiementPourAgent | undefined
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** How many options of persons may be decided apart. */
  parties: number
  /** Acts that the law no longer leaves open. */
  fermes: readonly ActeDAgent[]
  rendue?: SaisieRendue
  /** Which lines of the journal are shown. */
  histoire: Lignes
  /** Whether they were asked for: they unfold. */
  histoireDepliee: boolean
  autour?: Autour
  /** Whoever reads answers for the démarche. */
  encadrement: boolean
  sorts: ReadonlyMap<string, SortDePiece>
  /** What a complement may ask for with one choice. */
  demandables: readonly Demandable[]
  autreRendue: AutreRendue | undefined
}

/** One demande on the counter: answers and documents side by side, what came since, the acts, the exchange, the story. */
export function DemandePage(props: DemandePageProps) {
  const { vue, demarche, resume, pieces, apercus, today, fermes, rendue, autour } = props
  const { demande } = vue
  const shown = rendue && openActes(demande.statut, fermes).includes(rendue.acte)
  const avis = (
    <AvisSection reference={demande.reference} avis={props.avis} ouverte={!statuts[demande.statut].final} />
  )
  return (
    <>
      <div class="comptoir-tete">
        <Fil etapes={[['Demandes à examiner', '/agents']]} ici={demande.reference} />
        {autour?.chemin}
      </div>
      <h1 tabIndex={-1}>
        Demande <span class="reference">{demande.reference}</span>
      </h1>
      {rendue?.refus ? <RefusAlerte rendue={rendue} aRecopier={!shown} /> : null}
      {rendue && shown ? <ErrorSummary erreurs={erreursOf(rendue)} /> : null}
      <EnBref {...props} />
      {autour?.reperes}
      <DansLaPage liens={endroitsDe(props)} />
      <div class="deux-colonnes en-regard">
        <Volet titre="reponses">
          <Reponses resume={resume} />
        </Volet>
        <Volet titre="documents">
          <Pieces
            reference={demande.reference}
            pieces={pieces}
            apercus={apercus}
            resume={resume}
            sorts={props.sorts}
            ouverte={!statuts[demande.statut].final}
            rendue={props.autreRendue}
          />
        </Volet>
      </div>
      <Decision vue={vue} />
      <MotifsDus
        reference={demande.reference}
        motifs={vue.silence.motifs}
        decidee={vue.decision !== null}
        rendue={props.autreRendue}
      />
      <PaiementSection paiement={props.paiement} />
      <Complements vue={vue} />
      <LienReponsePapier vue={vue} />
      {props.avis.length > 0 ? avis : null}
      <Actes
        reference={demande.reference}
        revision={demande.revision}
        statut={demande.statut}
        today={today}
        fermes={fermes}
        demandables={props.demandables}
        silence={demarche.silence.effet}
        silenceAcquis={silenceAcquis(props)}
        rendue={rendue}
      >
        <LienParPartie reference={demande.reference} statut={demande.statut} parties={props.parties} />
      </Actes>
      {props.avis.length > 0 ? null : avis}
      <SectionDAgent echange={props.echange} ici={`/agents/demandes/${demande.reference}`} />
      <TransmissionSection
        reference={demande.reference}
        statut={demande.statut}
        transmission={props.transmission}
      />
      <LettresSection lettres={props.lettres} />
      <Histoire vue={vue} lignes={props.histoire} depliee={props.histoireDepliee} />
      {props.encadrement ? <LienVersJournal reference={demande.reference} /> : null}
      {props.encadrement ? (
        <LienDeConservation reference={demande.reference} finie={statuts[demande.statut].final} />
      ) : null}
      <Courriels vue={vue} />
    </>
  )
}

/** The sections that are there, in their order. */
function endroitsDe({ vue, avis, echange, fermes }: DemandePageProps): [id: string, mots: string][] {
  const { messages, plusAnciens, notes, notesPlusAnciennes } = echange
  const combien = (mots: string, nombre: number, encore: unknown): string =>
    nombre === 0 ? mots : `${mots} (${nombre}${encore ? '+' : ''})`
  const endroits: [id: string, mots: string, present: boolean][] = [
    ['reponses', 'Réponses', true],
    ['documents', 'Documents', true],
    ['decision', 'Décision', vue.decision !== null],
    ['complements', combien('Compléments', vue.complements.length, false), vue.complements.length > 0],
    ['avis', combien('Avis', avis.length, false), avis.length > 0],
    ['actes', 'Que faire\u00a0?', openActes(vue.demande.statut, fermes).length > 0],
    ['messages', combien('Messages', messages.length, plusAnciens), true],
    ['notes', combien('Notes internes', notes.length, notesPlusAnciennes), true],
    ['histoire-detail', 'Historique', true],
  ]
  return endroits.flatMap(([id, mots, present]) => (present ? [[id, mots]] : []))
}

const erreursOf = ({ acte, erreurs }: SaisieRendue) =>
  erreurs.map(({ champ, message }) => ({ nom: `${actesLabels[acte].chemin}.${champ}`, message }))

/** The day on which silence decided, when it has; YYYY-MM-DD. */
function silenceAcquis({ vue: { demande, silence }, today }: DemandePageProps): string | null {
  const le = silence.decision?.neeLe ?? demande.decision_implicite_le
  return le !== null && le <= today ? le : null
}

function dateeDe({ demande, complements, silence }: DemandeAInstruire): DemandeDatee {
  const ouvert = complements.find((complement) => complement.ouvert)
  const { motifs } = silence
  return {
    statut: demande.statut,
    decisionImpliciteLe: demande.decision_implicite_le,
    impliciteNee: silence.decision !== null,
    complementAvant: ouvert && attendBloquant(ouvert.elements) ? ouvert.echeance : null,
    motifsDusLe: motifs && !motifs.communiquesLe ? motifs.dusLe : null,
  }
}

function EnBref({ vue, demarche, today }: DemandePageProps) {
  const { demande, usager, agent, complements } = vue
  const ouvert = complements.find((complement) => complement.ouvert)
  const faits = { ...vue, demarche, today, attente: ouvert && attenteDe(ouvert) }
  return (
    <>
      <dl class="resume en-bref">
        <Ligne terme="État">
          <StatutTag statut={demande.statut} /> depuis le {momentCourt(demande.statut_depuis)}
        </Ligne>
        <Ligne terme="Démarche">{demarche.titre}</Ligne>
        <Ligne terme="Demandeur">
          {usager.prenom} {usager.nom}
          {usager.email ? (
            <>
              , <a href={`mailto:${usager.email}`}>{usager.email}</a>
            </>
          ) : null}
          {usager.telephone ? `, ${usager.telephone}` : ''}
          {usager.papier ? ' (demande papier, sans compte)' : ''}
        </Ligne>
        <Ligne terme="Déposée le">{momentCourt(demande.deposee_le)}</Ligne>
        {statuts[demande.statut].final ? null : (
          <Ligne terme="Urgence">
            <Urgence demande={dateeDe(vue)} today={today} />
          </Ligne>
        )}
        <Ligne terme="Agent">{agent ?? 'Personne pour l’instant'}</Ligne>
      </dl>
      {/* The one that presses is above; the others are looked up. */}
      <details>
        <summary>Tous les délais de la loi</summary>
        <HorlogesLegales faits={faits} lecteur="agent" />
      </details>
    </>
  )
}

function Ligne({ terme, children }: { terme: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{terme}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Reponses({ resume }: { resume: readonly PartieDeResume[] }) {
  return (
    <section aria-labelledby="reponses">
      <h2 id="reponses">Réponses</h2>
      {resume.map((partie) => (
        <>
          <h3>{partie.titre}</h3>
          <dl class="resume">
            {partie.lignes.map(({ libelle, valeur }) => (
              <Ligne terme={libelle}>{valeur === '' ? <span class="doux">Sans réponse</span> : valeur}</Ligne>
            ))}
          </dl>
        </>
      ))}
    </section>
  )
}
