import { chmod, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findBinaries } from './binaries.ts'
import { restoreLibraryLinks } from './library-links.ts'

const account = undefined
const awayRoot = '/nonexistent' // only for root
const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

test('the programs in the given folder are used, whatever else is installed', async () => {
  const binDir = await fakeBinDir('postgres (PostgreSQL) 16.3 (Debian 16.3-1)')
  expect(await findBinaries({ wantedMajor: undefined, account, awayRoot, binDir })).toEqual({ binDir, major: 16 })
  expect(await findBinaries({ wantedMajor: 16, account, awayRoot, binDir })).toEqual({ binDir, major: 16 })
})

test('without a folder given, a new cluster gets PostgreSQL 15 or newer', async () => {
  expect(
    (await findBinaries({ wantedMajor: undefined, account, awayRoot, binDir: undefined })).major,
  ).toBeGreaterThanOrEqual(15)
})

test('a version older than 15 makes no new cluster, and the error names what was found', async () => {
  const binDir = await fakeBinDir('postgres (PostgreSQL) 14.11')
  await expect(findBinaries({ wantedMajor: undefined, account, awayRoot, binDir })).rejects.toMatchObject({
    message: `No PostgreSQL 15 or newer can be run here. Found: PostgreSQL 14 in ${binDir}.`,
    advice: expect.stringContaining('DATABASE_URL'),
  })
})

test('an existing cluster is never opened by another version, newer or older', async () => {
  for (const other of ['postgres (PostgreSQL) 17.2', 'postgres (PostgreSQL) 15.9']) {
    const binDir = await fakeBinDir(other)
    await expect(findBinaries({ wantedMajor: 16, account, awayRoot, binDir })).rejects.toMatchObject({
      message: expect.stringContaining(
        'The data folder was made by PostgreSQL 16 and can only be opened by PostgreSQL 16, which was not found.',
      ),
      advice: expect.stringMatching(/Install PostgreSQL 16 and start again\..*portico backup.*portico restore/),
    })
  }
})

test('a program that cannot run is named with its reason', async () => {
  const binDir = join(await newFolder(), 'nowhere')
  await expect(findBinaries({ wantedMajor: undefined, account, awayRoot, binDir })).rejects.toMatchObject({
    message: expect.stringMatching(/none usable in .*nowhere \(.*ENOENT.*\)/),
  })
})

test('missing library links are made, present ones are left alone, and what cannot be made is left out', async () => {
  const packageDir = await newFolder()
  const native = join(packageDir, 'native')
  await mkdir(join(native, 'lib'), { recursive: true })
  await symlink('libpq.so.5.18', join(native, 'lib', 'libpq.so'))
  const listed = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/gone/libicu.so.60.2', target: 'native/gone/libicu.so.60' },
  ]
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(listed))
  await Promise.all([restoreLibraryLinks(native), restoreLibraryLinks(native)])
  expect((await readdir(join(native, 'lib'))).sort()).toEqual(['libpq.so', 'libpq.so.5'])
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
})

test('a package without a list of links is left as it is', async () => {
  await restoreLibraryLinks(join(await newFolder(), 'native'))
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  folders.push(folder)
  return folder
}

/** A folder with a `postgres` that only says which version it is. */
async function fakeBinDir(version: string): Promise<string> {
  const folder = await newFolder()
  await writeFile(join(folder, 'postgres'), `#!/bin/sh\necho '${version}'\n`)
  await chmod(join(folder, 'postgres'), 0o755)
  return folder
}
