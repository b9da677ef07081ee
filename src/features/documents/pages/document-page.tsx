import { raisonEnMots, remedeEnMots } from '../../../formulaire/refus-de-piece.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { Case, Groupe, Ligne } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import { type DocumentTape, type ErreurDeDocument, USUELLE } from '../check-document.ts'
import type { DocumentVu } from '../documents.query.ts'
import { validiteEnMots } from '../documents-en-mots.ts'
import { NATURES } from '../natures.ts'
import type { Usage } from '../refusals.ts'
import { VALIDITES } from '../validite.ts'
import { EtatDuDocument } from './documents-page.tsx'

export interface DocumentPageProps {
  document: DocumentVu
  tape: DocumentTape
  erreurs: readonly ErreurDeDocument[]
  /** YYYY-MM-DD in Paris. */
  aujourdhui: string
  /** Just added: what it is has still to be said. */
  ajoute: boolean
  /** Just changed. */
  fait: boolean
  /** The person refused the general terms: nothing can be changed. */
  restreint: boolean
}

/** What the form shows of a document as it is kept. */
export const tapeDuDocument = (document: DocumentVu): DocumentTape => ({
  nom: document.nom,
  nature: document.nature,
  dateDuDocument: document.dateDuDocument ?? '',
  validite: document.validite === NATURES[document.nature].validite ? USUELLE : document.validite,
  valableJusquAu: document.validite === 'date' ? (document.valableJusquAu ?? '') : '',
})

/** One document: what it is, until when, where it serves, and how to get rid of it. */
export function DocumentPage(props: DocumentPageProps) {
  const { document, erreurs, aujourdhui, ajoute, fait, restreint } = props
  return (
    <div class="formulaire">
      {ajoute && erreurs.length === 0 ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>Le document est dans votre espace. Dites-nous maintenant ce que c’est.</p>
        </div>
      ) : null}
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>C’est enregistré.</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>{document.nom}</h1>
      <ErrorSummary erreurs={erreurs} />
      <p class="chapeau">
        {NATURES[document.nature].titre}. {validiteEnMots(document, aujourdhui)}.{' '}
        <EtatDuDocument document={document} aujourdhui={aujourdhui} />
      </p>
      {document.etat === 'infectee' ? null : (
        <p>
          <a href={`/espace/documents/${document.id}/contenu`} data-telecharge>
            Télécharger ce document
          </a>
        </p>
      )}
      {document.refusee ? (
        <p>
          Il ne peut pas servir : {raisonEnMots[document.refusee]}. {remedeEnMots[document.refusee]}
        </p>
      ) : null}
      <Demandes demandes={document.demandes} />
      {restreint ? null : <Formulaire {...props} />}
      <Suppression document={document} />
      <p>
        <a href="/espace/documents">Revenir à mes documents</a>
      </p>
    </div>
  )
}

function Demandes({ demandes }: { demandes: readonly string[] }) {
  if (demandes.length === 0) return null
  return (
    <p>
      Envoyé avec{' '}
      {demandes.map((reference, i) => (
        <>
          {i > 0 ? ', ' : null}
          <a href={`/espace/demandes/${reference}`}>{reference}</a>
        </>
      ))}
      .
    </p>
  )
}

function Formulaire({ document, tape, erreurs }: DocumentPageProps) {
  const messagesDe = (nom: keyof DocumentTape): string[] =>
    erreurs.filter((erreur) => erreur.nom === nom).map(({ message }) => message)
  return (
    <form method="post" action={`/espace/documents/${document.id}`} noValidate>
      <h2>Ce que c’est</h2>
      <Ligne nom="nom" libelle="Son nom" valeur={tape.nom} messages={messagesDe('nom')} requis />
      <Choix
        nom="nature"
        libelle="Quel document est-ce ?"
        choisi={tape.nature}
        messages={messagesDe('nature')}
        options={Object.entries(NATURES).map(([valeur, { titre }]) => ({ valeur, libelle: titre }))}
      />
      <Ligne
        nom="dateDuDocument"
        libelle="Sa date (facultatif)"
        aide="Celle qui est écrite dessus. Sans elle, nous comptons à partir du jour où vous l’avez ajouté."
        type="date"
        court
        valeur={tape.dateDuDocument}
        messages={messagesDe('dateDuDocument')}
      />
      <Choix
        nom="validite"
        libelle="Jusqu’à quand est-il valable ?"
        choisi={tape.validite}
        messages={messagesDe('validite')}
        options={[
          { valeur: USUELLE, libelle: 'La durée habituelle de ce document', aide: USUELLES },
          ...Object.entries(VALIDITES).map(([valeur, { libelle }]) => ({ valeur, libelle })),
        ]}
      />
      <Ligne
        nom="valableJusquAu"
        libelle="Sa date de fin, si vous avez choisi de l’écrire (facultatif)"
        type="date"
        court
        valeur={tape.valableJusquAu}
        messages={messagesDe('valableJusquAu')}
      />
      <div class="actions">
        <button type="submit" class="ds-button">
          Enregistrer
        </button>
      </div>
    </form>
  )
}

const USUELLES =
  'Certificat de scolarité : jusqu’au 31 août. Avis d’imposition : un an. Photo : six mois. Attestation CAF ou MSA, justificatif de domicile : trois mois. Pièce d’identité : la date écrite dessus. RIB, jugement : sans date de fin.'

function Choix(props: {
  nom: keyof DocumentTape
  libelle: string
  choisi: string
  messages: readonly string[]
  options: readonly { valeur: string; libelle: string; aide?: string }[]
}) {
  const { nom, libelle, choisi, messages, options } = props
  return (
    <Groupe nom={nom} libelle={libelle} messages={messages} cases="radio">
      {options.map((option, i) => (
        <Case
          type="radio"
          nom={nom}
          id={i === 0 ? idDe(nom) : `${idDe(nom)}-${option.valeur}`}
          cochee={option.valeur === choisi}
          {...option}
        />
      ))}
    </Groupe>
  )
}

function Suppression({ document }: { document: DocumentVu }) {
  if (document.enCours.length > 0)
    return (
      <section>
        <h2>Le supprimer</h2>
        <p>Pas encore : une demande en cours en a besoin.</p>
        <Usages usages={document.enCours} />
      </section>
    )
  return (
    <details class="discret">
      <summary>Supprimer ce document</summary>
      <form method="post" action={`/espace/documents/${document.id}/suppression`}>
        <p>
          Il sera effacé de « Mes documents ». Les demandes déjà envoyées gardent la copie que vous leur avez
          jointe.
        </p>
        <button type="submit" class="ds-button" data-variant="secondary">
          Oui, supprimer
        </button>
      </form>
    </details>
  )
}

/** Which demandes need a document, and until when. */
export function Usages({ usages }: { usages: readonly Usage[] }) {
  return (
    <ul>
      {usages.map(({ reference, reponseAvant }) => (
        <li>
          <a href={`/espace/demandes/${reference}`}>Demande {reference}</a> : vous pourrez le supprimer quand
          elle sera décidée
          {reponseAvant ? `, sans réponse de notre part, le délai finit le ${longDay(reponseAvant)}` : ''}.
        </li>
      ))}
    </ul>
  )
}
