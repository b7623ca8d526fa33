import { createHash, randomUUID } from 'node:crypto'
import { chmod, cp, lstat, readdir, readlink, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hasCode } from './error.ts'

const PARTS = ['lib', 'share']

/**
 * Copies a self-contained set of PostgreSQL's programs into `root`, readable by everybody, and resolves to the copy's
 * `binDir`. A set is copied once: its copy is named by `version` and by all its files with their sizes, and one that a
 * power cut has left incomplete is replaced.
 */
export async function copyPrograms(options: {
  readonly binDir: string
  readonly version: number
  readonly root: string
}): Promise<string> {
  const parts = [basename(options.binDir), ...PARTS]
  const source = dirname(options.binDir)
  const stamp = await stampOf(source, parts)
  const copy = join(options.root, `programs-${options.version}-${stamp}`)
  const isComplete = async () => (await stampOf(copy, parts).catch(() => undefined)) === stamp
  if (!(await isComplete())) {
    const unfinished = join(options.root, `unfinished-${randomUUID()}`)
    try {
      for (const part of parts)
        await cp(join(source, part), join(unfinished, part), { recursive: true, verbatimSymlinks: true })
      await openToAll(unfinished)
      if (!(await movedTo(unfinished, copy)) && !(await isComplete())) {
        await rename(copy, `${unfinished}-damaged`)
        await rename(unfinished, copy)
      }
    } finally {
      await rm(unfinished, { recursive: true, force: true })
      await rm(`${unfinished}-damaged`, { recursive: true, force: true })
    }
  }
  return join(copy, basename(options.binDir))
}

/** False when something is there already. */
async function movedTo(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOTEMPTY', 'EEXIST')) return false
    throw error
  }
}

async function stampOf(folder: string, parts: readonly string[]): Promise<string> {
  const lines: string[] = []
  for (const { path, kind } of await entriesOf(folder, parts)) {
    if (kind === 'file') lines.push(`${path} ${(await lstat(join(folder, path))).size}`)
    if (kind === 'link') lines.push(`${path} -> ${await readlink(join(folder, path))}`)
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 12)
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const { path, kind } of await entriesOf(folder, await readdir(folder))) {
    const full = join(folder, path)
    if (kind === 'folder') await chmod(full, 0o755)
    if (kind === 'file') await chmod(full, ((await lstat(full)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

interface Entry {
  readonly path: string
  readonly kind: 'folder' | 'link' | 'file'
}

async function entriesOf(folder: string, parts: readonly string[]): Promise<readonly Entry[]> {
  const found: Entry[] = []
  for (const part of parts) {
    found.push({ path: part, kind: 'folder' })
    for (const entry of await readdir(join(folder, part), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name).slice(folder.length + 1)
      found.push({ path, kind: entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file' })
    }
  }
  return found
}
