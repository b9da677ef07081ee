export { etatsEnMots } from './etats-en-mots.ts'
export type { ConfigPayline } from './payline/config-payline.ts'
export { createPayline, type PaylineDeps } from './payline/payline.ts'
export {
  type Commande,
  type EtatLu,
  type Lecture,
  type OrdreDeRestitution,
  type Ouverture,
  type PaymentProvider,
  PrestataireInjoignable,
  type Restitution,
} from './prestataire.ts'
