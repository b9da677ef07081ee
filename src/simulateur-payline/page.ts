import { CARTES } from './cartes.ts'
import { sensOf } from './codes.ts'
import type { Session, Transaction } from './livre.ts'
import { escapeText } from './write-envelope.ts'

/** Euros as they are written in French. */
export const euros = (cents: number): string =>
  new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100)

const STYLE = `body{font:1.1rem/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
.essai{border:3px solid #9a3412;background:#fff7ed;padding:.75rem 1rem;font-weight:bold}
fieldset{border:1px solid #767676;padding:1rem}label{display:block;padding:.3rem 0}
button{font:inherit;padding:.6rem 1.2rem;margin:1rem 1rem 0 0;cursor:pointer}table{border-collapse:collapse}
td,th{padding:.3rem .6rem;text-align:left;border-bottom:1px solid #ccc}`

/** A whole page, which says first that no money moves. */
export function writePage(titre: string, corps: string): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeText(titre)} – simulateur de paiement</title><style>${STYLE}</style></head>
<body><p class="essai">Simulateur : aucun argent n’est prélevé. N’écrivez jamais ici une vraie carte bancaire.</p>
<main><h1>${escapeText(titre)}</h1>${corps}</main></body></html>
`
}

/** The page where a session is paid with a test card, or cancelled. */
export function paymentPage(session: Session): string {
  const cartes = Object.entries(CARTES).map(
    ([cle, carte], index) =>
      `<label><input type="radio" name="carte" value="${cle}"${index === 0 ? ' checked' : ''}> ${carte.numero} – ${escapeText(carte.libelle)}</label>`,
  )
  return writePage(
    `Payer ${euros(session.montantCents)}`,
    `<p>Commande <strong>${escapeText(session.reference)}</strong></p>
<form method="post"><fieldset><legend>Choisissez une carte d’essai</legend>${cartes.join('\n')}</fieldset>
<button name="geste" value="payer">Payer ${euros(session.montantCents)}</button>
<button name="geste" value="annuler">Annuler et revenir au site</button></form>`,
  )
}

/** What is said when the session takes no card any more, with the way back. */
export function endPage(session: Session, retour: string): string {
  const said = session.fin
    ? 'Cette page de paiement a déjà servi ou a expiré. Elle ne peut pas servir une seconde fois.'
    : 'Votre paiement est en cours. Il ne peut pas être fait une seconde fois.'
  return writePage(
    'Cette page de paiement est terminée',
    `<p>${said}</p><p><a href="${escapeText(retour)}">Revenir au site</a></p>`,
  )
}

/** What is left on screen when the way back is cut on purpose. */
export const lostPage = (): string =>
  writePage(
    'Le retour au site est coupé',
    '<p>C’est une panne voulue du simulateur. Fermez cette page et revenez vous-même sur le site.</p>',
  )

const button = (geste: string, id: string, mot: string): string =>
  `<form method="post"><input type="hidden" name="transactionId" value="${escapeText(id)}"><button name="geste" value="${geste}">${mot}</button></form>`

/** The back office: suspected payments to decide, and the remittance to the bank. */
export function backOfficePage(transactions: readonly Transaction[]): string {
  const doubts = transactions.filter((one) => sensOf(one.code).statut === 'PENDING_RISK')
  const rows = doubts.map(
    (one) =>
      `<tr><td>${escapeText(one.reference)}</td><td>${euros(one.montantCents)}</td><td>${button('accepter', one.transactionId, 'Accepter')}</td><td>${button('refuser', one.transactionId, 'Refuser')}</td></tr>`,
  )
  const toRemit = transactions.filter(
    (one) => one.nature === 'paiement' && one.code === '00000' && !one.remiseLe && !one.annuleeLe,
  )
  return writePage(
    'Guichet du simulateur',
    `<h2>Doutes de fraude à décider</h2>${rows.length > 0 ? `<table><tr><th>Commande</th><th>Montant</th><th colspan="2">Décision</th></tr>${rows.join('')}</table>` : '<p>Aucun.</p>'}
<h2>Remise en banque</h2><p>Paiements à remettre : ${toRemit.length}. Après la remise, un paiement ne s’annule plus : il se rembourse.</p>
${button('remettre', '', 'Remettre en banque')}
<p><a href="/_/livre">Le livre du simulateur (JSON)</a></p>`,
  )
}
