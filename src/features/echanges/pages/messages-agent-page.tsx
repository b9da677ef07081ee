import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { DejaParti } from './messages-page.tsx'
import { SectionDAgent, type SectionDAgentProps } from './section-agent.tsx'

interface MessagesAgentPageProps extends Omit<SectionDAgentProps, 'ici'> {
  titre: string
  fait: 'envoye' | 'note' | 'insere' | undefined
  dejaParti: boolean
}

const FAITS = {
  envoye: 'Votre message est envoyé. L’usager est prévenu comme il l’a choisi.',
  note: 'Votre note est gardée. L’usager ne la voit pas.',
  insere: 'Le modèle est inséré. Relisez le message et complétez-le avant de l’envoyer.',
} as const

/** The exchange about one demande and the notes, as an agent reads them. */
export function MessagesAgentPage({ titre, fait, dejaParti, ...section }: MessagesAgentPageProps) {
  const { reference } = section.echange.demande
  const erreurs = [
    ...(section.tape?.erreur ? [{ nom: 'texte', message: section.tape.erreur }] : []),
    ...(section.note?.erreur ? [{ nom: 'note', message: section.note.erreur }] : []),
  ]
  return (
    <>
      <nav aria-label="Fil d’Ariane">
        <ol class="fil">
          <li>
            <a href="/agents">Demandes à examiner</a>
          </li>
          <li>
            <a href={`/agents/demandes/${reference}`}>{reference}</a>
          </li>
          <li aria-current="page">Messages</li>
        </ol>
      </nav>
      <h1 tabIndex={-1}>Messages de la demande {reference}</h1>
      <p class="doux">{titre}</p>
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>{FAITS[fait]}</p>
        </div>
      ) : null}
      {dejaParti ? <DejaParti /> : null}
      <ErrorSummary erreurs={erreurs} />
      <SectionDAgent ici={`/agents/demandes/${reference}/messages`} {...section} />
    </>
  )
}
