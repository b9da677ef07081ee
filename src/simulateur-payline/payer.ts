import type { Session } from './livre.ts'
import { cancelSession, codeOf, findSession, paySession, type Reglement, seeSession } from './moteur.ts'
import type { Notifications } from './notifications.ts'
import type { Pannes } from './pannes.ts'
import type { Registre } from './registre.ts'

/** What a payer obtained. */
export interface Paiement {
  reglement: Reglement
  /** What getWebPaymentDetails would say now; null for a session that does not exist. */
  code: string | null
  /** Where the browser is sent back, with the token; null when the return is lost. */
  retour: string | null
}

/** What a payer does: one of the test cards, `code:XXXXX`, `annuler` before giving a card, or `quitter` at once. */
export type Geste = string

/** The payer in front of the page of a session. Everything that can pay goes through here. */
export interface Payeur {
  /** Opens the page. */
  open(jeton: string): void
  act(jeton: string, geste: Geste): Paiement
}

/** Where a session sends the browser back: the address of its end, and the token. */
export function wayBack(session: Session): string {
  const url = new URL(session.fin?.code === '02319' ? session.annulation : session.retour)
  url.searchParams.set('token', session.jeton)
  return url.href
}

export function createPayeur(registre: Registre, pannes: Pannes, notifications: Notifications): Payeur {
  const open = (jeton: string): void => {
    const session = findSession(registre, jeton)
    if (!session || session.fin || session.vue) return
    seeSession(registre, session)
    notifications.planEarly(session)
  }
  return {
    open,
    act: (jeton, geste) => {
      open(jeton)
      const session = registre.livre.sessions.get(jeton)
      if (!session) return { reglement: 'introuvable', code: null, retour: null }
      if (geste === 'quitter') return { reglement: 'fait', code: codeOf(session), retour: null }
      const reglement =
        geste === 'annuler' ? cancelSession(registre, jeton) : paySession(registre, jeton, geste)
      const left = reglement === 'carte_inconnue' || session.engagement?.finirLe === null
      const lost = left || (reglement === 'fait' && pannes.strike('retour_perdu') !== undefined)
      return { reglement, code: codeOf(session), retour: lost ? null : wayBack(session) }
    },
  }
}
