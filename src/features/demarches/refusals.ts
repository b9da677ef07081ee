/** No démarche has this name in its address. */
export class DemarcheIntrouvable extends Error {
  readonly slug: string
  constructor(slug: string) {
    super('no such démarche')
    this.slug = slug
  }
}

/** Another administrator decided when this démarche is open since the page was shown. */
export class OuvertureDecideeEntreTemps extends Error {
  readonly slug: string
  constructor(slug: string) {
    super(`another decision on ${slug} came first`)
    this.slug = slug
  }
}
