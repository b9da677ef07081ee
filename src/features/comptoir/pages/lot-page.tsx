import type { ComponentChildren } from 'preact'
import { Ligne, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Fil } from '../../../ui/fil.tsx'
import { type Erreurs, StatutTag } from '../../instruction/index.ts'
import { actesDeLot, echeanceProposee, type Valeurs } from '../actes-de-lot.ts'
import { adresseDeFile, filtresDe } from '../filtres.ts'
import type { Prevision } from '../foresee.ts'
import type { LigneDeLot, LotVu } from '../lot.query.ts'
import { Choix } from './choix.tsx'

export interface LotPageProps {
  lot: LotVu
  previsions: readonly Prevision[]
  valeurs: Valeurs
  erreurs: Erreurs
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}

/** What will happen to each demande of a lot, and the form that confirms it. */
export function LotPage(props: LotPageProps) {
  const { lot, previsions, erreurs } = props
  const acte = actesDeLot[lot.acte]
  const possibles = previsions.filter(({ possible }) => possible).length
  return (
    <>
      <FilDuLot lot={lot} titre={acte.libelle} />
      <h1 tabIndex={-1}>{acte.libelle} : ce qui se passera</h1>
      <ErrorSummary erreurs={erreurs.map(({ champ, message }) => ({ nom: champ, message }))} />
      <p class="chapeau">{promis(possibles, lot.lignes.length)}</p>
      <Tableau lot={lot} titre="Ce qui se passera">
        {(_ligne, rang) => <Prevu prevision={previsions[rang]} />}
      </Tableau>
      {possibles === 0 ? (
        <Retour lot={lot} />
      ) : (
        <form method="post" action={`/agents/lots/${lot.id}/confirmation`} class="formulaire">
          <Champs {...props} />
          <p class="aide">{acte.consequence}</p>
          <div class="actions">
            <button type="submit" class="ds-button">
              {acte.bouton}
            </button>
            <a href={adresseDeFile(filtresDe(lot.retour))}>Ne rien faire</a>
          </div>
        </form>
      )}
    </>
  )
}

const demandes = (nombre: number): string => (nombre === 1 ? '1 demande' : `${nombre} demandes`)

function promis(possibles: number, toutes: number): string {
  if (possibles === toutes) return `${demandes(toutes)}. Rien n’est encore fait.`
  const autres = toutes - possibles
  const restent = autres === 1 ? '1 autre restera' : `${autres} autres resteront`
  if (possibles === 0) return 'Cet acte n’est possible pour aucune de ces demandes. Rien n’a été fait.'
  return `${demandes(possibles)}. ${restent} en l’état. Rien n’est encore fait.`
}

function Prevu({ prevision }: { prevision: Prevision | undefined }) {
  if (!prevision || prevision.possible) return <>Sera fait</>
  return <strong>Ne sera pas fait : {prevision.motif}</strong>
}

/** What a confirmed lot came to, demande by demande. */
export function CompteRenduPage({ lot }: { lot: LotVu }) {
  const acte = actesDeLot[lot.acte]
  const count = (etat: LigneDeLot['etat']) => lot.lignes.filter((ligne) => ligne.etat === etat).length
  const [faites, refusees, restent] = [count('faite'), count('refusee'), count('prevue')]
  return (
    <>
      <FilDuLot lot={lot} titre={acte.libelle} />
      <h1 tabIndex={-1}>{acte.libelle} : compte rendu</h1>
      <div
        class="encadre"
        role="status"
        data-ton={restent > 0 ? 'info' : refusees > 0 ? 'attention' : 'succes'}
      >
        <p>
          {faites > 0 ? `Fait pour ${demandes(faites)}.` : restent > 0 ? '' : 'Rien n’a été fait.'}{' '}
          {refusees > 0
            ? `${demandes(refusees)} : laissée${refusees > 1 ? 's' : ''} en l’état, la raison est dite plus bas.`
            : ''}
        </p>
        {restent > 0 ? (
          <p>
            {demandes(restent)} en cours. Cela continue sans vous.{' '}
            <a href={`/agents/lots/${lot.id}`}>Actualiser</a>
          </p>
        ) : null}
      </div>
      <Tableau lot={lot} titre="Ce qui s’est passé">
        {(ligne) => <Fait ligne={ligne} />}
      </Tableau>
      <Retour lot={lot} />
    </>
  )
}

function Retour({ lot }: { lot: LotVu }) {
  return (
    <p class="actions">
      <a class="ds-button" data-variant="secondary" href={adresseDeFile(filtresDe(lot.retour))}>
        Revenir à la file
      </a>
    </p>
  )
}

function Fait({ ligne }: { ligne: LigneDeLot }) {
  if (ligne.etat === 'faite') return <>Fait</>
  if (ligne.etat === 'prevue') return <>En cours</>
  return <strong>Pas fait : {ligne.motif}</strong>
}

function FilDuLot({ lot, titre }: { lot: LotVu; titre: string }) {
  return <Fil etapes={[['Demandes à examiner', adresseDeFile(filtresDe(lot.retour))]]} ici={titre} />
}

function Tableau(props: {
  lot: LotVu
  titre: string
  children: (ligne: LigneDeLot, rang: number) => ComponentChildren
}) {
  return (
    <table class="repliable">
      <caption class="sr">{props.titre}</caption>
      <thead>
        <tr>
          <th scope="col">Référence</th>
          <th scope="col">Demandeur</th>
          <th scope="col">État</th>
          <th scope="col">Agent</th>
          <th scope="col">{props.titre}</th>
        </tr>
      </thead>
      <tbody>
        {props.lot.lignes.map((ligne, rang) => (
          <tr>
            <td data-titre="Référence">
              <a class="reference" href={`/agents/demandes/${ligne.reference}`}>
                {ligne.reference}
              </a>
            </td>
            <td data-titre="Demandeur">{ligne.usager}</td>
            <td data-titre="État">
              <StatutTag statut={ligne.statut} />
            </td>
            <td data-titre="Agent">{ligne.agent ?? 'Personne'}</td>
            <td data-titre={props.titre}>
              <span>{props.children(ligne, rang)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Champs({ lot, valeurs, erreurs, today }: LotPageProps) {
  const champ = (nom: string, libelle: string) => ({
    nom,
    libelle,
    valeur: valeurs[nom] ?? '',
    messages: erreurs.filter((erreur) => erreur.champ === nom).map(({ message }) => message),
  })
  switch (lot.acte) {
    case 'prendre-en-charge':
      return null
    case 'attribuer':
      return (
        <Choix
          nom="agent"
          libelle="À qui"
          champ
          valeur={valeurs.agent ?? ''}
          choix={[
            ['', 'Choisir'],
            ...lot.collegues.map(({ id, nom, absent }): [string, string] => [
              id,
              absent ? `${nom} (noté absent)` : nom,
            ]),
          ]}
        />
      )
    case 'demander-complement':
      return (
        <>
          <ZoneDeTexte {...champ('elements', 'Ce qui manque')} aide="Un élément par ligne." lignes={4} />
          <Ligne
            {...champ('echeance', 'Date limite pour répondre')}
            valeur={valeurs.echeance ?? echeanceProposee(today)}
            type="date"
            court
          />
          <ZoneDeTexte {...champ('message', 'Message (facultatif)')} lignes={4} />
        </>
      )
    case 'accepter':
      return <ZoneDeTexte {...champ('motivation', 'Précisions pour les usagers (facultatif)')} lignes={4} />
    case 'classer-sans-suite':
      return (
        <ZoneDeTexte
          {...champ('motivation', 'Motif du classement')}
          aide="Le même pour tous, 20 caractères au moins."
          lignes={4}
        />
      )
  }
}
