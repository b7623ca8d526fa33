/**
 * The folder in which root keeps, for the account that PostgreSQL runs under, what that account cannot reach where it
 * is: clusters of closed data folders (`place.ts`) and a copy of the programs (`program-copy.ts`).
 */
import { chmod, mkdir, realpath, stat } from 'node:fs/promises'
import { closedFolderAt } from './account.ts'
import { EmbeddedPostgresError, reasonOf } from './error.ts'
import type { Account } from './run.ts'

/** Used unless `EmbeddedOptions.awayRoot` says otherwise. */
export const DEFAULT_AWAY_ROOT = '/var/lib/portico-postgres'

const advice =
  'Start Portico as a normal user, or choose a data folder that every account can reach, such as /srv/portico.'

/**
 * Makes the folder if it is missing and resolves to its path without links. Refuses one that `account` cannot reach, or
 * in which anybody but root could put something else in our place.
 */
export async function openAwayRoot(path: string, account: Account): Promise<string> {
  const folder = await make(path)
  const { uid, mode } = await stat(folder)
  if (uid !== 0 || (mode & 0o022) !== 0) throw unfit(folder, 'others than root may change it')
  const closed = await closedFolderAt(folder, account)
  if (closed !== undefined) throw unfit(folder, `${closed} is closed to the account with uid ${account.uid}`)
  return folder
}

async function make(path: string): Promise<string> {
  try {
    const isNew = (await mkdir(path, { recursive: true })) !== undefined
    if (isNew) await chmod(path, 0o711) // whatever the umask is
    return await realpath(path)
  } catch (error) {
    throw new EmbeddedPostgresError(`The folder ${path} cannot be made: ${reasonOf(error)}.`, advice, { cause: error })
  }
}

function unfit(folder: string, problem: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL cannot run as root, and ${folder} cannot hold what the account that it runs as instead needs: ${problem}.`,
    advice,
  )
}
