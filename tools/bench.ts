// `npm run bench`: the budgets of the product, measured in one run. Ratios rather than speeds: machines differ.
// With --strict, a budget that is exceeded fails the command.
import { file, fillPackRentree } from '../test/support/family.ts'
import { measureEspace } from './bench/espace.ts'
import { measureJourney } from './bench/journey.ts'
import { type Line, printTable } from './bench/table.ts'
import { copyDemande, openWorld } from './bench/world.ts'

await import('./build.ts')
const lines: Line[] = []
const world = await openWorld()
try {
  const one = await world.usager('une@exemple.fr')
  const fifty = await world.usager('cinquante@exemple.fr')
  const brouillon = await fillPackRentree(one, [{ prenom: 'Léa', options: ['carte-jeune'] }])
  await copyDemande(world.database, await file(one, brouillon), 'cinquante@exemple.fr', 50)
  lines.push(...(await measureEspace(world, one, fifty)))
  lines.push(...(await measureJourney(world)))
} finally {
  await world.close()
}
printTable(lines)
if (process.argv.includes('--strict') && lines.some(({ budget }) => budget?.held === false))
  process.exitCode = 1
