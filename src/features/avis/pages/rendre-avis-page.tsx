import { dateEnMots } from '../../../formulaire/dates.ts'
import type { PartieDeResume } from '../../../formulaire/summary.ts'
import { Case, Groupe, ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { erreursDePage } from '../../../ui/erreurs-de-page.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import {
  type ApercusDePiece,
  etatsDePiece,
  mayOpenFile,
  PagesDePiece,
  type PieceVue,
} from '../../pieces/index.ts'
import type { AvisOuvert } from '../avis.query.ts'
import { type AvisTape, type ErreursDAvis, SENS_D_AVIS, sensDAvisEnMots } from '../avis.ts'

interface RendreAvisPageProps {
  avis: AvisOuvert
  titre: string
  parties: readonly PartieDeResume[]
  pieces: readonly PieceVue[]
  /** Their pages as images: nobody needs to open a stranger's file. */
  apercus: ReadonlyMap<string, ApercusDePiece>
  tape: AvisTape
  erreurs: ErreursDAvis
}

/** The question, the demande to read, and the answer. */
export function RendreAvisPage(props: RendreAvisPageProps) {
  const { avis, titre, parties, erreurs } = props
  return (
    <>
      <p>
        <a href="/agents/avis">Avis demandés</a>
      </p>
      <h1 tabIndex={-1}>
        Votre avis sur la demande <span class="reference">{avis.reference}</span>
      </h1>
      <ErrorSummary erreurs={erreursDePage(erreurs)} />
      <div class="encadre" data-ton="info">
        <p>
          {avis.demandePar} vous demande, pour le {dateEnMots(avis.pourLe)} :
        </p>
        <p class="motivation">{avis.question}</p>
      </div>
      <p class="doux">
        {titre}. Ce dossier vous est ouvert jusqu’à votre réponse, en lecture seulement. Chaque lecture est
        notée avec votre nom.
      </p>
      <div class="deux-colonnes">
        <section aria-labelledby="reponses">
          <h2 id="reponses">Réponses</h2>
          {parties.map((partie) => (
            <>
              <h3>{partie.titre}</h3>
              <dl class="resume">
                {partie.lignes.map(({ libelle, valeur }) => (
                  <div>
                    <dt>{libelle}</dt>
                    <dd>{valeur}</dd>
                  </div>
                ))}
              </dl>
            </>
          ))}
        </section>
        <Documents {...props} />
      </div>
      <Reponse {...props} />
    </>
  )
}

function Documents({ pieces, apercus }: RendreAvisPageProps) {
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">Documents</h2>
      {pieces.length === 0 ? <p>Aucun document joint.</p> : null}
      <ul class="fichiers">
        {pieces.map((piece) => (
          <li>
            <span class="piece-nom">
              {mayOpenFile(piece) ? (
                <a href={`/agents/pieces/${piece.id}/contenu`} data-telecharge="">
                  {piece.nomFichier}
                </a>
              ) : (
                piece.nomFichier
              )}
            </span>
            <span class="doux">{etatsDePiece[piece.etat]}</span>
            <PagesDePiece
              adresse={`/agents/pieces/${piece.id}`}
              piece={piece}
              apercus={apercus.get(piece.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Reponse({ avis, tape, erreurs }: RendreAvisPageProps) {
  return (
    <section aria-labelledby="votre-avis" class="formulaire">
      <h2 id="votre-avis">Votre avis</h2>
      <form method="post" action={`/agents/avis/${avis.id}`} noValidate>
        <Groupe nom="sens" libelle="Quel est-il ?" messages={unMessage(erreurs.sens)} cases="radio">
          {SENS_D_AVIS.map((sens, i) => (
            <Case
              type="radio"
              id={i === 0 ? 'sens' : `sens-${sens}`}
              nom="sens"
              valeur={sens}
              libelle={sensDAvisEnMots[sens]}
              cochee={tape.sens === sens}
            />
          ))}
        </Groupe>
        <ZoneDeTexte
          nom="reponse"
          libelle="Vos raisons"
          aide="Facultatif si l’avis est favorable. Seuls les agents les liront."
          valeur={tape.reponse}
          messages={unMessage(erreurs.reponse)}
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Donner cet avis
          </button>
        </div>
      </form>
    </section>
  )
}
