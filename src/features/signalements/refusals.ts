/** No such ticket. */
export class SignalementIntrouvable extends Error {}

/** Too many public reports from one network: until when. */
export class TropDeSignalements extends Error {
  readonly jusquA: Date
  constructor(jusquA: Date) {
    super('too many reports from this source')
    this.jusquA = jusquA
  }
}
