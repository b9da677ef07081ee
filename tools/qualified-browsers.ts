import browserslist from 'browserslist'

/** Names of browserslist for those that the build tool calls otherwise. The others on Android are the same engine. */
const TARGETS: Record<string, string> = {
  chrome: 'chrome',
  edge: 'edge',
  firefox: 'firefox',
  safari: 'safari',
  ios_saf: 'ios',
}

/** The lowest version of each browser of `.browserslistrc`, as browserslist names them, in the order of its lines. */
export function qualifiedBrowsers(): Record<string, number> {
  const lowest: Record<string, number> = {}
  // Of browsers that update themselves on telephones only the last version is known: the desktop's count for them.
  for (const one of browserslist(undefined, { path: import.meta.dirname, mobileToDesktop: true })) {
    const [name = '', versions = ''] = one.split(' ')
    const version = Number.parseFloat(versions)
    lowest[name] = Math.min(lowest[name] ?? version, version)
  }
  if (Object.keys(lowest).length === 0) throw new Error('.browserslistrc names no browser')
  return lowest
}

/** What the build tool is told to compile for. */
export const buildTargets = (): string[] =>
  Object.entries(qualifiedBrowsers()).flatMap(([name, version]) =>
    TARGETS[name] ? [`${TARGETS[name]}${version}`] : [],
  )
