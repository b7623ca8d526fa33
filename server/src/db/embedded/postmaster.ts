/**
 * PostgreSQL's main process ("postmaster"), known by the file `postmaster.pid` in its cluster; it may be older than we
 * are.
 */
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { EmbeddedPostgresError, hasCode } from './error.ts'
import { replaceFile } from './replace-file.ts'
import { type Account, runSystemTool } from './run.ts'
import { socketPath } from './socket-dir.ts'

const POLL_MILLISECONDS = 5
/** No process can have this id (Linux stops at 2^22), so PostgreSQL sees that the writer of the file is gone. */
const NOBODYS_PID = 2 ** 31 - 1
/**
 * Polite first: roll back and write a checkpoint; then end at once, to be recovered at the next start; then by force.
 */
const STOP_STEPS = [
  { signal: 'SIGINT', waitMilliseconds: 20_000 },
  { signal: 'SIGQUIT', waitMilliseconds: 6_000 }, // it kills its own children after 5 s
  { signal: 'SIGKILL', waitMilliseconds: 2_000 },
] as const

/** What `postmaster.pid` says. */
export interface PidFile {
  readonly pid: number
  /** Whether it accepts connections. */
  readonly isReady: boolean
  readonly socketDir: string
}

/** Undefined when there is no such file, or none that we may read. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  return pid > 0 ? { pid, isReady: lines[7]?.trim() === 'ready', socketDir: lines[4] ?? '' } : undefined
}

/**
 * Whether `pid` is a living postmaster of this cluster, and not a stranger that was given the same number later, or a
 * zombie.
 */
export async function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (`${await commandLine(pid)} `.includes(`-D ${cluster} `)) return true
  // However else it was started, it works in its cluster. Readable on Linux, but not always for root in a container.
  return (await readlink(`/proc/${pid}/cwd`).catch(() => undefined)) === cluster
}

/** Ends a postmaster and waits until it is gone. Resolves to the signal that did it. */
export async function stopPostmaster(cluster: string, pid: number): Promise<NodeJS.Signals> {
  for (const { signal, waitMilliseconds } of STOP_STEPS) {
    send(pid, signal)
    if (await until(async () => !(await isPostmasterOf(cluster, pid)), waitMilliseconds)) return signal
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL (process ${pid}) does not end, not even by force.`,
    'It is most likely waiting for the disk. See to the disk, or restart the machine, then start again.',
  )
}

/**
 * Clears what a postmaster that was killed left behind, where it would stop the next one from starting.
 *
 * PostgreSQL takes `postmaster.pid` for valid as long as any process has that id, be it a zombie or a stranger. The
 * file itself stays: it also names the shared memory, by which PostgreSQL waits for children of the dead one that still
 * write.
 */
export async function forgetDeadPostmaster(folder: {
  readonly cluster: string
  readonly socketDir: string
  readonly account: Account | undefined
}): Promise<void> {
  const path = join(folder.cluster, 'postmaster.pid')
  const [pid, ...others] = (await readFile(path, 'utf8').catch(() => '')).split('\n')
  if (Number(pid) > 0) await replaceFile(path, [NOBODYS_PID, ...others].join('\n'), folder.account)
  else await rm(path, { force: true }) // empty after a power cut, which left no process either
  await rm(socketPath(folder.socketDir), { force: true })
  await rm(`${socketPath(folder.socketDir)}.lock`, { force: true })
}

/** Asks until the answer is yes, at most `waitMilliseconds`. Resolves to the last answer. */
export async function until(isDone: () => Promise<boolean>, waitMilliseconds: number): Promise<boolean> {
  const giveUpAt = performance.now() + waitMilliseconds
  while (!(await isDone())) {
    if (performance.now() > giveUpAt) return false
    await sleep(POLL_MILLISECONDS)
  }
  return true
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!hasCode(error, 'ESRCH')) throw error
  }
}

/** Empty for a zombie. The postmaster keeps the command line it was started with; its children change theirs. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform !== 'linux') return (await runSystemTool('ps', ['-ww', '-o', 'args=', '-p', String(pid)])) ?? ''
  const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return args
    .split('\0')
    .filter((arg) => arg !== '')
    .join(' ')
}
