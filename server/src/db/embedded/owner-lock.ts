/**
 * The only thing that keeps two Portico processes off one data folder.
 *
 * The lock is the operating system's own file lock, taken through SQLite (part of Node, which offers no other way to
 * one), so it ends with the process however that dies, and nobody has to judge whether a left-behind pid is still
 * alive. PostgreSQL does not inherit it: it may outlive us and still be taken over. Nothing else in this process may
 * open `postgres.lock`: by POSIX, closing any descriptor of a file drops all locks the process holds on it.
 */
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedPostgresError, reasonOf } from './error.ts'

const SQLITE_BUSY = 5

export interface OwnerLock {
  /** Lets go. May be called again. */
  release(): void
}

/**
 * Takes the data folder for this process; throws at once when another process, or an earlier start in this one, has it.
 */
export async function takeOwnerLock(dataDir: string): Promise<OwnerLock> {
  const pidPath = join(dataDir, 'postgres.owner') // tells people who it is; decides nothing
  const lockPath = join(dataDir, 'postgres.lock')
  const lock = await lockFile(dataDir, lockPath, pidPath)
  await chmod(lockPath, 0o600) // who may read it may lock it
  await writeFile(pidPath, `${process.pid}\n`, { mode: 0o600 })
  return {
    release: () => {
      if (lock.isOpen) lock.close()
    },
  }
}

async function lockFile(dataDir: string, lockPath: string, pidPath: string): Promise<DatabaseSync> {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(lockPath, { timeout: 0 })
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new EmbeddedPostgresError(
        `Another Portico${await ownerName(pidPath)} is using the data folder ${dataDir}.`,
        'Stop it first, or start this one on another data folder. To run several Portico processes on one database, give them a DATABASE_URL.',
      )
    }
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be locked: ${reasonOf(error)}.`,
      'Start Portico as the user who owns the data folder, and keep the folder on a local disk.',
      { cause: error },
    )
  }
}

async function ownerName(pidPath: string): Promise<string> {
  const pid = (await readFile(pidPath, 'utf8').catch(() => '')).trim()
  return /^\d+$/.test(pid) ? ` (process ${pid})` : ''
}
