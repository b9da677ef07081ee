/** No such agent. */
export class AgentIntrouvable extends Error {}

/** Wrong address, password or code, blocked or inactive: never told apart, but for a block's end. */
export class AgentRefuse extends Error {
  readonly bloqueJusquA: Date | undefined
  constructor(bloqueJusquA?: Date) {
    super('agent sign-in refused')
    this.bloqueJusquA = bloqueJusquA
  }
}
