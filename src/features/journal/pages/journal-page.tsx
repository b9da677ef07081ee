import type { JournalExporte, LigneExportee } from '../../../platform/journal/export-journal.ts'
import { Fil } from '../../../ui/fil.tsx'

interface JournalPageProps {
  reference: string
  journal: JournalExporte
  /** What each agent is called, by id. */
  noms: ReadonlyMap<string, string>
  faitEnMots: (action: string) => string
}

const QUI: Readonly<Record<string, string>> = {
  agent: 'Un agent',
  usager: 'L’usager',
  systeme: 'Le portail',
  anonyme: 'Quelqu’un sans session',
}

const EMPREINTE_COURTE = 12

const moment = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
})

/** Each line of the journal of a demande, with what proves it, and the file to take away. */
export function JournalPage({ reference, journal: { lignes }, noms, faitEnMots }: JournalPageProps) {
  const attente = lignes.filter(({ scelle }) => scelle === null).length
  return (
    <>
      <Fil
        etapes={[
          ['Demandes à examiner', '/agents'],
          [reference, `/agents/demandes/${reference}`],
        ]}
        ici="Journal"
      />
      <h1 tabIndex={-1}>
        Journal de la demande <span class="reference">{reference}</span>
      </h1>
      <p>
        Le portail écrit ici chaque fait, au moment où il a lieu. Personne ne peut changer une ligne sans que
        cela se voie : chacune porte une empreinte calculée sur ce qu’elle dit et sur la ligne d’avant.
      </p>
      <p>
        <a
          class="ds-button"
          href={`/agents/demandes/${reference}/journal.jsonl`}
          data-variant="secondary"
          data-telecharge
        >
          Télécharger le journal
        </a>
      </p>
      <p>
        Le fichier contient les empreintes et leurs preuves. Le service informatique peut le vérifier seul,
        sans la base. Votre téléchargement est noté dans le journal.
      </p>
      {attente > 0 ? (
        <p>
          {attente === 1
            ? 'Une ligne n’est pas encore scellée.'
            : `${attente} lignes ne sont pas encore scellées.`}{' '}
          Un sceau est posé chaque minute. Attendez-le si vous voulez une copie entièrement prouvée.
        </p>
      ) : null}
      {lignes.length === 0 ? (
        <p>Rien n’est encore écrit pour cette demande.</p>
      ) : (
        <Lignes lignes={lignes} noms={noms} faitEnMots={faitEnMots} />
      )}
    </>
  )
}

function Lignes({
  lignes,
  noms,
  faitEnMots,
}: { lignes: readonly LigneExportee[] } & Pick<JournalPageProps, 'noms' | 'faitEnMots'>) {
  return (
    <table class="repliable">
      <caption>Les lignes, de la plus ancienne à la plus récente</caption>
      <thead>
        <tr>
          <th scope="col">Quand</th>
          <th scope="col">Qui</th>
          <th scope="col">Quoi</th>
          <th scope="col">Empreinte</th>
          <th scope="col">Sceau</th>
        </tr>
      </thead>
      <tbody>
        {lignes.map((ligne) => (
          <tr>
            <td data-titre="Quand">
              <time dateTime={ligne.le}>{moment.format(new Date(ligne.le))}</time>
            </td>
            <td data-titre="Qui">{noms.get(ligne.acteurId ?? '') ?? QUI[ligne.acteur] ?? ligne.acteur}</td>
            <td data-titre="Quoi">{faitEnMots(ligne.action)}</td>
            <td data-titre="Empreinte">
              <code>{ligne.empreinte.slice(0, EMPREINTE_COURTE)}…</code>
            </td>
            <td data-titre="Sceau">{ligne.scelle ? `n° ${ligne.scelle.sceau}` : 'À venir'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
