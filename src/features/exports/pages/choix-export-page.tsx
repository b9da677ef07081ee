import { Case, Groupe, Ligne } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { STATUTS } from '../../demandes/index.ts'
import { statutsEnMots } from '../../instruction/index.ts'
import type { Colonne } from '../colonnes.ts'
import type { ErreursDExport, ExportTape } from '../export.ts'

interface ChoixExportPageProps {
  titre: string
  tape: ExportTape
  erreurs: ErreursDExport
  colonnes: readonly Colonne[]
}

const RAYONS = {
  demande: 'La demande',
  demandeur: 'Le demandeur (données personnelles)',
  reponses: 'Les réponses au formulaire (données personnelles)',
} as const satisfies Record<Colonne['rayon'], string>

/** Which demandes, which columns, which kind of file. */
export function ChoixExportPage({ titre, tape, erreurs, colonnes }: ChoixExportPageProps) {
  return (
    <div class="formulaire export">
      <p>
        <a href="/agents/export">Exporter des demandes</a>
      </p>
      <h1 tabIndex={-1}>Exporter : {titre}</h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <form method="post" action={`/agents/export/${tape.demarche}`} noValidate>
        <h2>Quelles demandes ?</h2>
        <Ligne
          nom="du"
          libelle="Déposées du"
          valeur={tape.du}
          messages={unMessage(erreurs.du)}
          type="date"
          court
        />
        <Ligne nom="au" libelle="au" valeur={tape.au} messages={unMessage(erreurs.au)} type="date" court />
        <Groupe nom="statuts" libelle="Dans quel état ?" messages={unMessage(erreurs.statuts)}>
          {STATUTS.map((statut, i) => (
            <Case
              type="checkbox"
              id={i === 0 ? 'statuts' : `statuts-${statut}`}
              nom="statuts"
              valeur={statut}
              libelle={statutsEnMots[statut]}
              cochee={tape.statuts.includes(statut)}
            />
          ))}
        </Groupe>
        <h2>Quelles colonnes ?</h2>
        <Colonnes colonnes={colonnes} tape={tape} erreurs={erreurs} />
        <Groupe nom="format" libelle="Quel fichier ?" messages={unMessage(erreurs.format)} cases="radio">
          <Case
            type="radio"
            id="format"
            nom="format"
            valeur="xlsx"
            libelle="Classeur (XLSX)"
            aide="Pour Excel ou LibreOffice."
            cochee={tape.format === 'xlsx'}
          />
          <Case
            type="radio"
            id="format-csv"
            nom="format"
            valeur="csv"
            libelle="Texte (CSV)"
            aide="Pour tous les logiciels."
            cochee={tape.format === 'csv'}
          />
        </Groupe>
        <div class="actions">
          <button type="submit" class="ds-button">
            Préparer le fichier
          </button>
        </div>
      </form>
    </div>
  )
}

/** The columns, shelf by shelf; the first box carries the name that the error summary leads to. */
function Colonnes({ colonnes, tape, erreurs }: Omit<ChoixExportPageProps, 'titre'>) {
  return (
    <>
      {(['demande', 'demandeur', 'reponses'] as const).map((rayon) => {
        const siennes = colonnes.filter((colonne) => colonne.rayon === rayon)
        if (siennes.length === 0) return null
        const premier = rayon === 'demande'
        return (
          <Groupe
            nom={premier ? 'colonnes' : `colonnes-${rayon}`}
            libelle={RAYONS[rayon]}
            messages={premier ? unMessage(erreurs.colonnes) : []}
          >
            {siennes.map(({ id, libelle }, i) => (
              <Case
                type="checkbox"
                id={premier && i === 0 ? 'colonnes' : `colonne-${id.replace('.', '-')}`}
                nom="colonnes"
                valeur={id}
                libelle={libelle}
                cochee={tape.colonnes.includes(id)}
              />
            ))}
          </Groupe>
        )
      })}
    </>
  )
}
