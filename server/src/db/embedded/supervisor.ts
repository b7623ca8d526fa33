/**
 * The embedded PostgreSQL: found, created, started, watched and stopped by Portico, for everybody who has no
 * `DATABASE_URL`.
 *
 * **Invariant:** one Portico per data folder (`owner-lock.ts`), one postmaster per cluster (PostgreSQL's own lock), no
 * TCP port.
 *
 * When Portico is killed, PostgreSQL goes on without it. The next start does not adopt that process but stops and
 * restarts it: about 0.1 s more, for which the dead Portico's transactions and locks are gone, the settings and
 * programs are the ones of this version, and the process is our child, whose end and log we see.
 */
import type { ChildProcess } from 'node:child_process'
import type { Log } from '../../kernel/log.ts'
import { DEFAULT_AWAY_ROOT } from './away-root.ts'
import { findBinaries } from './binaries.ts'
import { createCluster, majorOf, writeSettings } from './cluster.ts'
import { type DataFolder, makeDataDir, openDataFolder } from './data-folder.ts'
import { EmbeddedPostgresError } from './error.ts'
import { launch, type Launched } from './launch.ts'
import { type OwnerLock, takeOwnerLock } from './owner-lock.ts'
import { forgetDeadPostmaster, isPostmasterOf, readPidFile, stopPostmaster } from './postmaster.ts'
import { DATABASE, USER } from './settings.ts'

export interface EmbeddedOptions {
  /** Portico's data folder; made if missing. */
  readonly dataDir: string
  readonly log: Log
  /** The folder with `postgres` and `initdb` to use instead of looking for one. */
  readonly binDir?: string
  /**
   * Where root keeps what the account of PostgreSQL cannot reach in its place: the cluster of a closed data folder, the
   * programs of a closed installation. `/var/lib/portico-postgres` unless given.
   */
  readonly awayRoot?: string
  /**
   * Called at most once, when PostgreSQL ends without `stop` having been called. The data folder is free by then, so it
   * may be started again.
   */
  readonly onExit?: (exit: PostgresExit) => void
}

export interface PostgresExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface EmbeddedPostgres {
  /** For `pg`: `host` is the folder of the socket. There is no password. */
  readonly connection: { readonly host: string; readonly user: 'portico'; readonly database: 'portico' }
  readonly major: number
  /** Process id of the postmaster, for the log and for tests. */
  readonly pid: number
  /**
   * Rolls back what is open, writes a checkpoint, ends PostgreSQL and frees the data folder. Calls after the first wait
   * for the same end.
   */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on the data folder and resolves when it accepts connections; creates folder and database at the
 * first start.
 *
 * Ours until `stop`, the end of this process (`process.exit` asks PostgreSQL to stop, without waiting) or `onExit`.
 * Keeps the process alive until then. Throws `EmbeddedPostgresError` and leaves nothing running when it cannot: another
 * Portico has the folder, no PostgreSQL of the folder's major version is there, the folder cannot be used.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new EmbeddedPostgresError(
      'The embedded PostgreSQL needs Unix sockets and does not run on Windows.',
      'Give Portico a DATABASE_URL, or use WSL.',
    )
  }
  const dataDir = await makeDataDir(options.dataDir)
  const lock = await takeOwnerLock(dataDir)
  try {
    const awayRoot = options.awayRoot ?? DEFAULT_AWAY_ROOT
    const folder = await openDataFolder(dataDir, { awayRoot, log: options.log })
    const existingMajor = await majorOf(folder)
    const { account } = folder
    const binaries = await findBinaries({ wantedMajor: existingMajor, account, binDir: options.binDir, awayRoot })
    if (existingMajor === undefined) {
      options.log('info', 'creating the database; this happens once', { folder: folder.home, postgres: binaries.major })
      await createCluster(folder, binaries)
    }
    await endPredecessor(folder, options.log)
    await writeSettings(folder, binaries)
    const launched = await launch(folder, binaries, options.log)
    options.log('info', 'PostgreSQL is running', {
      pid: launched.pid,
      postgres: binaries.major,
      programs: binaries.binDir,
      socket: folder.socketDir,
    })
    return supervise({ launched, folder, lock, options, major: binaries.major })
  } catch (error) {
    lock.release()
    throw error
  }
}

async function endPredecessor(folder: DataFolder, log: Log): Promise<void> {
  const found = await readPidFile(folder.cluster)
  if (found !== undefined && (await isPostmasterOf(folder.cluster, found.pid))) {
    log('warn', 'PostgreSQL is still running from a Portico that was killed; restarting it', { pid: found.pid })
    await stopPostmaster(folder.cluster, found.pid)
  }
  await forgetDeadPostmaster(folder)
}

interface Supervised {
  readonly launched: Launched
  readonly folder: DataFolder
  readonly lock: OwnerLock
  readonly options: EmbeddedOptions
  readonly major: number
}

function supervise({ launched, folder, lock, options, major }: Supervised): EmbeddedPostgres {
  const { child, pid } = launched
  const askToStop = () => void child.kill('SIGINT')
  let stopping: Promise<void> | undefined
  process.once('exit', askToStop)

  const ended = (exit: PostgresExit) => {
    process.removeListener('exit', askToStop)
    if (stopping !== undefined) return
    lock.release()
    options.log('error', 'PostgreSQL ended by itself', { pid, ...exit })
    options.onExit?.(exit)
  }
  onceEnded(child, ended)

  const stop = async () => {
    if (!hasEnded(child)) {
      const signal = await stopPostmaster(folder.cluster, pid)
      if (signal !== 'SIGINT')
        options.log('warn', 'PostgreSQL did not stop when asked and was ended by force', { pid, signal })
    }
    lock.release()
  }
  return {
    connection: { host: folder.socketDir, user: USER, database: DATABASE },
    major,
    pid,
    stop: () => (stopping ??= stop()),
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Also when it ended between becoming ready and now. */
function onceEnded(child: ChildProcess, ended: (exit: PostgresExit) => void): void {
  if (hasEnded(child)) queueMicrotask(() => ended({ code: child.exitCode, signal: child.signalCode }))
  else child.once('exit', (code, signal) => ended({ code, signal }))
}
