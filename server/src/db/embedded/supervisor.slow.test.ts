import { type ChildProcess, type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, readFile, readlink, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closedFolderAt } from './account.ts'
import { EmbeddedPostgresError } from './error.ts'
import { isPostmasterOf, readPidFile, until } from './postmaster.ts'
import { findRunning } from './running.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './supervisor.ts'

const log = () => {}
const slow = { timeout: 20_000 }
const isRoot = process.getuid?.() === 0
const cleanups: (() => Promise<unknown>)[] = []
let used = '' // a data folder after its first start; copied, since initdb is what takes long here

beforeAll(async () => {
  used = await mkdtemp(join(tmpdir(), 'portico-test-'))
  await (await startEmbedded({ dataDir: used, log })).stop()
})

afterAll(() => rm(used, { recursive: true }))

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

test('the first start creates a durable UTF-8 database', slow, async () => {
  const postgres = await start(await newDataDir())
  const names = [
    'server_encoding',
    'data_checksums',
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'jit',
    'lc_collate_is_c',
  ]
  const found = await query(
    postgres,
    `select string_agg(current_setting(n), ' ' order by o) || ' ' || (select datcollate from pg_database where datname = 'portico') as s
       from unnest($1::text[]) with ordinality u(n, o)`,
    [names.slice(0, -1)],
  )
  expect(found).toEqual([{ s: 'UTF8 on on on on off C' }])
  expect(postgres.connection).toMatchObject({ user: 'portico', database: 'portico' })
})

test('nobody else can enter the folder, and nothing listens on TCP', slow, async () => {
  const dataDir = await usedDataDir()
  const postgres = await start(dataDir)
  for (const folder of ['postgres', 'postgres/cluster'])
    expect((await stat(join(dataDir, folder))).mode & 0o777, folder).toBe(0o700)
  expect(await query(postgres, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await tcpListeners(postgres.pid)).toEqual([])
})

test('a restart is ready within 300 ms and keeps what was committed', slow, async () => {
  const dataDir = await usedDataDir()
  const first = await start(dataDir)
  await query(first, 'create table kept as select 1 as id')
  await first.stop()
  const durations: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now()
    const next = await start(dataDir)
    durations.push(performance.now() - begun)
    expect(await query(next, 'select id from kept')).toEqual([{ id: 1 }])
    await next.stop()
  }
  expect(Math.min(...durations)).toBeLessThan(300) // the best of three: a busy machine is not what is tested
})

test('a second Portico on the same data folder is refused and does not disturb the first', slow, async () => {
  const dataDir = await usedDataDir()
  const owner = await startOwner(dataDir)
  await expect(start(dataDir)).rejects.toMatchObject({
    message: `Another Portico (process ${owner.process.pid}) is using the data folder ${dataDir}.`,
    advice: expect.stringContaining('DATABASE_URL'),
  })
  expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('while it runs, and only then, others of the same user find the way to it', slow, async () => {
  const dataDir = await usedDataDir()
  expect(await findRunning(dataDir)).toBeUndefined()
  const owner = await startOwner(dataDir)
  expect(await findRunning(dataDir)).toEqual(owner.connection)
  await kill(owner.process)
  process.kill(owner.pid, 'SIGKILL')
  await until(async () => !(await isPostmasterOf(clusterOf(dataDir), owner.pid)), 5_000)
  expect(await findRunning(dataDir)).toBeUndefined()
  expect(await findRunning(join(dataDir, 'nowhere'))).toBeUndefined()
})

test('of two first starts at once on one folder exactly one wins', slow, async () => {
  const dataDir = await newDataDir()
  const results = await Promise.allSettled([start(dataDir), start(dataDir)])
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find((result) => result.status === 'rejected')?.reason).toBeInstanceOf(EmbeddedPostgresError)
})

test('a first start that was killed leaves nothing in the way of the next', slow, async () => {
  const dataDir = await newDataDir()
  const owner = spawnOwner(dataDir)
  const isCreating = async () => (await readdir(join(dataDir, 'postgres')).catch(() => [])).length > 0
  expect(await until(isCreating, 5_000)).toBe(true)
  await kill(owner)
  expect(await query(await start(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('after kill -9 of the postmaster its end is reported and the next start recovers at once', slow, async () => {
  const dataDir = await usedDataDir()
  const ended = Promise.withResolvers<unknown>()
  const first = await start(dataDir, { onExit: ended.resolve })
  await query(first, 'create table kept as select 1 as id')
  process.kill(first.pid, 'SIGKILL')
  expect(await ended.promise).toEqual({ code: null, signal: 'SIGKILL' })
  const second = await start(dataDir)
  expect(await query(second, 'select id from kept')).toEqual([{ id: 1 }])
})

test(
  'after kill -9 of Portico its PostgreSQL is found and restarted, and nothing that was committed is lost',
  slow,
  async () => {
    const dataDir = await usedDataDir()
    const owner = await startOwner(dataDir)
    await query(owner, 'create table kept as select 1 as id')
    const open = await connect(owner)
    await open.query('begin; insert into kept values (2)') // as a transaction that the dead Portico left open
    await kill(owner.process)
    expect(await isPostmasterOf(clusterOf(dataDir), owner.pid)).toBe(true)

    const next = await start(dataDir)
    expect(next.pid).not.toBe(owner.pid)
    expect(await isPostmasterOf(clusterOf(dataDir), owner.pid)).toBe(false)
    expect(await query(next, 'select id from kept')).toEqual([{ id: 1 }])
  },
)

test('after kill -9 of both, even when a stranger got the old process id, the next start recovers', slow, async () => {
  const dataDir = await usedDataDir()
  const owner = await startOwner(dataDir)
  await query(owner, 'create table kept as select 1 as id')
  await kill(owner.process)
  process.kill(owner.pid, 'SIGKILL')
  const stranger = await startStranger(dataDir)
  for (const path of [join(clusterOf(dataDir), 'postmaster.pid'), join(owner.connection.host, '.s.PGSQL.5432.lock')]) {
    const [, ...others] = (await readFile(path, 'utf8')).split('\n')
    await writeFile(path, [stranger.pid, ...others].join('\n'))
  }
  expect(await query(await start(dataDir), 'select id from kept')).toEqual([{ id: 1 }])
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
})

test('an empty postmaster.pid, as a power cut may leave it, does not stop the next start', slow, async () => {
  const dataDir = await usedDataDir()
  await writeFile(join(clusterOf(dataDir), 'postmaster.pid'), '')
  expect(await query(await start(dataDir), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('Ctrl-C in the terminal does not reach PostgreSQL', slow, async () => {
  const owner = await startOwner(await usedDataDir(), { code: "process.on('SIGINT', () => console.log('{}'))" })
  process.kill(-(owner.process.pid ?? 0), 'SIGINT') // the terminal sends it to the whole group
  await owner.nextLine()
  expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a Portico that exits without stopping PostgreSQL leaves none behind', slow, async () => {
  const dataDir = await usedDataDir()
  const owner = await startOwner(dataDir, { code: 'process.exit(1)' })
  expect(await until(async () => !(await isPostmasterOf(clusterOf(dataDir), owner.pid)), 5_000)).toBe(true)
  expect(await readPidFile(clusterOf(dataDir))).toBeUndefined()
})

test('stopping ends open connections, may be asked twice and is not reported as an exit', slow, async () => {
  const exits: unknown[] = []
  const postgres = await start(await usedDataDir(), { onExit: (exit) => exits.push(exit) })
  const open = await connect(postgres)
  await open.query('begin')
  await Promise.all([postgres.stop(), postgres.stop()])
  await expect(connect(postgres)).rejects.toThrow()
  expect(exits).toEqual([])
})

test('a folder made by another major version is refused, and says what to do', slow, async () => {
  const dataDir = await usedDataDir()
  const versionFile = join(clusterOf(dataDir), 'PG_VERSION')
  const version = await readFile(versionFile)
  await writeFile(versionFile, '9\n')
  await expect(start(dataDir)).rejects.toMatchObject({
    message: expect.stringContaining(
      'The data folder was made by PostgreSQL 9 and can only be opened by PostgreSQL 9, which was not found.',
    ),
    advice: expect.stringContaining('Install PostgreSQL 9 and start again.'),
  })
  await writeFile(versionFile, version)
  await start(dataDir) // the refusal let go of the folder and changed nothing
})

test('a path too long for a socket gets a private short one, which the next start uses again', slow, async () => {
  const dataDir = join(await newDataDir(), 'very-long-name-'.repeat(8))
  copyUsed(dataDir)
  const first = await start(dataDir)
  const { host } = first.connection
  cleanups.push(() => rm(host, { recursive: true }))
  expect(dirname(host)).toBe(tmpdir())
  expect((await stat(host)).mode & 0o777).toBe(0o700)
  expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }])
  await first.stop()
  expect((await start(dataDir)).connection.host).toBe(host)
})

test.runIf(isRoot && (await isOpenToAll()))('a normal user starts it as themselves', slow, async () => {
  const dataDir = await newDataDir()
  await chown(dataDir, 65534, 65534)
  const owner = await startOwner(dataDir, { uid: 65534, gid: 65534 })
  expect((await stat(`/proc/${owner.pid}`)).uid).toBe(65534)
  expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }])
})

/** Whether another account can run this Node and read this source, as it must in the test above. */
async function isOpenToAll(): Promise<boolean> {
  const other = { uid: 65534, gid: 65534 }
  const closed = await Promise.all(
    [process.execPath, import.meta.filename].map((path) => closedFolderAt(dirname(path), other)),
  )
  return closed.every((folder) => folder === undefined)
}

async function newDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  await chmod(folder, 0o711)
  cleanups.push(() => rm(folder, { recursive: true, maxRetries: 5 }))
  return folder
}

async function usedDataDir(): Promise<string> {
  const folder = await newDataDir()
  copyUsed(folder)
  return folder
}

function copyUsed(folder: string): void {
  execFileSync('cp', ['-a', `${used}/.`, folder])
}

function clusterOf(dataDir: string): string {
  return join(dataDir, 'postgres', 'cluster')
}

async function start(dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await startEmbedded({ dataDir, log, ...more })
  cleanups.push(() => postgres.stop())
  return postgres
}

type Owner = Pick<EmbeddedPostgres, 'pid' | 'connection'> & {
  readonly process: ChildProcess
  readonly nextLine: () => Promise<string>
}

type As = { readonly uid?: number; readonly gid?: number; readonly code?: string }

/** Another Portico: a process of its own that starts the database, says so and then runs `code`. */
function spawnOwner(dataDir: string, { code = '', ...account }: As = {}): ChildProcessByStdio<null, Readable, null> {
  const supervisor = new URL('./supervisor.ts', import.meta.url).href
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(supervisor)})
    const { pid, connection } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {} })
    console.log(JSON.stringify({ pid, connection }))
    ${code}`
  const args = ['--input-type=module', '-e', program]
  const owner = spawn(process.execPath, args, { ...account, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  cleanups.push(() => kill(owner))
  return owner
}

async function startOwner(dataDir: string, as?: As): Promise<Owner> {
  const owner = spawnOwner(dataDir, as)
  const lines = createInterface({ input: owner.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => String((await lines.next()).value)
  const started: Pick<EmbeddedPostgres, 'pid' | 'connection'> = JSON.parse(await nextLine())
  cleanups.push(async () => {
    await kill(owner)
    if (await isPostmasterOf(clusterOf(dataDir), started.pid)) process.kill(started.pid, 'SIGQUIT')
    await until(async () => !(await isPostmasterOf(clusterOf(dataDir), started.pid)), 8_000)
  })
  return { ...started, process: owner, nextLine }
}

/** A process that is no PostgreSQL, under the account that PostgreSQL runs under. */
async function startStranger(dataDir: string): Promise<ChildProcess> {
  const { uid, gid } = await stat(clusterOf(dataDir))
  const stranger = spawn('sleep', ['60'], { ...(isRoot ? { uid, gid } : {}), stdio: 'ignore' })
  cleanups.push(() => kill(stranger))
  return stranger
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function connect({ connection }: Pick<EmbeddedPostgres, 'connection'>): Promise<Client> {
  const client = new Client(connection)
  client.on('error', () => {}) // the server goes away under it in these tests
  await client.connect()
  cleanups.push(() => client.end().catch(() => {}))
  return client
}

async function query(
  postgres: Pick<EmbeddedPostgres, 'connection'>,
  sql: string,
  values: unknown[] = [],
): Promise<unknown[]> {
  return (await (await connect(postgres)).query(sql, values)).rows
}

/** Local addresses of the TCP sockets on which this process listens, from Linux's tables; empty on other systems. */
async function tcpListeners(pid: number): Promise<string[]> {
  const fds = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const inodes = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '')),
  )
  const rows = tables
    .join('\n')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return rows.filter((row) => row[3] === '0A' && inodes.includes(`socket:[${row[9]}]`)).map((row) => row[1] ?? '')
}
