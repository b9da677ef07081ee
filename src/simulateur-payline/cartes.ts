/** What a test card does: end with a code at once, end accepted after a while, or leave the session until it expires. */
export interface Carte {
  numero: string
  libelle: string
  code: string
  /** The session says 02306 for this long, then `code`. */
  apresMs?: number
  /** The person starts to authenticate and leaves: 02306, then this code when the session expires. */
  expire?: true
}

const MINUTE = 60_000

/** The test cards. None is a card of a bank. */
export const CARTES = {
  acceptee: { numero: '4970 0000 0000 0000', libelle: 'paiement accepté', code: '00000' },
  expiree: { numero: '4970 0000 0000 1101', libelle: 'refus : carte expirée', code: '01101' },
  numero_invalide: {
    numero: '4970 0000 0000 1111',
    libelle: 'refus : numéro de carte inconnu',
    code: '01111',
  },
  plafond: { numero: '4970 0000 0000 1116', libelle: 'refus : plafond de paiement atteint', code: '01116' },
  decouvert: { numero: '4970 0000 0000 1121', libelle: 'refus : plafond de retrait atteint', code: '01121' },
  perdue: { numero: '4970 0000 0000 1208', libelle: 'refus : carte déclarée perdue', code: '01208' },
  refusee: { numero: '4970 0000 0000 1100', libelle: 'refus de la banque, sans motif', code: '01100' },
  abandon_3ds: { numero: '4970 0000 0000 3022', libelle: 'authentification abandonnée', code: '03022' },
  fraude: { numero: '4970 0000 0000 4001', libelle: 'doute de fraude, à décider', code: '04001' },
  fraude_en_attente: { numero: '4970 0000 0000 4003', libelle: 'doute de fraude, autre code', code: '04003' },
  erreur: { numero: '4970 0000 0000 1109', libelle: 'erreur technique du marchand', code: '01109' },
  banque_muette: { numero: '4970 0000 0000 2102', libelle: 'banque injoignable', code: '02102' },
  lente: {
    numero: '4970 0000 0000 2306',
    libelle: 'en cours deux minutes, puis accepté',
    code: '00000',
    apresMs: 2 * MINUTE,
  },
  lente_refusee: {
    numero: '4970 0000 0000 2307',
    libelle: 'en cours deux minutes, puis refusé',
    code: '01121',
    apresMs: 2 * MINUTE,
  },
  quittee: {
    numero: '4970 0000 0000 2324',
    libelle: 'page quittée pendant l’authentification',
    code: '02324',
    expire: true,
  },
  inconnue: { numero: '4970 0000 0000 9999', libelle: 'résultat que personne ne connaît', code: '09999' },
} as const satisfies Record<string, Carte>

export type CleDeCarte = keyof typeof CARTES

/** Reads a key of the table, or a card number with or without spaces; `code:XXXXX` is a card that ends with that code. */
export function findCarte(mot: string): Carte | undefined {
  const cartes: Record<string, Carte> = CARTES
  if (Object.hasOwn(cartes, mot)) return cartes[mot]
  const code = /^code:(\d{5})$/.exec(mot)?.[1]
  if (code) return { numero: '4970 0000 0000 0001', libelle: `résultat ${code}`, code }
  const digits = mot.replaceAll(/\s/g, '')
  return Object.values(cartes).find((carte) => carte.numero.replaceAll(' ', '') === digits)
}
