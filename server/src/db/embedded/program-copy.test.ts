import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { copyPrograms } from './program-copy.ts'

let root = ''
let set = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'portico-test-'))
  set = await mkdtemp(join(tmpdir(), 'portico-test-'))
  for (const folder of ['bin', 'lib/postgresql', 'share'])
    await mkdir(join(set, folder), { recursive: true, mode: 0o700 })
  await writeFile(join(set, 'bin/postgres'), 'program', { mode: 0o700 })
  await writeFile(join(set, 'lib/libpq.so.5.18'), 'library', { mode: 0o600 })
  await symlink('libpq.so.5.18', join(set, 'lib/libpq.so'))
})

afterEach(async () => {
  for (const folder of [root, set]) await rm(folder, { recursive: true })
})

test('everybody may run the copy, whatever the modes of the original, and only its owner may change it', async () => {
  const binDir = await copy()
  expect(dirname(dirname(binDir))).toBe(root)
  expect(await modesIn(dirname(binDir))).toEqual({
    '.': 0o755,
    bin: 0o755,
    'bin/postgres': 0o755,
    lib: 0o755,
    'lib/libpq.so.5.18': 0o644,
    'lib/postgresql': 0o755,
    share: 0o755,
  })
  expect(await readlink(join(binDir, '../lib/libpq.so'))).toBe('libpq.so.5.18')
})

test('it is made once, also by two at once, and each other set has its own', async () => {
  const [first, second] = await Promise.all([copy(), copy()])
  expect(second).toBe(first)
  const { ino } = await stat(join(first, 'postgres'))
  expect(await copy()).toBe(first)
  expect((await stat(join(first, 'postgres'))).ino).toBe(ino)
  await writeFile(join(set, 'lib/postgresql/plpgsql.so'), 'new')
  expect(await copy()).not.toBe(first)
  expect(await readdir(root)).toHaveLength(2)
})

test('one that is damaged is replaced', async () => {
  const binDir = await copy()
  await truncate(join(binDir, 'postgres'), 0)
  expect(await copy()).toBe(binDir)
  expect(await readFile(join(binDir, 'postgres'), 'utf8')).toBe('program')
  expect(await readdir(root)).toHaveLength(1)
})

test('what cannot be copied leaves nothing behind', async () => {
  await rm(join(set, 'share'), { recursive: true })
  await expect(copy()).rejects.toThrow('ENOENT')
  expect(await readdir(root)).toEqual([])
})

function copy(): Promise<string> {
  return copyPrograms({ binDir: join(set, 'bin'), version: 18, root })
}

async function modesIn(folder: string): Promise<Readonly<Record<string, number>>> {
  const modes: Record<string, number> = {}
  for (const path of ['.', ...(await readdir(folder, { recursive: true }))]) {
    if (path !== 'lib/libpq.so') modes[path] = (await stat(join(folder, path))).mode & 0o7777
  }
  return modes
}
