import { Televersement } from '../../../ui/champs/piece-view.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Ton } from '../../../ui/ton.ts'
import { type EtatDePiece, MAX_DOCUMENTS } from '../../pieces/index.ts'
import type { DocumentVu } from '../documents.query.ts'
import { dateDe, validiteEnMots } from '../documents-en-mots.ts'
import { NATURES } from '../natures.ts'
import { type EtatDeValidite, etatDeValidite } from '../validite.ts'

const ETATS = {
  valable: undefined,
  bientot: { mot: 'Bientôt plus valable', ton: 'attention' },
  perime: { mot: 'Plus valable', ton: 'danger' },
} as const satisfies Record<EtatDeValidite, { mot: string; ton: Ton } | undefined>

/** What the analysis of a file has to say to who keeps it. */
const ANALYSES = {
  recue: undefined,
  quarantaine: undefined,
  saine: undefined,
  non_analysee: undefined,
  infectee: 'Détruit : il contenait un virus',
  ecartee: 'Ne peut pas servir',
  liberee: undefined,
} as const satisfies Record<EtatDePiece, string | undefined>

export interface DocumentsPageProps {
  documents: readonly DocumentVu[]
  /** YYYY-MM-DD in Paris. */
  aujourdhui: string
  /** The person refused the general terms: nothing can be added. */
  restreint: boolean
  /** Just deleted. */
  supprime: boolean
}

/** « Mes documents »: what the person keeps, by kind. */
export function DocumentsPage({ documents, aujourdhui, restreint, supprime }: DocumentsPageProps) {
  const natures = Object.entries(NATURES).flatMap(([nature, { titre }]) => {
    const siens = documents.filter((document) => document.nature === nature)
    return siens.length > 0 ? [{ titre, siens }] : []
  })
  return (
    <>
      {supprime ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>Le document est supprimé de votre espace.</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Mes documents</h1>
      <p class="chapeau">
        Gardez ici vos justificatifs : un geste suffit pour les reprendre dans une demande. Vous seul les
        voyez, tant que vous ne les envoyez pas.
      </p>
      <Rappel />
      {documents.length === 0 ? <p>Vous ne gardez pas encore de document.</p> : null}
      {natures.map(({ titre, siens }) => (
        <section>
          <h2>{titre}</h2>
          <ul class="fichiers">
            {siens.map((document) => (
              <Ligne document={document} aujourdhui={aujourdhui} />
            ))}
          </ul>
        </section>
      ))}
      {restreint ? null : <Ajout plein={documents.length >= MAX_DOCUMENTS} />}
    </>
  )
}

function Rappel() {
  return (
    <div class="encadre" data-ton="info">
      <p>
        <strong>Gardez vos originaux.</strong> Ce sont des copies : elles ne remplacent pas le papier, ni le
        fichier que vous avez reçu. Si vous fermez votre espace, elles seront effacées.
      </p>
    </div>
  )
}

function Ajout({ plein }: { plein: boolean }) {
  return (
    <section>
      <h2>Ajouter un document</h2>
      {plein ? (
        <p>Vous gardez déjà {MAX_DOCUMENTS} documents. Supprimez-en un pour en ajouter un autre.</p>
      ) : (
        <Televersement
          id="document"
          libelle="Choisir un document"
          aide="PDF, JPEG, PNG, HEIC, 10 Mo au plus. Vous direz ensuite ce que c’est."
          messages={[]}
          adresse="/espace/documents/envois"
          retour="/espace/documents"
          plein={false}
        />
      )}
    </section>
  )
}

function Ligne({ document, aujourdhui }: { document: DocumentVu; aujourdhui: string }) {
  const { id, nom, demandes } = document
  return (
    <li>
      <span>
        <a href={`/espace/documents/${id}`} class="piece-nom">
          {nom}
        </a>{' '}
        <EtatDuDocument document={document} aujourdhui={aujourdhui} />
        <br />
        <span class="doux">
          {dateDe(document)} – {validiteEnMots(document, aujourdhui)}
          {demandes.length > 0 ? ` – envoyé avec ${demandes.join(', ')}` : null}
        </span>
      </span>
      {document.etat === 'infectee' ? null : (
        <a href={`/espace/documents/${id}/contenu`} data-telecharge>
          Télécharger<span class="sr"> {nom}</span>
        </a>
      )}
    </li>
  )
}

/** What there is to say of a document at a glance; nothing of one that is all right. */
export function EtatDuDocument({ document, aujourdhui }: { document: DocumentVu; aujourdhui: string }) {
  const refus = ANALYSES[document.etat]
  if (refus) return <Tag ton="danger">{refus}</Tag>
  const etat = ETATS[etatDeValidite(document.valableJusquAu, aujourdhui)]
  return etat ? <Tag ton={etat.ton}>{etat.mot}</Tag> : null
}
