/**
 * What the embedded PostgreSQL keeps in Portico's data folder:
 *
 * - `postgres/`        0700, owned by the account PostgreSQL runs under; holds the socket. Entering it is what authenticates.
 * - `postgres/cluster` PostgreSQL's own data directory (`cluster.ts`); complete as soon as it has this name.
 * - `postgres.place`   only if `postgres/` is somewhere else: where (`place.ts`).
 * - `postgres.lock`    held while a Portico runs (`owner-lock.ts`); `postgres.owner` holds its pid.
 * - `postgres.socket`  only if the path is too long for a socket: the folder that holds it instead (`socket-dir.ts`).
 */
import { chmod, lchown, mkdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../kernel/log.ts'
import { accountFor } from './account.ts'
import { EmbeddedPostgresError, hasCode, reasonOf } from './error.ts'
import { findPlace } from './place.ts'
import { type Account, runSystemTool } from './run.ts'
import { findSocketDir } from './socket-dir.ts'

/**
 * The folders of one embedded PostgreSQL, as absolute paths without links, and the account that owns them (undefined:
 * ourselves).
 */
export interface DataFolder {
  readonly home: string
  readonly cluster: string
  readonly socketDir: string
  readonly account: Account | undefined
}

/**
 * Creates Portico's data folder if it is missing. Resolves to its path without links, the same for everybody who opens
 * it.
 */
export async function makeDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    return await realpath(dataDir)
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be made: ${reasonOf(error)}.`,
      'Choose a folder that the user who starts Portico may write.',
      { cause: error },
    )
  }
}

/**
 * Makes the folders, gives them to the right account and closes them to all others. Only for the holder of the owner
 * lock.
 */
export async function openDataFolder(
  dataDir: string,
  options: { readonly awayRoot: string; readonly log: Log },
): Promise<DataFolder> {
  try {
    const home = join(await findPlace(dataDir, options), 'postgres')
    const account = await accountFor(home)
    await mkdir(home, { recursive: true, mode: 0o700 })
    if (account !== undefined) await giveTo(account, home)
    await chmod(home, 0o700)
    const socketDir = await findSocketDir({ home, record: join(dataDir, 'postgres.socket'), account })
    return { home, cluster: join(home, 'cluster'), socketDir, account }
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM')) throw error
    throw new EmbeddedPostgresError(
      `The database of the data folder ${dataDir} belongs to another user: ${reasonOf(error)}.`,
      'Start Portico as the same user as before; root may always start it.',
      { cause: error },
    )
  }
}

/** Root made it, or copied a backup into it: all of it goes to the account. What another account owns is left alone. */
async function giveTo(account: Account, home: string): Promise<void> {
  if ((await stat(home)).uid !== 0) return
  await runSystemTool('chown', ['-Rh', `${account.uid}:${account.gid}`, home])
  await lchown(home, account.uid, account.gid)
}
