import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { A_LIRE_MAX, type ALireVue } from '../comptoir.query.ts'

/** What usagers wrote and no agent has read, the longest waiting first. */
export function ALirePage({
  lignes,
  titreDe,
}: {
  lignes: readonly ALireVue[]
  titreDe: (slug: string) => string
}) {
  return (
    <>
      <h1 tabIndex={-1}>Messages à lire</h1>
      {lignes.length === 0 ? (
        <p>Aucun message n’attend d’être lu.</p>
      ) : (
        <Table lignes={lignes} titreDe={titreDe} />
      )}
      {lignes.length > A_LIRE_MAX ? (
        <p>Il y en a d’autres : ils apparaîtront ici quand vous aurez lu ceux-ci.</p>
      ) : null}
    </>
  )
}

function Table({ lignes, titreDe }: { lignes: readonly ALireVue[]; titreDe: (slug: string) => string }) {
  return (
    <table class="repliable">
      <caption class="sr">
        Les demandes dont un message n’est pas lu, la plus ancienne attente d’abord
      </caption>
      <thead>
        <tr>
          <th scope="col">Demande</th>
          <th scope="col">Démarche</th>
          <th scope="col">Usager</th>
          <th scope="col">Depuis</th>
          <th scope="col">Messages</th>
        </tr>
      </thead>
      <tbody>
        {lignes.slice(0, A_LIRE_MAX).map(({ reference, demarche, usager, depuis, nombre }) => (
          <tr>
            <td data-titre="Demande">
              <a href={`/agents/demandes/${reference}/messages`}>{reference}</a>
            </td>
            <td data-titre="Démarche">{titreDe(demarche)}</td>
            <td data-titre="Usager">{usager}</td>
            <td data-titre="Depuis">{longMoment(depuis)}</td>
            <td data-titre="Messages">{nombre}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
