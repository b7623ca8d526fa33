import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log, LogLevel } from '../../kernel/log.ts'
import type { Binaries } from './binaries.ts'
import type { DataFolder } from './data-folder.ts'
import { EmbeddedPostgresError } from './error.ts'
import { readPidFile } from './postmaster.ts'
import { postgresEnv } from './run.ts'

const POLL_MILLISECONDS = 5
const STILL_STARTING_MILLISECONDS = 10_000
/** How long children of a killed postmaster may take to notice its death; only a busy one needs more than a moment. */
const RETRY_MILLISECONDS = 15_000
const PREDECESSOR_LEFT = /lock file ".*" already exists|pre-existing shared memory block/
const KEPT_LINES = 20

/** A postmaster that is our child. */
export interface Launched {
  readonly child: ChildProcess
  readonly pid: number
}

/**
 * Starts PostgreSQL and resolves when it accepts connections.
 *
 * Recovery after a crash takes as long as it takes: there is no time limit, since ending it would only make the next
 * start begin again. The log says every 10 seconds that it still goes on. Tries again while processes of a killed
 * predecessor are still ending.
 */
export async function launch(folder: DataFolder, binaries: Binaries, log: Log): Promise<Launched> {
  const giveUpAt = performance.now() + RETRY_MILLISECONDS
  while (true) {
    const lines: string[] = []
    const launched = await launchOnce(
      folder,
      binaries,
      (line) => {
        if (lines.push(line) > KEPT_LINES) lines.shift()
        log(levelOf(line), line, { source: 'postgres' })
      },
      log,
    )
    if (launched !== undefined) return launched
    const said = lines.join('\n')
    if (!PREDECESSOR_LEFT.test(said) || performance.now() > giveUpAt) throw notStarted(folder, said)
    await sleep(100)
  }
}

/** Undefined when it ended instead of becoming ready. */
async function launchOnce(
  folder: DataFolder,
  binaries: Binaries,
  onLine: (line: string) => void,
  log: Log,
): Promise<Launched | undefined> {
  // Detached: a process group of its own, so Ctrl-C in the terminal reaches only us, and we stop it after our last query.
  const child = spawn(join(binaries.binDir, 'postgres'), ['-D', folder.cluster], {
    ...folder.account,
    cwd: folder.cluster,
    env: postgresEnv,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let hasClosed = false
  child.once('error', (error) => onLine(`FATAL:  ${error.message}`))
  child.once('close', () => (hasClosed = true)) // after its last line was read
  createInterface({ input: child.stderr }).on('line', onLine)
  let sayAt = performance.now() + STILL_STARTING_MILLISECONDS
  while (!hasClosed) {
    const found = await readPidFile(folder.cluster)
    if (child.pid !== undefined && found?.pid === child.pid && found.isReady) return { child, pid: child.pid }
    if (performance.now() > sayAt) {
      log(
        'info',
        'PostgreSQL is still starting: it is recovering what was not yet in its files when it was last stopped',
      )
      sayAt = performance.now() + STILL_STARTING_MILLISECONDS
    }
    await sleep(POLL_MILLISECONDS)
  }
  return undefined
}

/**
 * Failed statements are answered to whoever sent them, so they are not news here; a refused connection or a crash is.
 */
function levelOf(line: string): LogLevel {
  if (line.startsWith('PANIC:')) return 'error'
  return line.startsWith('FATAL:') || line.startsWith('WARNING:') ? 'warn' : 'debug'
}

function notStarted(folder: DataFolder, said: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL did not start on ${folder.cluster}. It said:\n${said}`,
    PREDECESSOR_LEFT.test(said)
      ? 'Processes of an earlier PostgreSQL still use this folder. Wait until they have ended, or end them, then start again.'
      : 'Its last lines name the cause; settings of your own are in postgresql.conf in that folder. Nothing in the folder was changed.',
  )
}
