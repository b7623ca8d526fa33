/**
 * Where the cluster of a data folder is: in the data folder, or, when root keeps that closed to the account which
 * PostgreSQL runs under, in a folder of its own under the away root.
 *
 * **Invariant:** a folder there belongs to exactly one data folder. Both hold the same random id, so a new data folder at
 * an old path never gets an old cluster, and a copied one never shares its original's.
 *
 * - `<data folder>/postgres.place`    which folder it is, and the id.
 * - `<away root>/<id>/data-folder`    whose it is, and the id; only root reads it.
 * - `<away root>/<id>/postgres/`      what would be `<data folder>/postgres/`.
 */
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { Log } from '../../kernel/log.ts'
import { accountFor, openWayTo } from './account.ts'
import { openAwayRoot } from './away-root.ts'
import { EmbeddedPostgresError, hasCode, reasonOf } from './error.ts'
import { replaceFile } from './replace-file.ts'
import type { Account } from './run.ts'

/** One side of a pair: the id, and the path of the other side. */
interface Pairing {
  readonly id: string
  readonly folder: string
}

/**
 * The folder that holds `postgres/`; made, and recorded on both sides, if the data folder is new and closed. Only for
 * the holder of the owner lock.
 */
export async function findPlace(
  dataDir: string,
  options: { readonly awayRoot: string; readonly log: Log },
): Promise<string> {
  const recorded = await readPairing(placeFile(dataDir))
  if (recorded !== undefined) return announced(await verified(dataDir, recorded), dataDir, options.log)
  const home = join(dataDir, 'postgres')
  const account = await accountFor(home)
  const closed = account === undefined ? undefined : await openWayTo(dataDir, account)
  if (account === undefined || closed === undefined) return dataDir
  if (await exists(join(home, 'cluster'))) throw unreachable(dataDir, closed, account)
  const root = await openAwayRoot(options.awayRoot, account)
  await reportAbandoned(root, dataDir, options.log)
  return announced(await makePlace(root, dataDir), dataDir, options.log)
}

/** The folder that holds `postgres/`, as it is recorded. */
export async function readPlace(dataDir: string): Promise<string> {
  return (await readPairing(placeFile(dataDir)))?.folder ?? dataDir
}

async function makePlace(root: string, dataDir: string): Promise<string> {
  const id = randomBytes(16).toString('hex')
  const folder = join(root, id)
  await mkdir(folder)
  await chmod(folder, 0o711) // PostgreSQL passes through it and lists nothing
  await replaceFile(ownerFile(folder), JSON.stringify({ id, folder: dataDir }), undefined)
  await replaceFile(placeFile(dataDir), JSON.stringify({ id, folder }), undefined)
  return folder
}

async function verified(dataDir: string, recorded: Pairing): Promise<string> {
  const owner = await readPairing(ownerFile(recorded.folder))
  if (owner === undefined) throw gone(dataDir, recorded.folder)
  if (owner.id !== recorded.id) throw notOurs(dataDir, recorded.folder, owner.folder)
  if (owner.folder === dataDir) return recorded.folder
  const original = await readPairing(placeFile(owner.folder))
  if (original?.id === recorded.id) throw copied(dataDir, owner.folder)
  await replaceFile(ownerFile(recorded.folder), JSON.stringify({ ...owner, folder: dataDir }), undefined) // it was moved
  return recorded.folder
}

/** Says what a deleted data folder at this path left behind. What holds no cluster was never used and goes. */
async function reportAbandoned(root: string, dataDir: string, log: Log): Promise<void> {
  for (const name of await readdir(root)) {
    const folder = join(root, name)
    const owner = await readPairing(ownerFile(folder)).catch(() => undefined)
    if (owner?.folder !== dataDir) continue
    if (await exists(join(folder, 'postgres', 'cluster'))) {
      log('warn', 'the database of an earlier data folder at this path is left alone; delete it if nobody needs it', {
        folder,
      })
    } else await rm(folder, { recursive: true })
  }
}

function announced(folder: string, dataDir: string, log: Log): string {
  log('info', 'the database is kept outside the data folder, which is closed to the account PostgreSQL runs under', {
    folder,
    dataDir,
  })
  return folder
}

function placeFile(dataDir: string): string {
  return join(dataDir, 'postgres.place')
}

function ownerFile(folder: string): string {
  return join(folder, 'data-folder')
}

/** Undefined when there is no such file. */
async function readPairing(path: string): Promise<Pairing | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (isPairing(read)) return read
    throw new Error('it holds something else')
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined
    if (hasCode(error, 'EACCES')) throw error
    throw new EmbeddedPostgresError(
      `The file ${path}, which pairs a data folder with its database, cannot be read: ${reasonOf(error)}.`,
      'Bring it back as it was, or restore a backup into a new data folder.',
      { cause: error },
    )
  }
}

function isPairing(value: unknown): value is Pairing {
  if (typeof value !== 'object' || value === null || !('id' in value) || !('folder' in value)) return false
  return typeof value.id === 'string' && typeof value.folder === 'string' && isAbsolute(value.folder)
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}

function unreachable(dataDir: string, closed: string, account: Account): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `PostgreSQL cannot run as root, and the account with uid ${account.uid} that it runs as instead can no longer reach its data in ${dataDir}: ${closed} is closed to it.`,
    `Open that folder (chmod o+x ${closed}), or move the data folder where it was.`,
  )
}

function gone(dataDir: string, folder: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database of the data folder ${dataDir} was in ${folder}, which is not there.`,
    `Bring that folder back, or restore a backup into a new data folder. To start with an empty database, delete ${placeFile(dataDir)}.`,
  )
}

function notOurs(dataDir: string, folder: string, owner: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The database in ${folder} does not belong to the data folder ${dataDir} but to ${owner}.`,
    `Restore a backup into a new data folder. To start with an empty database, delete ${placeFile(dataDir)}.`,
  )
}

function copied(dataDir: string, original: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The data folder ${dataDir} is a copy of ${original} without its database, which two data folders cannot share.`,
    `Use "portico backup" there and "portico restore" into a new data folder. To start with an empty database, delete ${placeFile(dataDir)}.`,
  )
}
