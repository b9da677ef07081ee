/** No such news, or not for this reader: a draft and a withdrawn one look the same as none. */
export class ActualiteIntrouvable extends Error {}

/** Another administrator changed this news since the page was shown. */
export class ActualiteModifieeEntreTemps extends Error {
  readonly numero: number
  constructor(numero: number) {
    super('the news changed since it was shown')
    this.numero = numero
  }
}
