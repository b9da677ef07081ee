/** No démarche has this name in its address. */
export class DemarcheIntrouvable extends Error {
  readonly slug: string
  constructor(slug: string) {
    super('no such démarche')
    this.slug = slug
  }
}
