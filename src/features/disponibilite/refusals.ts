import type { Maintenance } from './fermeture.ts'

/** The portal, or this démarche, is closed for maintenance. */
export class ServiceFerme extends Error {
  readonly maintenance: Maintenance
  constructor(maintenance: Maintenance) {
    super('closed for maintenance')
    this.maintenance = maintenance
  }
}

/** No closing has this number. */
export class FermetureIntrouvable extends Error {}

/** Another administrator changed this maintenance, or it began or ended, since the page was shown. */
export class FermetureChangeeEntreTemps extends Error {
  readonly numero: number
  constructor(numero: number) {
    super(`closing ${numero} changed meanwhile`)
    this.numero = numero
  }
}

/** Another maintenance of the same services is planned at that time. */
export class FermetureEnChevauchement extends Error {
  readonly autre: Pick<Maintenance, 'numero' | 'debut' | 'fin'>
  constructor(autre: Pick<Maintenance, 'numero' | 'debut' | 'fin'>) {
    super(`overlaps closing ${autre.numero}`)
    this.autre = autre
  }
}
