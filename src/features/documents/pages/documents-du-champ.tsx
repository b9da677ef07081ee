import { enMots, validiteEnMots } from '../documents-en-mots.ts'
import type { Offre } from '../offres.query.ts'
import { gardees, offresPour, type Place } from '../offres.ts'
import { etatDeValidite } from '../validite.ts'

/** Of the kind that is asked for, or of any kind where none is said; the others are one tap away. */
const MONTRES = { memeNature: 5, touteNature: 2 } as const

export interface DocumentsDuChampProps {
  /** Everything that the person keeps. */
  offres: readonly Offre[]
  place: Place & { pieces: readonly { id: string; nomFichier: string }[] }
  /** What `reprendre-document` sends before the document's id: the field, where a form has several. */
  champ?: string
  /** YYYY-MM-DD in Paris. */
  aujourdhui: string
}

/** Beside a place for documents, inside its form: what may be used again, and what may be kept. */
export function DocumentsDuChamp({ offres, place, champ, aujourdhui }: DocumentsDuChampProps) {
  const { convenables, autres } = offresPour(offres, place, aujourdhui)
  const montres = place.nature === undefined ? MONTRES.touteNature : MONTRES.memeNature
  const reste = [...convenables.slice(montres), ...autres]
  const prefixe = champ === undefined ? '' : `${champ}:`
  const bouton = (offre: Offre) => <Reprendre offre={offre} prefixe={prefixe} aujourdhui={aujourdhui} />
  return (
    <>
      <Garder pieces={place.pieces} gardees={gardees(offres, place)} />
      {convenables.length > 0 ? <ul class="fichiers">{convenables.slice(0, montres).map(bouton)}</ul> : null}
      {reste.length > 0 ? (
        <details class="discret">
          <summary>Reprendre un autre de mes documents</summary>
          <ul class="fichiers">{reste.map(bouton)}</ul>
        </details>
      ) : null}
    </>
  )
}

function Reprendre({ offre, prefixe, aujourdhui }: { offre: Offre; prefixe: string; aujourdhui: string }) {
  const perime = etatDeValidite(offre.valableJusquAu, aujourdhui) === 'perime'
  return (
    <li>
      <span>
        <button type="submit" class="lien" name="reprendre-document" value={`${prefixe}${offre.id}`}>
          Reprendre : {enMots(offre)}
        </button>
        <br />
        <span class="doux">{offre.nom}</span>
        {perime ? (
          <span class="erreur">
            {' '}
            {validiteEnMots({ validite: 'date', valableJusquAu: offre.valableJusquAu }, aujourdhui)}. Le
            service pourra en demander un plus récent.
          </span>
        ) : null}
      </span>
    </li>
  )
}

function Garder(props: {
  pieces: readonly { id: string; nomFichier: string }[]
  gardees: ReadonlyMap<string, string>
}) {
  return (
    <>
      {props.pieces.map(({ id, nomFichier }) => {
        const garde = props.gardees.get(id)
        return (
          <p class="doux">
            {garde ? (
              <>
                {nomFichier} est gardé dans <a href={`/espace/documents/${garde}`}>Mes documents</a>.
              </>
            ) : (
              <button type="submit" class="lien" name="garder-piece" value={id}>
                Garder {nomFichier} dans Mes documents, pour une autre fois
              </button>
            )}
          </p>
        )
      })}
    </>
  )
}
