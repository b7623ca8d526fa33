import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { findPlace } from './place.ts'

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

test('a data folder that the account of PostgreSQL can reach keeps its database', async () => {
  const world = await newWorld(0o711)
  await chmod(world.dataDir, 0o700)
  expect(await world.find()).toBe(world.dataDir)
  expect(await readdir(world.awayRoot)).toEqual([])
  expect(world.said).toEqual([])
})

describe.runIf(process.getuid?.() === 0)('under a folder that is closed to the account of PostgreSQL', () => {
  test('the database goes elsewhere, the log says where, and nothing of the way is opened', async () => {
    const world = await newWorld(0o700)
    await chmod(world.dataDir, 0o700)
    const place = await world.find()
    expect(await readdir(world.awayRoot)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    const { dataDir } = world
    const line = ['info', expect.stringContaining('outside the data folder'), { folder: place, dataDir }]
    expect(world.said).toEqual([line])
    expect(await world.find()).toBe(place)
    expect(world.said).toEqual([line, line])
    for (const folder of [world.parent, dataDir]) expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await chmod(world.parent, 0o711)
    expect(await world.find()).toBe(place)
  })

  test('a data folder that was moved keeps its database, and a copy of it gets none', async () => {
    const world = await newWorld(0o700)
    const place = await world.find()
    const moved = join(world.parent, 'moved')
    await rename(world.dataDir, moved)
    expect(await world.find(moved)).toBe(place)
    await cp(moved, world.dataDir, { recursive: true })
    await expect(world.find()).rejects.toMatchObject({
      message: `The data folder ${world.dataDir} is a copy of ${moved} without its database, which two data folders cannot share.`,
      advice: expect.stringContaining('portico restore'),
    })
    await rm(join(world.dataDir, 'postgres.place')) // as the advice says
    expect(await world.find()).not.toBe(place)
  })

  test('a new data folder at an old path gets a new database, and the log names the old one', async () => {
    const world = await newWorld(0o700)
    const old = await world.find()
    await mkdir(join(old, 'postgres', 'cluster'), { recursive: true })
    await renew(world)
    expect(await world.find()).not.toBe(old)
    expect(world.said).toContainEqual(['warn', expect.stringContaining('earlier data folder'), { folder: old }])
  })

  test('a place that was never used goes with its data folder', async () => {
    const world = await newWorld(0o700)
    await world.find()
    await renew(world)
    await world.find()
    expect(await readdir(world.awayRoot)).toHaveLength(1)
  })

  test('a database that is gone is not replaced by an empty one', async () => {
    const world = await newWorld(0o700)
    const place = await world.find()
    await rm(place, { recursive: true })
    await expect(world.find()).rejects.toMatchObject({
      message: `The database of the data folder ${world.dataDir} was in ${place}, which is not there.`,
      advice: expect.stringContaining(`delete ${join(world.dataDir, 'postgres.place')}`),
    })
    expect(await readdir(world.awayRoot)).toEqual([])
  })

  test('a database that belongs to another data folder is not opened', async () => {
    const world = await newWorld(0o700)
    const place = await world.find()
    const owner = JSON.parse(await readFile(join(place, 'data-folder'), 'utf8'))
    await writeFile(join(place, 'data-folder'), JSON.stringify({ ...owner, id: '0', folder: '/srv/other' }))
    await expect(world.find()).rejects.toMatchObject({
      message: `The database in ${place} does not belong to the data folder ${world.dataDir} but to /srv/other.`,
    })
    await writeFile(join(place, 'data-folder'), '')
    await expect(world.find()).rejects.toMatchObject({ message: expect.stringContaining('cannot be read') })
  })

  test('a database that has been closed in is not replaced by an empty one', async () => {
    const world = await newWorld(0o700)
    await mkdir(join(world.dataDir, 'postgres', 'cluster'), { recursive: true })
    await expect(world.find()).rejects.toMatchObject({
      message: expect.stringContaining(`its data in ${world.dataDir}: ${world.parent} is closed to it.`),
      advice: expect.stringContaining(`chmod o+x ${world.parent}`),
    })
  })

  test('a place that others may change, or that is closed as well, is refused', async () => {
    const world = await newWorld(0o700)
    await chmod(world.awayRoot, 0o777)
    const refused = (problem: string) => ({ message: expect.stringContaining(problem), advice: expect.any(String) })
    await expect(world.find()).rejects.toMatchObject(refused('others than root may change it'))
    await chmod(world.awayRoot, 0o700)
    await expect(world.find()).rejects.toMatchObject(refused(`${world.awayRoot} is closed to the account`))
  })
})

interface World {
  readonly parent: string
  readonly dataDir: string
  readonly awayRoot: string
  readonly find: (dataDir?: string) => Promise<string>
  readonly said: unknown[]
}

async function newWorld(parentMode: number): Promise<World> {
  const parent = await newFolder(parentMode)
  const awayRoot = await newFolder(0o711)
  const dataDir = join(parent, 'data')
  await mkdir(dataDir)
  const said: unknown[] = []
  const find = (from = dataDir) => findPlace(from, { awayRoot, log: (...line) => void said.push(line) })
  return { parent, dataDir, awayRoot, find, said }
}

/** As `rm -rf data` and a start do. */
async function renew(world: World): Promise<void> {
  await rm(world.dataDir, { recursive: true })
  await mkdir(world.dataDir)
}

async function newFolder(mode: number): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'portico-test-')))
  await chmod(folder, mode)
  folders.push(folder)
  return folder
}
