import type { Demarche } from '../../../formulaire/demarche.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import { type ConservationVue, FinDeConservation } from '../../conservation/index.ts'
import { type DelaiConstate, DelaiHabituel } from '../../demarches/index.ts'
import type { Offre } from '../../documents/index.ts'
import { type EchangeVue, SectionMessages } from '../../echanges/index.ts'
import { DuEncadre, isToPay, type PaiementVue } from '../../paiements/index.ts'
import { aRemplacer, type PieceVue, type SortDePiece } from '../../pieces/index.ts'
import { attendus, attenteDe } from '../complement.ts'
import type { ComplementVue, DemandeVue } from '../demande.query.ts'
import { isAllowed, type Statut, statuts } from '../demande.ts'
import type { Faits } from '../horloges.ts'
import { timelineOf } from '../timeline.ts'
import { ChoixDeNotification } from './choix-de-notification.tsx'
import { ComplementARemplir, type SaisieDeComplement } from './complement-a-remplir.tsx'
import { ComplementsPasses } from './complements-passes.tsx'
import { CourrielsEnvoyes } from './courriels-envoyes.tsx'
import { DecisionSection } from './decision-section.tsx'
import { DocumentsDeDemande } from './documents-de-demande.tsx'
import { HorlogesLegales } from './horloges-legales.tsx'
import { ResumeView } from './resume-view.tsx'
import { SilenceEncadre } from './silence-encadre.tsx'
import { TransmissionSection } from './transmission-section.tsx'

export interface DemandePageProps {
  vue: DemandeVue
  demarche: Demarche
  collectivite: Collectivite
  parties: readonly PartieDeResume[]
  pieces: readonly PieceVue[]
  echange: EchangeVue
  piecesDuComplement: readonly PieceVue[]
  /** What the person keeps, where a complement asks for documents. */
  offres: readonly Offre[]
  /** Of one that has ended. */
  conservation: ConservationVue | undefined
  /** Of one that owes something. */
  paiement: PaiementVue | undefined
  /** Just filed: the acknowledgement is said on the spot. */
  nouvelle: boolean
  /** The answer to a complement as it was typed, when it could not be sent yet. */
  saisie: SaisieDeComplement
  sorts: ReadonlyMap<string, SortDePiece>
  delai: DelaiConstate | undefined
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

export function DemandePage(props: DemandePageProps) {
  const { vue, demarche, nouvelle } = props
  const { demande } = vue
  const statut = statuts[demande.statut]
  const ouvert = vue.complements.find((complement) => complement.ouvert)
  return (
    <>
      {nouvelle && demande.statut === 'deposee' ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>
            <strong>Votre demande est bien arrivée.</strong> Un accusé de réception vous est envoyé par
            courriel.
          </p>
        </div>
      ) : null}
      <p class="doux">{demarche.titre}</p>
      <h1 tabIndex={-1}>
        Demande <span class="d-un-bloc">{demande.reference}</span>
      </h1>
      <p class="chapeau">
        <strong>{statut.libelle}.</strong> {attenteEnMots(props)}
      </p>
      <MessagesNouveaux nombre={props.echange.nouveaux} />
      {ouvert ? null : <Raccourcis {...props} />}
      {ouvert ? (
        <ComplementARemplir
          complement={ouvert}
          reference={demande.reference}
          pieces={props.piecesDuComplement}
          envoyees={props.pieces}
          sorts={props.sorts}
          offres={props.offres}
          saisie={props.saisie}
          mois={demarche.silence.mois}
          nee={vue.silence.decision !== null}
          accordee={accordeeDe(demande.statut)}
          today={props.today}
        />
      ) : null}
      <DuEncadre vue={props.paiement} />
      <FinDeConservation vue={props.conservation} />
      <SilenceEncadre {...props} />
      {ouvert ? <Raccourcis {...props} /> : null}
      {vue.enLigne === null && !statut.final ? <ChoixDeNotification /> : null}
      {vue.decision ? (
        <DecisionSection
          decision={vue.decision}
          reference={demande.reference}
          demarche={demarche}
          collectivite={props.collectivite}
        />
      ) : null}
      <TransmissionSection vue={vue} />
      <div class="deux-colonnes">
        <div>
          <Dates {...props} />
          <ComplementsPasses complements={vue.complements} pieces={props.pieces} sorts={props.sorts} />
          <Histoire {...props} />
        </div>
        <aside>
          <DocumentsDeDemande
            reference={demande.reference}
            pieces={props.pieces}
            sorts={props.sorts}
            ouverte={!statut.final}
            demandes={piecesRedemandees(ouvert)}
          />
          <CourrielsEnvoyes courriels={vue.courriels} />
          <Contact demarche={demarche} />
          {isAllowed('desister', demande.statut, 'usager') ? (
            <Desistement reference={demande.reference} />
          ) : null}
        </aside>
      </div>
      <SectionMessages
        echange={props.echange}
        demarche={demarche}
        ici={`/espace/demandes/${demande.reference}`}
      />
      <details class="reponses">
        <summary>Vos réponses</summary>
        <ResumeView parties={props.parties} />
      </details>
      <p class="doux">
        Envoyée sous{' '}
        <a href={`/conditions-generales/versions/${demande.conditions_generales_version}`}>
          les conditions générales, version {demande.conditions_generales_version}
        </a>
        , et{' '}
        <a href={`/services/${demande.demarche}/conditions/versions/${demande.conditions_version}`}>
          les conditions de la démarche, version {demande.conditions_version}
        </a>
        .
      </p>
    </>
  )
}

/** Only something that is granted waits for a document beyond its decision. */
const accordeeDe = (statut: Statut): 'acceptee' | 'acceptee_partiellement' | null =>
  statut === 'acceptee' || statut === 'acceptee_partiellement' ? statut : null

/** Messages stand low on the page: those that were not read yet are told at once. */
function MessagesNouveaux({ nombre }: { nombre: number }) {
  if (nombre === 0) return null
  return (
    <div class="encadre" data-ton="info">
      <p>
        <strong>Le service vous a écrit.</strong>{' '}
        <a href="#messages">{nombre === 1 ? 'Lire son message' : `Lire ses ${nombre} nouveaux messages`}</a>
      </p>
    </div>
  )
}

/** The way down to what people come back for; after what is asked of them. */
function Raccourcis(props: DemandePageProps) {
  const remplacer = statuts[props.vue.demande.statut].attendu === 'agent' && documentARemplacer(props)
  return (
    <p class="raccourcis">
      <a href="#mes-documents">{remplacer ? 'Remplacer ce document' : 'Mes documents envoyés'}</a>
      {props.echange.nouveaux > 0 ? null : <a href="#messages">Mes échanges avec le service</a>}
    </p>
  )
}

/** The documents that a complement still asks for again. */
const piecesRedemandees = (complement: ComplementVue | undefined): ReadonlySet<string> =>
  new Set(attendus(complement?.elements ?? []).flatMap(({ pieceId }) => pieceId ?? []))

const documentARemplacer = ({ pieces, sorts }: DemandePageProps): boolean =>
  pieces.some((piece) => aRemplacer(piece, sorts.get(piece.id)))

function attenteEnMots(props: DemandePageProps): string {
  const { vue } = props
  const { attendu } = statuts[vue.demande.statut]
  if (attendu === 'agent' && vue.silence.decision) return 'Le service peut encore examiner votre demande.'
  if (attendu === 'agent' && documentARemplacer(props))
    return 'Le service examine votre demande. Un document est à remplacer.'
  if (attendu === 'agent' && props.paiement && isToPay(props.paiement))
    return 'Le service examine votre demande. Il vous reste à payer.'
  if (attendu === 'agent') return 'Le service examine votre demande. Vous n’avez rien à faire.'
  if (attendu === 'usager') return 'Le service attend une réponse de votre part.'
  return ''
}

function Dates(props: DemandePageProps) {
  const { demande } = props.vue
  return (
    <>
      <HorlogesLegales faits={faitsDe(props)} lecteur="usager" />
      <DelaiHabituel delai={props.delai} />
      <p>
        <a href={`/espace/demandes/${demande.reference}/accuse-reception.pdf`} data-telecharge>
          Accusé de réception (PDF)
        </a>
      </p>
    </>
  )
}

function faitsDe({ vue, demarche, today }: DemandePageProps): Faits {
  const ouvert = vue.complements.find((complement) => complement.ouvert)
  return { ...vue, demarche, today, attente: ouvert && attenteDe(ouvert) }
}

function Histoire({ vue }: DemandePageProps) {
  return (
    <section>
      <h2>Ce qui s’est passé</h2>
      <ol class="frise">
        {timelineOf(vue.histoire).map((etape) => (
          <li>
            <time dateTime={etape.le.toISOString()}>{longMoment(etape.le)}</time>
            {etape.titre}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Contact({ demarche }: { demarche: Demarche }) {
  return (
    <section>
      <h2>Une question ?</h2>
      <p>
        <Telephone numero={demarche.contact.telephone} />, {demarche.contact.horaires}
      </p>
      <AdressePostale lignes={demarche.contact.adressePostale} />
    </section>
  )
}

function Desistement({ reference }: { reference: string }) {
  return (
    <details>
      <summary>Retirer ma demande</summary>
      <p>
        Le service arrêtera de l’examiner. Vous pourrez en faire une autre tant que la démarche est ouverte.
      </p>
      <form method="post" action={`/espace/demandes/${reference}/desistement`}>
        <button type="submit" class="ds-button" data-variant="secondary">
          Oui, retirer ma demande
        </button>
      </form>
    </details>
  )
}
