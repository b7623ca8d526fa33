import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { readPlace } from './place.ts'
import { isPostmasterOf, readPidFile } from './postmaster.ts'
import { DATABASE, USER } from './settings.ts'
import type { EmbeddedPostgres } from './supervisor.ts'

/**
 * How to connect to the PostgreSQL that a running Portico has on this data folder, for what may be done beside it, such as
 * a backup. Undefined when none is running, or when this user may not look. Changes nothing and takes no lock.
 */
export async function findRunning(dataDir: string): Promise<EmbeddedPostgres['connection'] | undefined> {
  const place = await realpath(dataDir)
    .then(readPlace)
    .catch(() => undefined)
  if (place === undefined) return undefined
  const cluster = join(place, 'postgres', 'cluster')
  const found = await readPidFile(cluster)
  if (found?.isReady !== true || !(await isPostmasterOf(cluster, found.pid))) return undefined
  return { host: found.socketDir, user: USER, database: DATABASE }
}
