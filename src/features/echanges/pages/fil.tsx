import { refusEnMots } from '../../../formulaire/refus-de-piece.ts'
import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { alertesEnMots, EtatDePieceTag, etatsDePiece, mayOpenFile, PagesDePiece } from '../../pieces/index.ts'
import type { DocumentVue, EchangeVue, MessageVue } from '../echange.query.ts'

/** Whose eyes read it. */
export type Cote = 'usager' | 'agent'

/** Where each side reads an exchange. */
export const adresseDe = (cote: Cote, reference: string): string =>
  cote === 'usager' ? `/espace/demandes/${reference}/messages` : `/agents/demandes/${reference}/messages`

/** The messages, oldest first. What was typed is shown as it was typed: a tag in it is text. */
export function Fil({ echange, cote }: { echange: EchangeVue; cote: Cote }) {
  const { messages, plusAnciens, demande } = echange
  return (
    <>
      {plusAnciens ? (
        <p>
          <a href={`${adresseDe(cote, demande.reference)}?avant=${plusAnciens}`}>Messages plus anciens</a>
        </p>
      ) : null}
      {messages.length === 0 ? <p>Aucun message pour l’instant.</p> : null}
      <ol class="echange">
        {messages.map((message) => (
          <Message message={message} cote={cote} />
        ))}
      </ol>
    </>
  )
}

function Message({ message, cote }: { message: MessageVue; cote: Cote }) {
  const { auteur, par, texte, envoyeLe, documents } = message
  const mien = auteur === cote
  const Document = cote === 'usager' ? DocumentDUsager : DocumentDAgent
  return (
    <li class="message" data-auteur={mien ? 'moi' : 'autre'}>
      <p class="message-tete">
        <strong>{mien && cote === 'usager' ? 'Vous' : par}</strong>{' '}
        <time class="doux" dateTime={envoyeLe.toISOString()}>
          {longMoment(envoyeLe)}
        </time>
      </p>
      {texte ? <p class="message-texte">{texte}</p> : null}
      {documents.length > 0 ? (
        <ul class="fichiers">
          {documents.map((document) => (
            <Document document={document} mien={mien} />
          ))}
        </ul>
      ) : null}
      <p class="doux message-lecture">{lectureEnMots(message, mien, cote)}</p>
    </li>
  )
}

function lectureEnMots({ luLe }: MessageVue, mien: boolean, cote: Cote): string {
  const qui = mien === (cote === 'usager') ? 'le service' : 'l’usager'
  if (mien) return luLe ? `Lu par ${qui} le ${longMoment(luLe)}` : `Pas encore lu par ${qui}`
  return luLe ? `Lu le ${longMoment(luLe)}` : ''
}

type DocumentProps = { document: DocumentVue; mien: boolean }

/** To the person, only what they may have to do something about. */
function DocumentDUsager({ document, mien }: DocumentProps) {
  const { id, nomFichier, etat, alertes, refusee } = document
  const ouvert = etat !== 'infectee' && (mien || mayOpenFile(document))
  return (
    <li>
      <Nom adresse={ouvert ? `/espace/messages/documents/${id}/contenu` : undefined}>{nomFichier}</Nom>
      {refusee ? <strong class="refusee"> – {refusEnMots[refusee]}</strong> : null}
      {ouvert || refusee ? null : <span class="doux"> {etatsDePiece[etat]}</span>}
      {!ouvert && alertes.length > 0 ? (
        <span class="doux">
          . Il ne s’ouvre pas ici : il contient {alertes.map((alerte) => alertesEnMots[alerte]).join(', ')}.
          Demandez-en un autre.
        </span>
      ) : null}
    </li>
  )
}

/** As the documents of the demande: an agent opens no stranger’s file that holds more than its pages. */
function DocumentDAgent({ document }: DocumentProps) {
  const adresse = `/agents/messages/documents/${document.id}`
  return (
    <li>
      <Nom adresse={mayOpenFile(document) ? `${adresse}/contenu` : undefined}>{document.nomFichier}</Nom>
      <EtatDePieceTag {...document} />
      <PagesDePiece adresse={adresse} piece={document} apercus={document.apercus} />
    </li>
  )
}

function Nom({ adresse, children }: { adresse: string | undefined; children: string }) {
  return adresse ? (
    <a href={adresse} data-telecharge class="piece-nom">
      {children}
    </a>
  ) : (
    <span class="piece-nom">{children}</span>
  )
}
