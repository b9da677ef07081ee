import type { Parcours } from '../../../formulaire/reach.ts'
import { summarise } from '../../../formulaire/summary.ts'
import { Case } from '../../../ui/champs/cadre.tsx'
import { ResumeView } from '../../demandes/index.ts'

interface RelecturePapierPageProps {
  id: string
  titre: string
  parcours: Parcours
}

/** The last look before a paper demande is filed. */
export function RelecturePapierPage({ id, titre, parcours }: RelecturePapierPageProps) {
  const base = `/agents/papier/saisies/${id}`
  return (
    <div class="texte">
      <p class="doux">{titre} · demande papier · dernière étape</p>
      <h1 tabIndex={-1}>Relisez avant d’enregistrer</h1>
      <ResumeView parties={summarise(parcours)} base={base} />
      <form method="post" action={`${base}/depot`}>
        {parcours.complet ? null : (
          <div class="encadre" data-ton="attention">
            <p>
              Des réponses ou des documents manquent. La date d’arrivée compte quand même : enregistrez la
              demande, puis demandez un complément.
            </p>
            <Case
              type="checkbox"
              id="incomplet"
              nom="incomplet"
              valeur="oui"
              libelle="Enregistrer cette demande incomplète, comme elle est arrivée"
              cochee={false}
            />
          </div>
        )}
        <p>Un accusé de réception à imprimer et à envoyer sera écrit.</p>
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer la demande
          </button>
        </div>
      </form>
    </div>
  )
}
