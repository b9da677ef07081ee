import type { Demarche } from '../../../formulaire/demarche.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { AvisSection, type AvisVu } from '../../avis/index.ts'
import { statuts } from '../../demandes/index.ts'
import { type EchangeDAgentVue, SectionDAgent } from '../../echanges/index.ts'
import { LienVersJournal } from '../../journal/index.ts'
import type { ApercusDePiece, PieceVue } from '../../pieces/index.ts'
import { effetDuComplement } from '../acte-d-agent.ts'
import type { ActeDAgent } from '../actes-labels.ts'
import { actesLabels } from '../actes-labels.ts'
import { delaiDeSilence } from '../dates-legales.ts'
import type { DemandeAInstruire, Lignes } from '../demande-a-instruire.query.ts'
import type { Autour } from '../entourage.ts'
import { momentCourt } from '../jours.ts'
import type { LettreVue } from '../lettres.query.ts'
import type { SaisieRendue } from '../saisie-rendue.ts'
import type { TransmissionFaite } from '../transmission.query.ts'
import { Actes, openActes } from './actes.tsx'
import { Complements, Courriels, Decision, Histoire } from './dossier.tsx'
import { LettresSection } from './lettres-section.tsx'
import { Pieces } from './pieces.tsx'
import { RefusAlerte } from './refus-alerte.tsx'
import { StatutTag } from './statut-tag.tsx'
import { TransmissionSection } from './transmission-section.tsx'
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
  /** Day in Paris, YYYY-MM-DD. */
  today: string
  /** Acts that the law no longer leaves open. */
  fermes: readonly ActeDAgent[]
  rendue?: SaisieRendue
  /** Which lines of the journal are shown. */
  histoire: Lignes
  autour?: Autour
  /** Whoever reads answers for the démarche. */
  encadrement: boolean
}

const EFFETS_POUR_L_AGENT = {
  suspend:
    'Le délai de décision est suspendu jusqu’à la réponse, au plus tard jusqu’à la date limite (CRPA, L114-5).',
  recommence: 'Le délai de décision ne courra qu’à partir de la réponse (CRPA, L114-5).',
} as const

/** One demande on the counter: answers and documents side by side, then the acts, then the story. */
export function DemandePage(props: DemandePageProps) {
  const { vue, demarche, resume, pieces, apercus, today, fermes, rendue, autour } = props
  const { demande } = vue
  const shown = rendue && openActes(demande.statut, fermes).includes(rendue.acte)
  return (
    <>
      <nav aria-label="Fil d’Ariane">
        <ol class="fil">
          <li>
            <a href="/agents">Demandes à examiner</a>
          </li>
          <li aria-current="page">{demande.reference}</li>
        </ol>
      </nav>
      {autour?.chemin}
      <h1 tabIndex={-1}>
        Demande <span class="reference">{demande.reference}</span>
      </h1>
      {rendue?.refus ? <RefusAlerte rendue={rendue} aRecopier={!shown} /> : null}
      {rendue && shown ? <ErrorSummary erreurs={erreursOf(rendue)} /> : null}
      <EnBref {...props} />
      {autour?.reperes}
      <div class="deux-colonnes en-regard">
        <Volet titre="reponses">
          <Reponses resume={resume} />
        </Volet>
        <Volet titre="documents">
          <Pieces pieces={pieces} apercus={apercus} resume={resume} />
        </Volet>
      </div>
      <Decision vue={vue} />
      <Complements vue={vue} />
      <AvisSection reference={demande.reference} avis={props.avis} ouverte={!statuts[demande.statut].final} />
      <Actes
        reference={demande.reference}
        revision={demande.revision}
        statut={demande.statut}
        today={today}
        fermes={fermes}
        effetComplement={EFFETS_POUR_L_AGENT[effetDuComplement(demarche)]}
        rendue={rendue}
      />
      <SectionDAgent echange={props.echange} ici={`/agents/demandes/${demande.reference}`} />
      <TransmissionSection
        reference={demande.reference}
        statut={demande.statut}
        transmission={props.transmission}
      />
      <LettresSection lettres={props.lettres} />
      <Histoire vue={vue} lignes={props.histoire} />
      {props.encadrement ? <LienVersJournal reference={demande.reference} /> : null}
      <Courriels vue={vue} />
    </>
  )
}

const erreursOf = ({ acte, erreurs }: SaisieRendue) =>
  erreurs.map(({ champ, message }) => ({ nom: `${actesLabels[acte].chemin}.${champ}`, message }))

function EnBref({ vue, demarche, today }: DemandePageProps) {
  const { demande, usager, agent, complements } = vue
  const delai = delaiDeSilence(
    demande,
    demarche,
    today,
    complements.find(({ ouvert }) => ouvert),
  )
  return (
    <>
      <dl class="resume">
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
        <Ligne terme="Agent">{agent ?? 'Personne pour l’instant'}</Ligne>
      </dl>
      {delai ? (
        <div class="encadre" data-ton={delai.ton}>
          <p>{delai.texte}</p>
        </div>
      ) : null}
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
