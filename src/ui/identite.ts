/** What the frame of every page says of who runs the portal. */
export interface Identite {
  nom: string
  portail: string
  adressePostale: readonly string[]
  telephone: string
  horaires: string
  accessibilite: string
}

/** Addresses of the built files. */
export interface Assets {
  script: string
  /** The classic script that warns a browser which cannot run the other. */
  ancien: string
  style: string
  marque: string
  /** The mark as a phone's screen shows it. */
  icone: string
  /** The picture of a shared link. */
  apercu: string
}
