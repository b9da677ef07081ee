import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
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
      <Fil
        etapes={[
          ['Demandes à examiner', '/agents'],
          [reference, `/agents/demandes/${reference}`],
        ]}
        ici="Messages"
      />
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
