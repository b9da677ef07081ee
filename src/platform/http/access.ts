import type {} from 'fastify'
import type { AgentRole } from '../session/actor.ts'

/** Who may enter a route; `session` is anybody signed in. Every route declares it in `config.access`; one that does not stops the start-up. */
export type Access = 'public' | 'session' | 'usager' | { readonly agent: readonly AgentRole[] }

/** Whoever works here: their own account. */
export const EVERY_AGENT = {
  agent: ['instructeur', 'responsable', 'administrateur', 'regisseur'],
} as const satisfies Access

/** Whoever examines demandes. The régisseur handles money, and reads no demande: who grants does not handle money. */
export const COMPTOIR = {
  agent: ['instructeur', 'responsable', 'administrateur'],
} as const satisfies Access

/** Whoever reads its accounts. */
export const COMPTES = {
  agent: ['regisseur', 'responsable', 'administrateur'],
} as const satisfies Access

/** Whoever handles the money of the régie. */
export const CAISSE = { agent: ['regisseur'] } as const satisfies Access

export const ADMINISTRATEUR = { agent: ['administrateur'] } as const satisfies Access

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** A sensitive act: the password must have been given within five minutes (RFC 9470). */
    recente?: true
    /**
     * Open also to a usager who refused the terms (what is theirs, and the ways out), or, `toujours`, even before they
     * answered.
     */
    sansConditions?: 'refusees' | 'toujours'
    /**
     * The same bytes for everybody, whoever asks: kept in memory for some seconds. `sans-cookie`: for everybody who brings
     * no cookie; what is posted to the same address drops it.
     */
    partagee?: true | 'sans-cookie'
    /** An entrance to the space of usagers: closed with it during a maintenance. */
    entree?: true
    /** Says that the page is being left: no sign of life of the session. */
    depart?: true
    /** Asked by the page itself while nobody touches it: no sign of life of the session either. */
    passive?: true
  }
}
