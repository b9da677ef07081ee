import { type Niveau, urgenceEnMots } from '../../demandes/index.ts'
import { jourCourt, StatutTag } from '../../instruction/index.ts'
import { ACTES_DE_LOT, actesDeLot } from '../actes-de-lot.ts'
import type { LigneDeFile } from '../file-d-attente.query.ts'
import { requeteDe, STATUTS_OUVERTS } from '../filtres.ts'
import { Choix } from './choix.tsx'
import type { FilePageProps } from './file-page-props.ts'

const TONS = { vert: undefined, ambre: 'attention', rouge: 'danger' } as const satisfies Record<
  Niveau,
  string | undefined
>
/** The colour only helps. */
const ENTETES = { vert: '', ambre: 'À surveiller : ', rouge: 'Urgent : ' } as const satisfies Record<
  Niveau,
  string
>

/** The rows of a page of the queue, each to open, to take, or to tick for an act on several. */
export function Lignes(props: FilePageProps) {
  const { vue, demarches, filtres } = props
  const titreDe = new Map(demarches.map(({ slug, titre }) => [slug, titre]))
  // One démarche on every row says nothing.
  const plusieurs = demarches.length > 1 && filtres.demarche === ''
  return (
    <form method="post" action="/agents/lots" data-lot="">
      <input type="hidden" name="file" value={requeteDe(filtres)} />
      <table class="repliable file">
        <caption class="sr">Demandes</caption>
        <thead>
          <tr>
            <th scope="col">
              <label>
                <input type="checkbox" id="tout" data-tout="" />
                <span class="sr">Tout cocher sur cette page</span>
              </label>
            </th>
            <th scope="col">Référence</th>
            <th scope="col">Demandeur</th>
            {plusieurs ? <th scope="col">Démarche</th> : null}
            <th scope="col">Déposée le</th>
            <th scope="col">État</th>
            <th scope="col">Échéance</th>
            <th scope="col">Agent</th>
          </tr>
        </thead>
        <tbody>
          {vue.lignes.map((ligne) => (
            <Rangee
              ligne={ligne}
              titre={plusieurs ? (titreDe.get(ligne.demarche) ?? ligne.demarche) : undefined}
              {...props}
            />
          ))}
        </tbody>
      </table>
      <Ensemble {...props} />
    </form>
  )
}

function Rangee(props: FilePageProps & { ligne: LigneDeFile; titre: string | undefined }) {
  const { ligne, titre, filtres, today, agentId } = props
  const { niveau, texte } = urgenceEnMots(ligne, today)
  const page = `/agents/demandes/${ligne.reference}`
  return (
    <tr data-ligne="">
      <td data-titre="Cocher">
        <label>
          <input type="checkbox" name="demande" value={`${ligne.reference}.${ligne.revision}`} />
          <span class="sr">Cocher {ligne.reference}</span>
        </label>
      </td>
      <td data-titre="Référence">
        <a class="reference" data-ouvre="" href={`${page}?${requeteDe(filtres) || 'statut=ouvertes'}`}>
          {ligne.reference}
        </a>
      </td>
      <td data-titre="Demandeur">
        <span>
          {ligne.usager}
          {ligne.nonLus > 0 ? <span class="file-note">{ligne.nonLus} à lire</span> : null}
          {ligne.doublon ? <span class="file-note">Doublon possible</span> : null}
        </span>
      </td>
      {titre === undefined ? null : <td data-titre="Démarche">{titre}</td>}
      <td data-titre="Déposée le">{jourCourt(ligne.deposeeLe)}</td>
      <td data-titre="État">
        <StatutTag statut={ligne.statut} />
      </td>
      <td data-titre="Échéance">
        <span class="echeance" data-ton={TONS[niveau]}>
          {texte === '' ? '–' : ENTETES[niveau] + texte}
        </span>
      </td>
      <td data-titre="Agent">
        <span>
          {ligne.agentId === agentId ? 'Moi' : (ligne.agent ?? 'Personne')}
          {ligne.ouvertePar ? <span class="file-note">Ouverte par {ligne.ouvertePar}</span> : null}
          {ligne.agentId === agentId || !STATUTS_OUVERTS.includes(ligne.statut) ? null : (
            <button
              type="submit"
              class="lien file-prendre"
              name="agentVu"
              value={ligne.agentId ?? ''}
              formAction={`${page}/a-moi`}
              data-a-moi=""
            >
              Me l’attribuer<span class="sr"> : {ligne.reference}</span>
            </button>
          )}
        </span>
      </td>
    </tr>
  )
}

function Ensemble({ erreur }: FilePageProps) {
  return (
    <fieldset class="champ ensemble" {...(erreur?.nom === 'acte' ? { 'data-erreur': '' } : {})}>
      <legend>Agir sur les demandes cochées</legend>
      {erreur?.nom === 'acte' ? (
        <p class="erreur" id="acte-erreur">
          {erreur.message}
        </p>
      ) : null}
      <Choix
        nom="acte"
        libelle="Acte"
        champ
        valeur="attribuer"
        choix={ACTES_DE_LOT.map((acte): [string, string] => [acte, actesDeLot[acte].libelle])}
      />
      <button type="submit" class="ds-button" data-variant="secondary">
        Voir ce qui se passera
      </button>
      <p class="aide">Rien n’est fait avant que vous ayez relu et confirmé.</p>
    </fieldset>
  )
}
