/** The oldest versions that the build is made for and the tests vouch for; also shown on `/navigateurs`. */
export const SUPPORTED = [
  { nom: 'Chrome, Edge et les navigateurs de la même famille', depuis: 115, cible: 'chrome115' },
  { nom: 'Firefox', depuis: 115, cible: 'firefox115' },
  { nom: 'Safari', depuis: 16.4, cible: 'safari16.4' },
] as const

export const BUILD_TARGETS: string[] = SUPPORTED.map(({ cible }) => cible)
