import type { ModeleEcrit } from '../modeles.query.ts'

/** The templates of the démarches of whoever manages them. */
export function ModelesPage({
  modeles,
  titreDe,
  fait,
}: {
  modeles: readonly ModeleEcrit[]
  titreDe: (slug: string) => string
  fait: boolean
}) {
  return (
    <>
      {fait ? (
        <div class="encadre" data-ton="succes" role="status">
          <p>C’est enregistré.</p>
        </div>
      ) : null}
      <h1 tabIndex={-1}>Modèles de message</h1>
      <p class="chapeau">
        Les agents d’une démarche choisissent un modèle, le relisent, le complètent, puis l’envoient.
      </p>
      {modeles.length === 0 ? (
        <p>Aucun modèle pour l’instant.</p>
      ) : (
        <table class="repliable">
          <caption class="sr">Les modèles, par démarche et par nom</caption>
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Démarche</th>
              <th scope="col">Début du texte</th>
            </tr>
          </thead>
          <tbody>
            {modeles.map(({ id, nom, demarche, texte }) => (
              <tr>
                <td data-titre="Nom">
                  <a href={`/agents/modeles/${id}`}>{nom}</a>
                </td>
                <td data-titre="Démarche">{titreDe(demarche)}</td>
                <td data-titre="Texte">{texte.length > 90 ? `${texte.slice(0, 90)}…` : texte}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="actions">
        <a class="ds-button" href="/agents/modeles/nouveau">
          Écrire un modèle
        </a>
      </p>
    </>
  )
}
