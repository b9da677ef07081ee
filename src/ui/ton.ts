/** How a message or a state is coloured; its words always say the same without the colour. */
export type Ton = 'info' | 'succes' | 'attention' | 'danger' | 'neutre'

/** The colour of Designsystemet that carries each tone. */
export const couleurs = {
  info: 'accent',
  succes: 'success',
  attention: 'warning',
  danger: 'danger',
  neutre: 'neutral',
} as const satisfies Record<Ton, string>
