import { Alert } from '../../../ui/alert.tsx'
import type { DemandeRow } from '../../demandes/index.ts'
import { jourCourt, StatutTag } from '../../instruction/index.ts'
import type { AutourVue, Collegue, DoublonVu } from '../autour.query.ts'
import { adresseDeFile, type Filtres, requeteDe } from '../filtres.ts'
import { presentsEnMots } from '../presents-en-mots.ts'
import type { Voisines } from '../voisines.query.ts'
import { AideRaccourcis } from './aide-raccourcis.tsx'
import { Choix } from './choix.tsx'

interface CheminProps {
  filtres: Filtres | undefined
  voisines: Voisines
  raccourcis: boolean
  /** Whether nothing is left to do on this demande: the next one is the way on. */
  faite: boolean
}

/** Where the demande stands in the queue that the agent came from: the one before, the one after, and the way back. */
export function Chemin({ filtres, voisines, raccourcis, faite }: CheminProps) {
  const aide = <AideRaccourcis actifs={raccourcis} />
  if (!filtres) return <p class="file-chemin">{aide}</p>
  const requete = requeteDe({ ...filtres, apres: '' }) || 'statut=ouvertes'
  const bouton = faite ? { class: 'ds-button', 'data-size': 'sm' } : {}
  const lien = (reference: string, texte: string, marque: Record<string, string>) => (
    <a href={`/agents/demandes/${reference}?${requete}`} {...marque}>
      {texte}
    </a>
  )
  return (
    <nav aria-label="Dans la file" class="file-chemin">
      {voisines.precedente
        ? lien(voisines.precedente, 'Demande précédente', { rel: 'prev', 'data-precedente': '' })
        : null}
      {voisines.suivante
        ? lien(voisines.suivante, 'Demande suivante', { rel: 'next', 'data-suivante': '', ...bouton })
        : null}
      <a href={adresseDeFile({ ...filtres, apres: '' })}>Revenir à la file</a>
      {aide}
    </nav>
  )
}

interface ReperesProps {
  vue: AutourVue
  demande: DemandeRow
  agentId: string
  ouverte: boolean
}

/** Who else has it open, what looks like it, and who it is given to. */
export function ReperesDeDemande({ vue, demande, agentId, ouverte }: ReperesProps) {
  return (
    <div data-comptoir="" {...(vue.raccourcis ? { 'data-raccourcis': '' } : {})}>
      <p
        class="presence"
        role="status"
        data-presence={`/agents/demandes/${demande.reference}/presence`}
        hidden={vue.presents.length === 0}
      >
        {presentsEnMots(vue.presents)}
      </p>
      {vue.doublons.length > 0 ? <Doublons doublons={vue.doublons} /> : null}
      {ouverte ? <Attribution demande={demande} collegues={vue.collegues} agentId={agentId} /> : null}
    </div>
  )
}

const DOUBLONS_VUS = 3

function Doublons({ doublons }: { doublons: readonly DoublonVu[] }) {
  const others = doublons.slice(DOUBLONS_VUS)
  return (
    <Alert ton="attention" titre="Doublon possible">
      <p>La même personne (nom et date de naissance) est dans une autre demande de cette démarche&#160;:</p>
      <ListeDeDoublons doublons={doublons.slice(0, DOUBLONS_VUS)} />
      {others.length > 0 ? (
        <details class="discret">
          <summary>
            {others.length === 1 ? 'Voir une autre demande' : `Voir ${others.length} autres demandes`}
          </summary>
          <ListeDeDoublons doublons={others} />
        </details>
      ) : null}
    </Alert>
  )
}

function ListeDeDoublons({ doublons }: { doublons: readonly DoublonVu[] }) {
  return (
    <ul>
      {doublons.map(({ reference, statut, le, usager }) => (
        <li>
          <a class="reference" href={`/agents/demandes/${reference}`}>
            {reference}
          </a>
          , {usager}, déposée le {jourCourt(le)} <StatutTag statut={statut} />
        </li>
      ))}
    </ul>
  )
}

function Attribution(props: { demande: DemandeRow; collegues: readonly Collegue[]; agentId: string }) {
  const { demande, collegues, agentId } = props
  const adresse = `/agents/demandes/${demande.reference}`
  const others = collegues.filter(({ id }) => id !== demande.agent_id)
  return (
    <details>
      <summary>Attribuer cette demande</summary>
      {demande.agent_id === agentId ? null : (
        <form method="post" action={`${adresse}/a-moi`}>
          <input type="hidden" name="agentVu" value={demande.agent_id ?? ''} />
          <button type="submit" class="ds-button" data-variant="secondary" data-a-moi="">
            Me l’attribuer
          </button>
        </form>
      )}
      {others.length === 0 ? null : (
        <form method="post" action={`${adresse}/attribution`} class="formulaire">
          <input type="hidden" name="agentVu" value={demande.agent_id ?? ''} />
          <Choix
            nom="agent"
            libelle="À un collègue de cette démarche"
            champ
            valeur=""
            choix={others.map(({ id, nom, absent }) => [id, absent ? `${nom} (noté absent)` : nom])}
          />
          <div class="actions">
            <button type="submit" class="ds-button" data-variant="secondary">
              Attribuer
            </button>
          </div>
        </form>
      )}
    </details>
  )
}
