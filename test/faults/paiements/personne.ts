import type { SimulateurPayline } from '../../../src/simulateur-payline/index.ts'
import type { Answer } from '../../support/signed-client.ts'
import type { Dossier } from './dossier.ts'

/** What people have met so far, counted; `fautes` is what no kill and no fault of the provider explains. */
export interface Vecu {
  appuis: number
  refusPolis: number
  coupures: number
  retours: number
  retoursPerdus: number
  secondesCartes: number
  fautes: string[]
}

type Appui = { page: string } | 'paye' | 'plus tard'

/** Comes back a moment later, as people do. */
const UN_MOMENT_MS = 1_500
const A_L_INSTANT_MS = 50
/** How long a browser looks for a portal that is dead, and a person at what it says. */
const UNE_ERREUR_MS = 300

/**
 * One act of a person for a demande that is not paid: presses « payer », does something on the page of the provider, comes
 * back if they are led back. @returns in how many milliseconds they act again; null when they are done with it
 */
export async function act(dossier: Dossier, payline: SimulateurPayline, vecu: Vecu): Promise<number | null> {
  const appuis = await press(dossier, vecu)
  const pages = new Set(appuis.flatMap((one) => (typeof one === 'object' ? [one.page] : [])))
  const [page, autre] = pages
  if (page === undefined) return appuis.includes('paye') ? null : UN_MOMENT_MS
  const token = tokenOf(page)
  if (new URL(page).origin !== payline.origin) vecu.fautes.push(`${dossier.reference}: sent elsewhere`)
  // Led to the page they have seen already, they try another card on it.
  const geste = dossier.vue === token ? 'acceptee' : dossier.gestes.shift()
  if (geste === undefined) return null
  dossier.vue = token
  const { reglement, retour } = payline.payerComme(token, geste)
  // An attempt may end between two clicks, and the second one open another: both pages are paid, and the books judge.
  if (autre) payline.payerComme(tokenOf(autre), 'acceptee')
  if (dossier.maniere === 'deux onglets' && geste !== 'quitter') {
    const second = payline.payerComme(token, 'acceptee')
    if (second.reglement === 'fait') vecu.fautes.push(`${dossier.reference}: one page, paid twice`)
    vecu.secondesCartes += 1
  }
  if (reglement === 'fait' && retour === null && geste !== 'quitter' && geste !== 'quittee')
    vecu.retoursPerdus += 1
  const known = retour === null ? false : await comeBack(retour, vecu)
  if (dossier.gestes.length === 0 && geste !== 'acceptee') return null
  return known ? A_L_INSTANT_MS : UN_MOMENT_MS
}

const tokenOf = (page: string): string => new URL(page).pathname.split('/').at(-1) ?? ''

function press(dossier: Dossier, vecu: Vecu): Promise<Appui[]> {
  const [one, other] = dossier.foyer.navigateurs
  const address = `/espace/demandes/${dossier.reference}/paiement`
  const clients = { simple: [one], 'double clic': [one, one, one], 'deux onglets': [one, other] }
  return Promise.all(
    clients[dossier.maniere].map(async (client) => {
      vecu.appuis += 1
      const answer = await client.post(address).catch(() => undefined)
      if (answer) return understand(answer, dossier, vecu)
      vecu.coupures += 1
      await new Promise((resolve) => setTimeout(resolve, UNE_ERREUR_MS))
      return 'plus tard'
    }),
  )
}

function understand({ status, location, text }: Answer, { reference }: Dossier, vecu: Vecu): Appui {
  if (status === 204 && location) return { page: location }
  if (status === 409) return 'paye'
  if (status === 503) vecu.refusPolis += 1
  else vecu.fautes.push(`${reference}: ${status} ${text.replace(/<[^>]+>/g, ' ').slice(0, 300)}`)
  return 'plus tard'
}

/** @returns whether the page says how it ended */
async function comeBack(retour: string, vecu: Vecu): Promise<boolean> {
  vecu.retours += 1
  // The portal may be dead at that moment: the browser says so, and the person reloads once or leaves it.
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await fetch(retour).catch(() => undefined)
    if (answer?.status === 200) return /Paiement\s:/.test(await answer.text())
    if (answer) vecu.fautes.push(`return: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
    await new Promise((resolve) => setTimeout(resolve, UNE_ERREUR_MS))
  }
  return false
}
