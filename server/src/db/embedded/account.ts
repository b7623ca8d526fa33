/**
 * Which account of the operating system PostgreSQL runs under. It refuses to run as root, so a Portico started by root
 * hands the `postgres` subfolder, and nothing else, to an account that already exists; none is ever created. Everybody
 * else runs it as themselves.
 */
import { chmod, chown, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { EmbeddedPostgresError } from './error.ts'
import { type Account, runSystemTool } from './run.ts'

const EXISTING_ACCOUNTS = ['postgres', '_postgres', 'nobody']

/**
 * The account to drop to: the owner of `home` if that is not root, else a well-known one. Undefined when we are not
 * root.
 */
export async function accountFor(home: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(home).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of EXISTING_ACCOUNTS) {
    const [uid, gid] = await Promise.all([runSystemTool('id', ['-u', name]), runSystemTool('id', ['-g', name])])
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL refuses to run as root, and none of the accounts postgres and nobody exists.',
    'Start Portico as a normal user, or create the account: useradd --system postgres',
  )
}

/**
 * Lets `account` pass through `dataDir` (not list it) when root keeps it closed. Folders above are not touched; resolves
 * to the innermost one that stays closed, or to undefined when the way is open.
 */
export async function openWayTo(dataDir: string, account: Account): Promise<string | undefined> {
  const closed = dataDir === dirname(dataDir) ? undefined : await closedFolderAt(dirname(dataDir), account)
  if (closed !== undefined) return closed
  const own = await stat(dataDir)
  if (canPass(own, account)) return undefined
  if (own.uid !== 0) return dataDir
  await chown(dataDir, own.uid, account.gid)
  await chmod(dataDir, (own.mode & 0o707) | 0o010)
  return undefined
}

/**
 * The innermost folder at or above `path` that `account` cannot pass; undefined when the way is open. Access control
 * lists are not read.
 */
export async function closedFolderAt(path: string, account: Account): Promise<string | undefined> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (!canPass(await stat(folder), account)) return folder
    if (folder === dirname(folder)) return undefined
  }
}

function canPass(
  folder: { readonly uid: number; readonly gid: number; readonly mode: number },
  account: Account,
): boolean {
  if (folder.uid === account.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === account.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}
