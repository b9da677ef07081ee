import type { Demarche } from '../../../formulaire/demarche.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import type { Collectivite } from '../../../platform/collectivite/collectivite.ts'
import { longDay, longMoment } from '../../../platform/legal-clock/paris.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Televersement } from '../../../ui/champs/piece-view.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import { voiesDeRecours } from '../../demarches/index.ts'
import { DocumentsDuChamp, type Offre } from '../../documents/index.ts'
import type { PieceVue } from '../../pieces/index.ts'
import { mentionsLegales } from '../courriels/accuse-reception.ts'
import type { ComplementVue, DemandeVue } from '../demande.query.ts'
import { isAllowed, statuts } from '../demande.ts'
import { timelineOf } from '../timeline.ts'
import { ResumeView } from './resume-view.tsx'

export interface DemandePageProps {
  vue: DemandeVue
  demarche: Demarche
  collectivite: Collectivite
  parties: readonly PartieDeResume[]
  pieces: readonly PieceVue[]
  piecesDuComplement: readonly PieceVue[]
  /** What the person keeps, where a complement asks for documents. */
  offres: readonly Offre[]
  /** YYYY-MM-DD in Paris. */
  aujourdhui: string
  /** Just filed: the acknowledgement is said on the spot. */
  nouvelle: boolean
  /** The answer to a complement as it was typed, when it could not be sent yet. */
  reponse: string
  erreur?: string
}

const ACCEPT = 'application/pdf,.pdf,image/jpeg,.jpg,.jpeg,image/png,.png,image/heic,.heic'

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
      <h1 tabIndex={-1}>Demande {demande.reference}</h1>
      <p class="chapeau">
        <strong>{statut.libelle}.</strong> {attenteEnMots(props)}
      </p>
      {ouvert ? <Complement complement={ouvert} {...props} /> : null}
      <Decision {...props} />
      <div class="deux-colonnes">
        <div>
          <Dates {...props} />
          <Histoire {...props} />
        </div>
        <aside>
          <Documents {...props} />
          <Courriels {...props} />
          <Contact demarche={demarche} />
          {isAllowed('desister', demande.statut, 'usager') ? (
            <Desistement reference={demande.reference} />
          ) : null}
        </aside>
      </div>
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

function attenteEnMots({ vue, demarche }: DemandePageProps): string {
  const { attendu } = statuts[vue.demande.statut]
  if (attendu === 'agent')
    return `${demarche.contact.service} examine votre demande. Vous n’avez rien à faire.`
  if (attendu === 'usager') return 'Le service attend une réponse de votre part.'
  return ''
}

function Complement({
  complement,
  vue,
  piecesDuComplement,
  offres,
  aujourdhui,
  reponse,
  erreur,
}: DemandePageProps & { complement: ComplementVue }) {
  const ici = `/espace/demandes/${vue.demande.reference}`
  return (
    <section class="encadre" data-ton="attention">
      <h2>Ce qu’il faut compléter</h2>
      <p>
        Avant le <strong>{longDay(complement.echeance)}</strong>.{' '}
        {complement.effet === 'suspend'
          ? 'Jusqu’à votre réponse, et au plus tard jusqu’à ce jour-là, le délai d’examen est suspendu.'
          : null}
        {complement.effet === 'recommence'
          ? 'Le délai d’examen recommencera quand vous aurez répondu.'
          : null}
      </p>
      <ul>
        {complement.elements.map((element) => (
          <li>{element}</li>
        ))}
      </ul>
      {complement.message ? <p>{complement.message}</p> : null}
      <Televersement
        id="document-complement"
        libelle="Ajouter un document"
        aide="PDF, JPEG, PNG, HEIC, 10 Mo au plus."
        accept={ACCEPT}
        messages={[]}
        adresse={`/espace/complements/${complement.id}/pieces`}
        retour={ici}
        plein={false}
      />
      <form method="post" action={`${ici}/complement`}>
        <input type="hidden" name="complement" value={complement.id} />
        <ul class="fichiers">
          {piecesDuComplement.map((piece) => (
            <li>
              <span>{piece.nomFichier} – reçu</span>
              <button type="submit" class="lien" name="retirer-piece" value={piece.id}>
                Retirer<span class="sr"> {piece.nomFichier}</span>
              </button>
            </li>
          ))}
        </ul>
        <DocumentsDuChamp
          offres={offres}
          place={{ pieces: piecesDuComplement, plein: false }}
          aujourdhui={aujourdhui}
        />
        <div class="champ" {...(erreur ? { 'data-erreur': '' } : {})}>
          <label for="reponse">Votre réponse (facultatif si vous ajoutez un document)</label>
          {erreur ? (
            <p class="erreur" id="reponse-erreur" role="alert">
              {erreur}
            </p>
          ) : null}
          <textarea
            id="reponse"
            name="reponse"
            rows={4}
            aria-describedby={erreur ? 'reponse-erreur' : undefined}
            value={reponse}
          />
        </div>
        <button type="submit" class="ds-button">
          Envoyer ma réponse
        </button>
      </form>
    </section>
  )
}

function Decision({ vue, demarche, collectivite }: DemandePageProps) {
  const { decision, demande } = vue
  if (!decision) return null
  const statut = statuts[demande.statut]
  return (
    <section class="encadre" data-ton={statut.ton}>
      <h2>La décision : {statut.libelle.toLowerCase()}</h2>
      <p>
        Prise le {longMoment(decision.priseLe)} par {decision.prisePar}, {demarche.contact.service}.
      </p>
      {decision.motivation ? <p class="motivation">{decision.motivation}</p> : null}
      {decision.sens === 'acceptee' ? null : (
        <>
          <h3>Si vous n’êtes pas d’accord</h3>
          {voiesDeRecours(demarche, collectivite).map((texte) => (
            <p>{texte}</p>
          ))}
        </>
      )}
    </section>
  )
}

function Dates({ vue, demarche }: DemandePageProps) {
  const { demande } = vue
  return (
    <section>
      <h2>Les dates</h2>
      <p>Reçue le {longMoment(demande.deposee_le)}.</p>
      {statuts[demande.statut].final ? null : demande.decision_implicite_le ? (
        mentionsLegales({ demarche, decisionImpliciteLe: demande.decision_implicite_le }).map((texte) => (
          <p>{texte}</p>
        ))
      ) : (
        <p>{delaiArrete(vue)}</p>
      )}
      <p>
        <a href={`/espace/demandes/${demande.reference}/accuse-reception.pdf`} data-telecharge>
          Accusé de réception (PDF)
        </a>
      </p>
    </section>
  )
}

/** The clock of silence while an answer is waited for: it never stops beyond the deadline (CRPA L114-5). */
function delaiArrete({ complements }: DemandeVue): string {
  const ouvert = complements.find((complement) => complement.ouvert)
  return ouvert?.effet === 'suspend'
    ? `Le délai d’examen est suspendu jusqu’à votre réponse, et au plus tard jusqu’au ${longDay(ouvert.echeance)}.`
    : 'Le délai d’examen est suspendu jusqu’à votre réponse.'
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

function Documents({ pieces }: DemandePageProps) {
  return (
    <section>
      <h2>Mes documents</h2>
      {pieces.length === 0 ? <p>Aucun document n’a été envoyé avec cette demande.</p> : null}
      <ul class="fichiers">
        {pieces.map((piece) => (
          <li>
            <a href={`/espace/pieces/${piece.id}/contenu`} data-telecharge class="piece-nom">
              {piece.nomFichier}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Courriels({ vue }: DemandePageProps) {
  return (
    <section>
      <h2>Les courriels envoyés</h2>
      <ul>
        {vue.courriels.map((courriel) => (
          <li>
            {courriel.sujet}{' '}
            <span class="doux">
              {courriel.envoyeLe ? longMoment(courriel.envoyeLe) : courriel.perdu ? null : 'en cours d’envoi'}
              {courriel.perdu ? <strong> Il n’est pas arrivé.</strong> : null}
            </span>
          </li>
        ))}
      </ul>
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
        Le service arrêtera de l’examiner. Vous pourrez en faire une autre tant que la campagne est ouverte.
      </p>
      <form method="post" action={`/espace/demandes/${reference}/desistement`}>
        <button type="submit" class="ds-button" data-variant="secondary">
          Oui, retirer ma demande
        </button>
      </form>
    </details>
  )
}
