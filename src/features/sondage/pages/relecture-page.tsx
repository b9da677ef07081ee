import { longMoment } from '../../../platform/legal-clock/paris.ts'
import type { SondageEcrit } from '../sondage.query.ts'
import { QuestionView } from './question-view.tsx'
import { ResultatsView } from './resultats-view.tsx'

/** A poll as people read it, what was answered, and what may be done with it. */
export function RelecturePage({ sondage }: { sondage: SondageEcrit }) {
  const brouillon = sondage.etat === 'brouillon'
  return (
    <div class="texte">
      <p>
        <a href="/agents/administration/sondages">Sondages</a>
      </p>
      <h1 tabIndex={-1}>{brouillon ? 'Relire le sondage' : 'Suivre le sondage'}</h1>
      <p class="chapeau">{etatEnMots(sondage)}</p>
      {brouillon ? (
        <>
          <div class="encadre apercu">
            <QuestionView sondage={sondage} />
          </div>
          <p>
            <a href={`/agents/administration/sondages/${sondage.numero}`}>Modifier</a>
          </p>
        </>
      ) : (
        <ResultatsView sondage={sondage} />
      )}
      <Actes sondage={sondage} />
    </div>
  )
}

function etatEnMots({ etat, ouvertLe, fermeLe }: SondageEcrit): string {
  if (etat === 'ouvert' && ouvertLe)
    return `Ce sondage est ouvert depuis le ${longMoment(ouvertLe)}. Ses mots ne changent plus.`
  if (etat === 'ferme' && fermeLe)
    return `Ce sondage est fermé depuis le ${longMoment(fermeLe)}. Vous pouvez le rouvrir : les réponses s’ajouteront à celles-ci.`
  return 'Rien n’est encore visible. Voici ce qui sera lu sur l’accueil. Une fois le sondage ouvert, ses mots ne changent plus.'
}

function Actes({ sondage: { etat, numero, revision } }: { sondage: SondageEcrit }) {
  const acte = { revision, adresse: `/agents/administration/sondages/${numero}` }
  return (
    <div class="actions">
      {etat === 'ouvert' ? <Acte {...acte} acte="fermeture" libelle="Fermer ce sondage" /> : null}
      {etat === 'brouillon' ? (
        <Acte {...acte} acte="ouverture" libelle="Ouvrir ce sondage" principal />
      ) : null}
      {etat === 'ferme' ? <Acte {...acte} acte="ouverture" libelle="Rouvrir ce sondage" /> : null}
      {etat === 'brouillon' ? <Acte {...acte} acte="suppression" libelle="Supprimer ce brouillon" /> : null}
    </div>
  )
}

function Acte(props: {
  adresse: string
  acte: string
  revision: number
  libelle: string
  principal?: boolean
}) {
  return (
    <form method="post" action={`${props.adresse}/${props.acte}`}>
      <input type="hidden" name="revision" value={props.revision} />
      <button type="submit" class="ds-button" {...(props.principal ? {} : { 'data-variant': 'secondary' })}>
        {props.libelle}
      </button>
    </form>
  )
}
