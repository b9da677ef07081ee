// `npm run bench`: the budgets of the product, measured in one run. Ratios rather than speeds: machines differ.
// `npm run bench -- journey pages` measures only these. With --strict, a budget that is exceeded fails the command.
import { parseArgs } from 'node:util'
import { file, fillPackRentree } from '../test/support/family.ts'
import { measurePages } from './bench/browser.ts'
import { measureComptoir } from './bench/comptoir.ts'
import { measureEspace } from './bench/espace.ts'
import { measureJourney } from './bench/journey.ts'
import { measurePaiements } from './bench/paiements.ts'
import { measurePublicPages } from './bench/public-pages.ts'
import { measureSignIn } from './bench/sign-in.ts'
import { measureStart } from './bench/start.ts'
import { type Line, printTable } from './bench/table.ts'
import { copyDemande, openWorld, type World } from './bench/world.ts'

async function espace(world: World): Promise<Line[]> {
  const one = await world.usager('une@exemple.fr')
  const fifty = await world.usager('cinquante@exemple.fr')
  const brouillon = await fillPackRentree(one, [{ prenom: 'Léa', options: ['carte-jeune'] }])
  await copyDemande(world.database, await file(one, brouillon), 'cinquante@exemple.fr', 50)
  return measureEspace(world, one, fifty)
}

/** Each in a world of its own, so that none inherits the heat or the memory of another. */
const parts: Record<string, () => Promise<Line[]>> = {
  comptoir: measureComptoir,
  espace: () => inWorld(espace),
  journey: () => inWorld(measureJourney),
  pages: () => inWorld(measurePages),
  paiements: measurePaiements,
  public: () => inWorld(measurePublicPages),
  'sign-in': () => inWorld(measureSignIn),
  start: measureStart,
}

async function inWorld(measure: (world: World) => Promise<Line[]>): Promise<Line[]> {
  const world = await openWorld()
  try {
    return await measure(world)
  } finally {
    await world.close()
  }
}

const { values, positionals } = parseArgs({
  options: { strict: { type: 'boolean', default: false } },
  allowPositionals: true,
})
await import('./build.ts')
const lines: Line[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stderr.write(`… ${name}\n`)
  lines.push(...(await measure()))
}
printTable(lines)
if (values.strict && lines.some(({ budget }) => budget?.held === false)) process.exitCode = 1
