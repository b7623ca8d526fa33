/** PostgreSQL's own data directory: which version made it, how it is created, and our part of its settings. */
import { randomUUID } from 'node:crypto'
import { readFile, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedPostgresError, hasCode, reasonOf } from './error.ts'
import { ensureFile, replaceFile } from './replace-file.ts'
import { runPostgresTool } from './run.ts'
import { accessFile, DATABASE, mainFile, settingsFile, USER } from './settings.ts'

/** The major version that made the cluster; undefined when there is none yet. */
export async function majorOf(folder: DataFolder): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8'), 10)
  } catch (error) {
    if (hasCode(error, 'ENOENT') && !(await exists(folder.cluster))) return undefined
    throw new EmbeddedPostgresError(
      `The folder ${folder.cluster} is not a PostgreSQL data directory: ${reasonOf(error)}.`,
      'Restore it from a backup, or move it away to start with an empty database.',
      { cause: error },
    )
  }
}

/**
 * Creates the cluster with its superuser and empty database.
 *
 * It is built beside its place and renamed at the end, so a first start that was interrupted leaves nothing that looks
 * like a cluster.
 */
export async function createCluster(folder: DataFolder, binaries: Binaries): Promise<void> {
  await removeUnfinished(folder.home)
  const unfinished = join(folder.home, `unfinished-${randomUUID()}`)
  const as = { account: folder.account }
  const auth = ['--username', USER, '--auth-local=trust', '--auth-host=reject']
  try {
    await runPostgresTool(
      join(binaries.binDir, 'initdb'),
      ['--pgdata', unfinished, ...auth, '--encoding=UTF8', '--no-locale', '--data-checksums', '--no-instructions'],
      as,
    )
    await replaceFile(join(unfinished, 'postgresql.conf'), mainFile, folder.account)
    await replaceFile(join(unfinished, 'pg_hba.conf'), accessFile, folder.account)
    await writeSettings({ ...folder, cluster: unfinished }, binaries)
    await runPostgresTool(
      join(binaries.binDir, 'postgres'),
      ['--single', '-D', unfinished, '-c', 'exit_on_error=on', 'postgres'],
      {
        ...as,
        input: `create database ${DATABASE}\n`,
      },
    )
  } catch (error) {
    throw new EmbeddedPostgresError(
      `PostgreSQL could not create its data in ${folder.home}: ${reasonOf(error).trim()}`,
      'See whether the disk is full or read-only, then start again; nothing needs to be cleaned up.',
      { cause: error },
    )
  }
  await rename(unfinished, folder.cluster)
}

/** Brings Portico's part of the settings up to date; an operator's own are in `postgresql.conf` and stay. */
export async function writeSettings(folder: DataFolder, binaries: Binaries): Promise<void> {
  const content = settingsFile({ major: binaries.major, socketDir: folder.socketDir })
  await ensureFile(join(folder.cluster, 'portico.conf'), content, folder.account)
}

/**
 * What cannot be removed is still being written by the initdb of a killed start, which ends by itself; the next start
 * removes it.
 */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (name.startsWith('unfinished-')) await rm(join(home, name), { recursive: true }).catch(() => {})
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
