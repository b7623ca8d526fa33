import { randomUUID } from 'node:crypto'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Account } from './run.ts'

/**
 * Makes `path` a file with this content, mode 0600 and, if given, this owner; a reader sees the old content or the new,
 * never a part.
 *
 * Root calls this in folders that belong to a lesser account, so it never follows a link that may have been put in the
 * file's place.
 */
export async function replaceFile(path: string, content: string, owner: Account | undefined): Promise<void> {
  const written = `${path}.${randomUUID()}`
  try {
    await writeFile(written, content, { flag: 'wx', mode: 0o600, flush: true })
    if (owner !== undefined) await chown(written, owner.uid, owner.gid)
    await rename(written, path)
  } catch (error) {
    await rm(written, { force: true })
    throw error
  }
}

/** Like `replaceFile`, but leaves a file alone that already has the content. */
export async function ensureFile(path: string, content: string, owner: Account | undefined): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) !== content) await replaceFile(path, content, owner)
}
