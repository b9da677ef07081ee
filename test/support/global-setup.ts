import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startCluster } from '../../src/platform/db/embedded-cluster.ts'
import { migrate } from '../../src/platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the cluster's maintenance database, as its superuser. */
    clusterUrl: string
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'espace-tests-'))
  await chmod(folder, 0o755)
  const cluster = await startCluster({ directory: join(folder, 'pg'), volatile: true })
  await cluster.createDatabase('modele')
  await migrate(cluster.url('modele'), join(import.meta.dirname, '../../db/migrations'))
  project.provide('clusterUrl', cluster.url('postgres'))
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
