/**
 * The only list of browsers: the build is made for these versions, `/navigateurs` and `/accessibilite` show them, and
 * the tests compare the browsers they drive with it. `URL.canParse` came with exactly these versions (Chrome 120,
 * Firefox 115, Safari 17): old-browser.js tells by it whether a browser is in the list. Raise both together.
 */
export const SUPPORTED = [
  {
    nom: 'Chrome, Edge et les navigateurs de la même famille',
    depuis: 120,
    cible: 'chrome120',
    essaye: 'Chromium',
  },
  { nom: 'Firefox', depuis: 115, cible: 'firefox115', essaye: 'Firefox' },
  { nom: 'Safari', depuis: 17, cible: 'safari17', essaye: undefined },
] as const

export const BUILD_TARGETS: string[] = SUPPORTED.map(({ cible }) => cible)
