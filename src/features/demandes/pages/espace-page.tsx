import { longDate, longDay, longMoment, parisDay } from '../../../platform/legal-clock/paris.ts'
import { AvisDeCompte } from '../../comptes/index.ts'
import { AFaire, type NotificationVue, Nouveautes } from '../../notifications/index.ts'
import { statuts } from '../demande.ts'
import type { DemandeResume, EspaceVue } from '../espace.query.ts'

export type TitreDeDemarche = (slug: string) => string

export function EspacePage({
  vue,
  titre,
  enAttente,
  nouveautes,
  prenom,
  restreint,
  now,
}: {
  vue: EspaceVue
  titre: TitreDeDemarche
  enAttente: readonly NotificationVue[]
  nouveautes: readonly NotificationVue[]
  prenom: string
  /** The person refused the general terms. */
  restreint: boolean
  now: Date
}) {
  return (
    <>
      <h1 tabIndex={-1}>Mon espace</h1>
      <p class="chapeau">Bonjour {prenom}.</p>
      {restreint ? (
        <div class="encadre" data-ton="attention">
          <p>
            Vous avez refusé les conditions générales.{' '}
            <a href="/espace/conditions/refus">Ce que vous pouvez faire</a>, ou{' '}
            <a href="/espace/conditions">relisez-les</a> pour les accepter.
          </p>
        </div>
      ) : null}
      <AFaire notifications={enAttente} titreDe={titre} />
      <Nouveautes notifications={nouveautes} titreDe={titre} />
      <AvisDeCompte etat={vue.compte} now={now} />
      {vue.services.length > 0 ? (
        <section>
          <h2>Mes services</h2>
          <ul class="services">
            {vue.services.map((slug) => (
              <li>
                <a href={`/services/${slug}`}>{titre(slug)}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href="/espace/compte/services">Choisir mes services</a>
          </p>
        </section>
      ) : null}
      {vue.brouillons.length > 0 ? (
        <section>
          <h2>À terminer</h2>
          <ul class="fichiers">
            {vue.brouillons.map((brouillon) => (
              <li>
                <span>
                  <a href={`/espace/brouillons/${brouillon.id}`}>Reprendre : {titre(brouillon.demarche)}</a>{' '}
                  <span class="doux">
                    modifié le {longMoment(brouillon.modifieLe)}, gardé jusqu’au{' '}
                    {longDate(brouillon.gardeJusquAu)}
                  </span>
                </span>
                <details class="discret">
                  <summary>
                    Supprimer<span class="sr"> ce brouillon de {titre(brouillon.demarche)}</span>
                  </summary>
                  <form method="post" action={`/espace/brouillons/${brouillon.id}/suppression`}>
                    <p>Vos réponses et vos documents seront effacés.</p>
                    <button type="submit" class="ds-button" data-variant="secondary">
                      Oui, supprimer
                    </button>
                  </form>
                </details>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h2>Mes demandes</h2>
        {vue.demandes.length === 0 ? (
          <p>Vous n’avez pas encore envoyé de demande.</p>
        ) : (
          <DemandesTable demandes={vue.demandes} titre={titre} today={parisDay(now)} />
        )}
        {vue.autres ? (
          <p>
            <a href="/espace/demandes">Voir toutes mes demandes</a>
          </p>
        ) : null}
      </section>
      <p class="actions">
        <a class="ds-button" href="/services">
          Commencer une démarche
        </a>{' '}
        <a href="/espace/documents">Mes documents</a>{' '}
        {vue.services.length === 0 ? <a href="/espace/compte/services">Choisir mes services</a> : null}
      </p>
    </>
  )
}

function DemandesTable({
  demandes,
  titre,
  today,
}: {
  demandes: readonly DemandeResume[]
  titre: TitreDeDemarche
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}) {
  return (
    <table class="repliable">
      <caption class="sr">Mes demandes, de la plus récente à la plus ancienne</caption>
      <thead>
        <tr>
          <th scope="col">Démarche</th>
          <th scope="col">Référence</th>
          <th scope="col">Reçue le</th>
          <th scope="col">Où en est-elle ?</th>
        </tr>
      </thead>
      <tbody>
        {demandes.map((demande) => (
          <tr>
            <td data-titre="Démarche">{titre(demande.demarche)}</td>
            <td data-titre="Référence">
              <a href={`/espace/demandes/${demande.reference}`} class="d-un-bloc">
                {demande.reference}
              </a>
            </td>
            <td data-titre="Reçue le">{longDate(demande.deposeeLe)}</td>
            <td data-titre="État">
              <strong>{statuts[demande.statut].libelle}</strong>
              {suiteEnMots(demande, today)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function MesDemandesPage({
  demandes,
  suite,
  titre,
  today,
}: {
  demandes: readonly DemandeResume[]
  suite: string | null
  titre: TitreDeDemarche
  /** Day in Paris, YYYY-MM-DD. */
  today: string
}) {
  return (
    <>
      <h1 tabIndex={-1}>Mes demandes</h1>
      {demandes.length === 0 ? (
        <p>Vous n’avez pas encore envoyé de demande.</p>
      ) : (
        <DemandesTable demandes={demandes} titre={titre} today={today} />
      )}
      {suite ? (
        <p class="actions">
          <a class="ds-button" data-variant="secondary" href={`/espace/demandes?apres=${suite}`}>
            Demandes plus anciennes
          </a>
        </p>
      ) : null}
    </>
  )
}

/** What the state alone does not say: whose turn it is, or that the law has answered for us. */
function suiteEnMots(demande: DemandeResume, today: string): string {
  const { statut, complementAvant, decisionImpliciteLe } = demande
  if (statuts[statut].final)
    return demande.accordAttend && complementAvant !== null
      ? ' – un document manque encore : envoyez-le dès que possible'
      : ''
  if (complementAvant !== null)
    return complementAvant < today
      ? `. La date limite du ${longDay(complementAvant)} est passée, vous pouvez encore répondre`
      : ` – à vous de répondre jusqu’au ${longDay(complementAvant)} inclus`
  const nee = decisionImpliciteLe !== null && decisionImpliciteLe <= today
  return nee ? ' – nous n’avons pas répondu à temps' : ''
}
