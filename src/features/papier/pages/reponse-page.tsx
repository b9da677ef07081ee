import type { SaisieScope } from '../../../formulaire/definition.ts'
import type { PageVue } from '../../../formulaire/reach.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { ChampView } from '../../../ui/champs/index.tsx'
import { PiecesARetirer, Reception, Televersement } from '../../../ui/champs/piece-view.tsx'
import { type ErreurDePage, ErrorSummary, idDe } from '../../../ui/error-summary.tsx'
import { attendus, champDElement, type ElementVue, nomDeReponse } from '../../demandes/index.ts'
import type { PieceVue } from '../../pieces/index.ts'
import type { ReponseAttendue } from '../reponse-attendue.query.ts'

interface Props {
  attendue: ReponseAttendue
  /** Scanned already. */
  pieces: readonly PieceVue[]
  typed: ReadonlyMap<number, string>
  arrivee: { page: PageVue; saisie: SaisieScope }
  /** What is to mend, once the page was sent. */
  erreurs: readonly ErreurDePage[] | undefined
}

/** What came by post: each thing asked with its scans or its words, and the day of arrival. */
export function ReponsePage(props: Props) {
  const { attendue, arrivee, erreurs } = props
  const { reference, nom, echeance, elements, complementId } = attendue
  const ici = `/agents/demandes/${reference}/reponse-par-courrier`
  const reste = attendus(elements)
  return (
    <div class="formulaire">
      <p class="doux">
        <a href={`/agents/demandes/${reference}`}>Demande {reference}</a> · {nom}
      </p>
      <h1 tabIndex={-1}>Enregistrer la réponse reçue par courrier</h1>
      {erreurs ? <ErrorSummary erreurs={erreurs} /> : null}
      <p>
        La réponse est attendue jusqu’au {longDay(echeance)} inclus. Arrivée plus tard, elle est enregistrée
        quand même et dite en retard.
      </p>
      <form method="post" action={ici} noValidate>
        <input type="hidden" name="complement" value={complementId} />
        {reste.map((element) => (
          <Element element={element} ici={ici} {...props} />
        ))}
        {arrivee.page.sections.flatMap(({ champs }) =>
          champs.map((vue) => (
            <ChampView
              vue={vue}
              saisie={arrivee.saisie}
              montrerErreurs={erreurs !== undefined}
              adressePieces=""
              retour={ici}
            />
          )),
        )}
        <div class="actions">
          <button type="submit" class="ds-button">
            Enregistrer la réponse
          </button>
          {reste.length > 1 ? (
            <button type="submit" class="ds-button" data-variant="secondary" name="partie" value="oui">
              Enregistrer une partie
            </button>
          ) : null}
        </div>
      </form>
    </div>
  )
}

function Element({
  element: { rang, libelle, nature, bloquant },
  attendue: { complementId, elements },
  pieces,
  typed,
  erreurs = [],
  ici,
}: Props & { element: ElementVue; ici: string }) {
  const siennes = pieces.filter(({ champ }) => champ === champDElement(rang))
  const nom = nomDeReponse(rang, elements.length)
  const messages = erreurs.filter((erreur) => erreur.nom === nom)
  return (
    <fieldset class="element">
      <legend>
        {libelle} {bloquant ? null : <span class="doux">(utile, pas indispensable)</span>}
      </legend>
      {nature === 'document' ? (
        <Televersement
          id={`document-${rang}`}
          libelle="Ajouter un document numérisé"
          aide="PDF, JPEG, PNG, HEIC, 10 Mo au plus."
          messages={[]}
          adresse={`/agents/papier/complements/${complementId}/pieces/${rang}`}
          retour={ici}
          plein={false}
        />
      ) : null}
      <PiecesARetirer pieces={siennes} suite={({ refusee }) => <Reception refusee={refusee} />} />
      <div class="champ">
        <label for={idDe(nom)}>
          {nature === 'document' ? 'Ou ce que la personne en écrit' : 'Ce que la personne écrit'}
        </label>
        {messages.map(({ message }) => (
          <p class="erreur" id={`${idDe(nom)}-erreur`}>
            {message}
          </p>
        ))}
        <textarea
          id={idDe(nom)}
          name={nom}
          rows={nature === 'document' ? 2 : 4}
          aria-describedby={messages.length > 0 ? `${idDe(nom)}-erreur` : undefined}
          value={typed.get(rang) ?? ''}
        />
      </div>
    </fieldset>
  )
}
