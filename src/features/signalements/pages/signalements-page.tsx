import { longMoment } from '../../../platform/legal-clock/paris.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import type { Origine } from '../signalement-store.ts'
import type { LigneDeSignalement, SignalementVu } from '../signalements.query.ts'

const ORIGINES = {
  compte: 'depuis le compte',
  courriel: 'par le lien d’un message',
  public: 'par le formulaire public',
} as const satisfies Record<Origine, string>

export function SignalementsPage(props: {
  lignes: readonly LigneDeSignalement[]
  traites: boolean
  suite: string | undefined
}) {
  const { lignes, traites, suite } = props
  const filtre = traites ? 'traites=1&' : ''
  return (
    <>
      <h1 tabIndex={-1}>Utilisations non autorisées</h1>
      <p>
        {traites ? (
          <a href="/agents/signalements">Voir ceux à traiter</a>
        ) : (
          <a href="/agents/signalements?traites=1">Voir ceux qui sont traités</a>
        )}
      </p>
      {lignes.length === 0 ? (
        <p>{traites ? 'Aucun signalement traité.' : 'Rien à traiter.'}</p>
      ) : (
        <ul class="fichiers">
          {lignes.map((ligne) => (
            <li>
              <span>
                <a href={`/agents/signalements/${ligne.reference}`}>{ligne.reference}</a>
                <br />
                <span class="doux">
                  reçu le {longMoment(ligne.creeLe)}, {ORIGINES[ligne.origine]}
                </span>
              </span>
              <span>{ligne.gele ? 'espace bloqué' : 'sans preuve'}</span>
            </li>
          ))}
        </ul>
      )}
      {suite ? (
        <p>
          <a href={`/agents/signalements?${filtre}apres=${suite}`}>Suivants</a>
        </p>
      ) : null}
    </>
  )
}

export function SignalementPage({ vu, erreur }: { vu: SignalementVu; erreur?: string }) {
  return (
    <div class="formulaire">
      <p>
        <a href="/agents/signalements">Tous les signalements</a>
      </p>
      <h1 tabIndex={-1}>Signalement {vu.reference}</h1>
      {erreur ? <ErrorSummary erreurs={[{ nom: 'suite', message: erreur }]} /> : null}
      <dl class="resume">
        <Ligne terme="Reçu">
          le {longMoment(vu.creeLe)}, {ORIGINES[vu.origine]}
        </Ligne>
        <Ligne terme="Titulaire">{vu.titulaire ?? 'aucun espace à cette adresse'}</Ligne>
        <Ligne terme="Adresse">{vu.courriel}</Ligne>
        <Ligne terme="État de l’espace">
          {vu.encoreGele ? 'bloqué, jusqu’à un nouveau mot de passe' : 'ouvert'}
        </Ligne>
        <Ligne terme="Récit">
          {vu.recit === '' ? 'rien n’a été écrit' : <Paragraphes texte={vu.recit} />}
        </Ligne>
      </dl>
      {vu.indices.length > 0 ? (
        <section>
          <h2>Appareils au moment du signalement</h2>
          <ul>
            {vu.indices.map((indice) => (
              <li>
                {indice.appareil}, connecté le {longMoment(new Date(indice.creeeLe))}, utilisé le{' '}
                {longMoment(new Date(indice.vueLe))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Suite vu={vu} {...(erreur ? { erreur } : {})} />
    </div>
  )
}

function Suite({ vu, erreur }: { vu: SignalementVu; erreur?: string }) {
  if (vu.traiteLe)
    return (
      <section>
        <h2>
          Traité le {longMoment(vu.traiteLe)}
          {vu.traitePar ? ` par ${vu.traitePar}` : ''}
        </h2>
        <Paragraphes texte={vu.suite} />
      </section>
    )
  return (
    <form method="post" action={`/agents/signalements/${vu.reference}`} noValidate>
      <ZoneDeTexte
        nom="suite"
        libelle="Ce qui a été fait"
        aide="Ces mots restent dans le dossier du signalement. L’usager ne les lit pas."
        valeur=""
        messages={unMessage(erreur)}
      />
      <button type="submit" class="ds-button">
        Clore le signalement
      </button>
    </form>
  )
}

function Ligne({ terme, children }: { terme: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{terme}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const Paragraphes = ({ texte }: { texte: string }) => (
  <>
    {texte
      .split('\n')
      .filter((ligne) => ligne !== '')
      .map((ligne) => (
        <p>{ligne}</p>
      ))}
  </>
)
