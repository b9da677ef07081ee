import { eurosEnMots } from '../../../formulaire/nombres.ts'
import { statutEnMots } from '../etats-en-mots.ts'
import { type StatutDePaiement, statutsDePaiement } from '../paiement.ts'
import type { RetourVu } from '../paiements.query.ts'

/** How long a browser without script waits before it asks again, in seconds. */
export const RELOAD_SECONDS = 5

const VERIFIE = 'Nous vérifions votre paiement'

const TITRES = {
  prepare: VERIFIE,
  en_cours: VERIFIE,
  a_verifier: VERIFIE,
  accepte: 'Paiement accepté',
  refuse: 'Paiement refusé',
  annule: 'Paiement arrêté',
  expire: 'Paiement non terminé',
  erreur: 'Paiement impossible',
} as const satisfies Record<StatutDePaiement, string>

/** What happened, in the title of the window too: it is what is read aloud first. */
export const titreDuRetour = ({ statut, enTrop }: Pick<RetourVu, 'statut' | 'enTrop'>): string =>
  enTrop ? 'Paiement à vous rendre' : TITRES[statut]

/** It was taken, and is not kept: « accepted » alone would be read as « paid ». */
const EN_TROP = {
  ton: 'info',
  titre: 'Nous avons reçu ce paiement, mais nous ne le gardons pas.',
  suite: 'L’argent revient sur la carte qui a servi. Vous n’avez rien à faire.',
} as const

/**
 * Where the person comes back to, signed in or not, in this browser or another: a state and an amount, nobody's name.
 * While nothing is known yet the page asks again by itself (the answer's Refresh header).
 */
export function RetourPage({ retour }: { retour: RetourVu }) {
  const { statut, enTrop, montantCents, commande, reference } = retour
  const { final } = statutsDePaiement[statut]
  const { ton, titre, suite } = enTrop
    ? EN_TROP
    : { ton: statutsDePaiement[statut].ton, ...statutEnMots(statut) }
  return (
    <>
      <h1 tabIndex={-1}>{titreDuRetour(retour)}</h1>
      <div class="encadre" data-ton={ton} role="status">
        <p>
          <strong>{titre}</strong> {suite}
        </p>
      </div>
      <p>
        Montant : {eurosEnMots(montantCents)}. Numéro du paiement : <span class="d-un-bloc">{commande}</span>.
      </p>
      {statut === 'accepte' ? (
        <p>Un reçu vous est envoyé par courriel. Il est aussi dans votre espace.</p>
      ) : null}
      {statut === 'prepare' || statut === 'en_cours' ? (
        <p>
          Cette page se met à jour toute seule. Vous pouvez aussi la fermer : rien n’est perdu, et la réponse
          sera dans votre espace.
        </p>
      ) : null}
      {reference ? (
        <p class="actions">
          {final && statut !== 'accepte' ? (
            <a class="ds-button" href={`/espace/demandes/${reference}/paiement`}>
              Réessayer, ou payer autrement
            </a>
          ) : null}
          <a href={`/espace/demandes/${reference}`}>Revoir ma demande</a>
        </p>
      ) : null}
    </>
  )
}
