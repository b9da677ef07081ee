import { dateEnMots } from '../../../formulaire/dates.ts'
import { STATUTS, type Statut } from '../../demandes/index.ts'
import { statutsEnMots } from '../actes-labels.ts'
import { COMPTE_MAX, type FileVue, type LigneDeFile, PROCHE_JOURS } from '../file-d-attente.query.ts'
import { adresseDeFile, type FiltreStatut, type Filtres, STATUTS_OUVERTS } from '../filtres.ts'
import { addDays, jourCourt } from '../jours.ts'
import { Choix } from './choix.tsx'
import { StatutTag } from './statut-tag.tsx'

export interface FilePageProps {
  vue: FileVue
  filtres: Filtres
  /** The démarches of the agent. */
  demarches: readonly { slug: string; titre: string }[]
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

/** The queue: what waits, for whom, until when. */
export function FilePage(props: FilePageProps) {
  const { vue, filtres, demarches } = props
  if (demarches.length === 0) {
    return (
      <>
        <h1 tabIndex={-1}>Demandes à examiner</h1>
        <p>
          Aucune démarche ne vous est confiée pour l’instant. Demandez à votre responsable de vous en ouvrir
          une.
        </p>
      </>
    )
  }
  return (
    <>
      <h1 tabIndex={-1}>Demandes à examiner</h1>
      <Comptes {...props} />
      <FiltresForm {...props} />
      {vue.lignes.length === 0 ? <Rien filtres={filtres} /> : <Lignes {...props} />}
      <Suite {...props} />
    </>
  )
}

function Comptes({ vue, filtres }: FilePageProps) {
  const lien = (statut: FiltreStatut, texte: string) => (
    <li>
      <a
        href={adresseDeFile(filtres, { statut, apres: '' })}
        aria-current={filtres.statut === statut ? 'page' : undefined}
      >
        {texte}
      </a>
    </li>
  )
  return (
    <nav aria-label="Demandes par état">
      <ul class="menu">
        {lien(
          'ouvertes',
          `À traiter\u00a0: ${enNombre(STATUTS_OUVERTS.reduce((sum, s) => sum + vue.comptes[s], 0))}`,
        )}
        {STATUTS.map((statut) =>
          lien(statut, `${statutsEnMots[statut]}\u00a0: ${enNombre(vue.comptes[statut])}`),
        )}
        {lien('toutes', 'Toutes')}
      </ul>
    </nav>
  )
}

const enNombre = (count: number): string =>
  count >= COMPTE_MAX ? `${COMPTE_MAX.toLocaleString('fr-FR')} et plus` : String(count)

const STATUTS_A_CHOISIR: readonly [FiltreStatut, string][] = [
  ['ouvertes', 'À traiter'],
  ['toutes', 'Tous'],
  ...STATUTS.map((statut): [Statut, string] => [statut, statutsEnMots[statut]]),
]

function FiltresForm({ filtres, demarches }: FilePageProps) {
  return (
    <search>
      <form method="get" action="/agents" class="filtres">
        <div>
          <label for="q">Référence ou nom</label>
          <input id="q" name="q" type="search" value={filtres.recherche} maxLength={100} autocomplete="off" />
        </div>
        <Choix
          nom="demarche"
          libelle="Démarche"
          valeur={filtres.demarche}
          choix={[['', 'Toutes'], ...demarches.map(({ slug, titre }): [string, string] => [slug, titre])]}
        />
        <Choix nom="statut" libelle="État" valeur={filtres.statut} choix={STATUTS_A_CHOISIR} />
        <Choix
          nom="attribution"
          libelle="Agent"
          valeur={filtres.attribution}
          choix={[
            ['toutes', 'Tous'],
            ['moi', 'À moi'],
            ['aucune', 'Non attribuées'],
          ]}
        />
        <Choix
          nom="proche"
          libelle="Échéance"
          valeur={filtres.proche ? 'oui' : ''}
          choix={[
            ['', 'Toutes'],
            ['oui', 'Proche ou dépassée'],
          ]}
        />
        <Choix
          nom="tri"
          libelle="Trier par"
          valeur={filtres.tri}
          choix={[
            ['anciennes', 'Plus anciennes'],
            ['echeance', 'Échéance'],
            ['recentes', 'Plus récentes'],
          ]}
        />
        <div>
          <button type="submit" class="ds-button">
            Chercher
          </button>
        </div>
      </form>
    </search>
  )
}

function Rien({ filtres }: { filtres: Filtres }) {
  const elsewhere = adresseDeFile(filtres, {
    statut: 'toutes',
    attribution: 'toutes',
    proche: false,
    apres: '',
  })
  return (
    <p>
      Aucune demande ne correspond.{' '}
      {filtres.recherche ? (
        <a href={elsewhere}>Chercher « {filtres.recherche} » dans toutes vos demandes</a>
      ) : (
        <a href="/agents">Revenir aux demandes à traiter</a>
      )}
    </p>
  )
}

function Lignes({ vue, demarches, today }: FilePageProps) {
  const titreDe = new Map(demarches.map(({ slug, titre }) => [slug, titre]))
  return (
    <table class="repliable">
      <caption class="sr">Demandes</caption>
      <thead>
        <tr>
          <th scope="col">Référence</th>
          <th scope="col">Demandeur</th>
          <th scope="col">Démarche</th>
          <th scope="col">Déposée le</th>
          <th scope="col">État</th>
          <th scope="col">Échéance</th>
          <th scope="col">Agent</th>
        </tr>
      </thead>
      <tbody>
        {vue.lignes.map((ligne) => (
          <tr>
            <td data-titre="Référence">
              <a class="reference" href={`/agents/demandes/${ligne.reference}`}>
                {ligne.reference}
              </a>
            </td>
            <td data-titre="Demandeur">{ligne.usager}</td>
            <td data-titre="Démarche">{titreDe.get(ligne.demarche) ?? ligne.demarche}</td>
            <td data-titre="Déposée le">{jourCourt(ligne.deposeeLe)}</td>
            <td data-titre="État">
              <StatutTag statut={ligne.statut} />
            </td>
            <td data-titre="Échéance">
              <Echeance ligne={ligne} today={today} />
            </td>
            <td data-titre="Agent">{ligne.agent ?? 'Personne'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The next legal date of an open demande. */
function Echeance({ ligne, today }: { ligne: LigneDeFile; today: string }) {
  const { ton, texte } = echeanceOf(ligne, today)
  return (
    <span class="echeance" data-ton={ton}>
      {texte}
    </span>
  )
}

function echeanceOf(ligne: LigneDeFile, today: string): { ton?: 'attention' | 'danger'; texte: string } {
  const { complementAvant, decisionImpliciteLe: le } = ligne
  if (!STATUTS_OUVERTS.includes(ligne.statut)) return { texte: '–' }
  if (complementAvant && complementAvant < today)
    return { ton: 'attention', texte: `Complément attendu depuis le ${dateEnMots(complementAvant)}` }
  if (complementAvant) return { texte: `Complément avant le ${dateEnMots(complementAvant)}` }
  if (!le) return { texte: 'Délai arrêté' }
  if (le <= today) return { ton: 'danger', texte: `Dépassée le ${dateEnMots(le)}` }
  return le <= addDays(today, PROCHE_JOURS)
    ? { ton: 'attention', texte: dateEnMots(le) }
    : { texte: dateEnMots(le) }
}

function Suite({ vue, filtres }: FilePageProps) {
  if (!vue.suite && !filtres.apres) return null
  return (
    <nav aria-label="Pages" class="pages">
      {filtres.apres ? (
        <a href={adresseDeFile(filtres, { apres: '' })}>Revenir au début de la liste</a>
      ) : null}
      {vue.suite ? (
        <a
          class="ds-button"
          data-variant="secondary"
          rel="next"
          href={adresseDeFile(filtres, { apres: vue.suite })}
        >
          Demandes suivantes
        </a>
      ) : null}
    </nav>
  )
}
