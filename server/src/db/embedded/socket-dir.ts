import { chown, lstat, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replaceFile } from './replace-file.ts'
import type { Account } from './run.ts'
import { PORT } from './settings.ts'

/** Bytes that the operating system allows in a socket's path, the closing zero not counted. */
const MAX_PATH_BYTES = process.platform === 'darwin' ? 103 : 107

/**
 * The private folder that the socket lives in: `home` itself, or, where its path is too long for a socket, a folder in
 * the temporary folder that is remembered in the file `record` and used again as long as it is still there and still
 * private.
 */
export async function findSocketDir(options: {
  readonly home: string
  readonly record: string
  readonly account: Account | undefined
}): Promise<string> {
  if (fits(options.home)) return options.home
  const uid = options.account?.uid ?? process.getuid?.()
  const recorded = await readFile(options.record, 'utf8').catch(() => '')
  if (recorded !== '' && fits(recorded) && (await isPrivate(recorded, uid))) return recorded
  const parent = fits(join(tmpdir(), 'portico-xxxxxx')) ? tmpdir() : '/tmp'
  const made = await mkdtemp(join(parent, 'portico-'))
  if (options.account !== undefined) await chown(made, options.account.uid, options.account.gid)
  await replaceFile(options.record, made, undefined)
  return made
}

/** Where PostgreSQL puts its socket in `socketDir`. Its lock file is the same with `.lock` added. */
export function socketPath(socketDir: string): string {
  return join(socketDir, `.s.PGSQL.${PORT}`)
}

function fits(socketDir: string): boolean {
  return Buffer.byteLength(socketPath(socketDir)) <= MAX_PATH_BYTES
}

async function isPrivate(folder: string, uid: number | undefined): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  return found?.isDirectory() === true && found.uid === uid && (found.mode & 0o777) === 0o700
}
