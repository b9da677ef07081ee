import type { DemandeAInstruire } from '../demande-a-instruire.query.ts'

/** The way to what came by post, while a demande that came on paper waits for something. */
export function LienReponsePapier({ vue: { demande, complements } }: { vue: DemandeAInstruire }) {
  if (demande.usager_id !== null || !complements.some(({ ouvert }) => ouvert)) return null
  if (demande.statut !== 'a_completer' && demande.statut !== 'en_instruction') return null
  return (
    <p>
      <a href={`/agents/demandes/${demande.reference}/reponse-par-courrier`}>
        Enregistrer la réponse reçue par courrier
      </a>
    </p>
  )
}
