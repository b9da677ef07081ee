import { longDate, longMoment } from '../../../platform/legal-clock/paris.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { idDe } from '../../../ui/error-summary.tsx'
import type { EchangeDAgentVue } from '../comptoir.query.ts'
import { Fil } from './fil.tsx'
import { FormulaireDeMessage, type MessageTape } from './formulaire-message.tsx'

export interface SectionDAgentProps {
  echange: EchangeDAgentVue
  ici: string
  tape?: MessageTape
  note?: MessageTape
}

/** The exchange and the notes between agents, on the page of a demande at the counter. */
export function SectionDAgent(props: SectionDAgentProps) {
  return (
    <>
      <section id="messages" class="echanges" aria-labelledby="titre-messages">
        <h2 id="titre-messages">Messages avec l’usager</h2>
        <EchangeDAgent {...props} />
      </section>
      <Notes {...props} />
    </>
  )
}

function EchangeDAgent({ echange, ici, tape = { texte: '' } }: SectionDAgentProps) {
  if (echange.demande.usagerId === null)
    return (
      <p>
        Cette demande est arrivée sur papier : la personne n’a pas de compte pour lire un message. Écrivez-lui
        par courrier ou téléphonez-lui.
      </p>
    )
  return (
    <>
      <Fil echange={echange} cote="agent" />
      {echange.closDepuis ? (
        <p>
          La demande est terminée : on n’écrit plus ici depuis le {longDate(echange.closDepuis)}. Écrivez à
          l’usager par courrier ou téléphonez-lui.
        </p>
      ) : (
        <FormulaireDeMessage echange={echange} cote="agent" tape={tape} ici={ici}>
          <Modeles modeles={echange.modeles} />
        </FormulaireDeMessage>
      )}
    </>
  )
}

function Modeles({ modeles }: Pick<EchangeDAgentVue, 'modeles'>) {
  if (modeles.length === 0) return null
  return (
    <div class="champ">
      <label for={idDe('modele')}>Commencer par un modèle (facultatif)</label>
      <div class="champ-et-bouton">
        <select id={idDe('modele')} name="modele">
          {modeles.map(({ id, nom }) => (
            <option value={id}>{nom}</option>
          ))}
        </select>
        <button type="submit" class="ds-button" data-variant="secondary" name="inserer" value="1">
          Insérer le modèle
        </button>
      </div>
    </div>
  )
}

/** Notes between agents: apart, of another colour, and said to be unseen by the person. */
function Notes({ echange, note = { texte: '' } }: SectionDAgentProps) {
  const { notes, notesPlusAnciennes, demande } = echange
  const base = `/agents/demandes/${demande.reference}`
  return (
    <section id="notes" class="encadre notes-internes" data-ton="attention" aria-labelledby="titre-notes">
      <h2 id="titre-notes">Notes internes</h2>
      <p>
        <strong>Note interne : l’usager ne la voit pas.</strong> Restez-en aux faits utiles : il peut demander
        une copie de son dossier.
      </p>
      {notes.map(({ par, texte, ecriteLe }) => (
        <article class="note-interne">
          <p class="message-tete">
            <strong>{par}</strong> <time dateTime={ecriteLe.toISOString()}>{longMoment(ecriteLe)}</time>
          </p>
          <p class="message-texte">{texte}</p>
        </article>
      ))}
      {notesPlusAnciennes ? (
        <p>
          <a href={`${base}/messages?notes-avant=${notesPlusAnciennes}#notes`}>Notes plus anciennes</a>
        </p>
      ) : null}
      <form method="post" action={`${base}/notes`} noValidate>
        <input type="hidden" name="cle" value={echange.cleDeNote} />
        <ZoneDeTexte
          nom="note"
          libelle="Ajouter une note interne"
          valeur={note.texte}
          messages={unMessage(note.erreur)}
          lignes={3}
        />
        <div class="actions">
          <button type="submit" class="ds-button" data-variant="secondary">
            Garder la note
          </button>
        </div>
      </form>
    </section>
  )
}
