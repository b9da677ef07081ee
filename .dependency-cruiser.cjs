/** The walls of the house: arrows run one way, and a feature is entered by its door. */
module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-nobody',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^(src/(app|bin|features|ui|browser|formulaire)|demarches|collectivite)' },
    },
    {
      name: 'formulaire-is-pure',
      severity: 'error',
      from: { path: '^src/formulaire/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src/(?!formulaire)|demarches|collectivite|(node:)?(fs|net|http|https|crypto|child_process|os|path|process)(/|$))',
      },
    },
    {
      name: 'ui-knows-only-formulaire',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^(src/(?!ui|formulaire)|demarches|collectivite)' },
    },
    {
      name: 'browser-knows-only-formulaire',
      severity: 'error',
      from: { path: '^src/browser/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(?!browser|formulaire)|demarches|collectivite)' },
    },
    {
      name: 'simulateur-knows-only-the-clock',
      severity: 'error',
      from: { path: '^src/simulateur-payline/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(?!simulateur-payline/|platform/clock/)|demarches|collectivite)' },
    },
    {
      name: 'simulateur-is-for-npm-start',
      severity: 'error',
      from: { path: '^src/(?!simulateur-payline/|bin/embedded\\.ts$)' },
      to: { path: '^src/simulateur-payline/' },
    },
    {
      name: 'features-know-no-app',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^(src/(app|bin|browser)|demarches|collectivite)' },
    },
    {
      name: 'features-by-the-door',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/(?!$1/)[^/]+/(?!index\\.ts$)' },
    },
    {
      name: 'app-enters-features-by-the-door',
      severity: 'error',
      from: { path: '^src/(app|bin)/' },
      to: { path: '^src/features/[^/]+/(?!index\\.ts$)' },
    },
    { name: 'app-knows-no-bin', severity: 'error', from: { path: '^src/app/' }, to: { path: '^src/bin/' } },
    {
      name: 'demarches-are-definitions',
      severity: 'error',
      from: { path: '^demarches/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(?!formulaire)' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|var|node_modules)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
}
