import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { dumpSchema } from '../../../test/support/dump-schema.ts'
import { clientConfig, type Connection } from '../database.ts'
import { startEmbedded } from '../embedded/supervisor.ts'
import { listMigrations, migrate, migrationLockKey } from '../migrate.ts'
import { readBackup, type Restored } from './read-backup.ts'
import { verifyBackup } from './read-through.ts'
import { saveFile } from './save-file.ts'
import { listTables } from './tables.ts'
import { writeBackup } from './write-backup.ts'

const now = new Date('2026-03-02T09:00:00.000Z')
const written = { now, release: '1.2.3' }
const oldPostgres = '/usr/lib/postgresql/15/bin'
const cleanups: (() => Promise<unknown>)[] = []
let folder = ''
let host = ''
let source: Socket
let file = '' // a backup of `source`
let copy: Socket // restored from it
let restored: Restored
const seen: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  await chmod(folder, 0o711) // for the account that root's PostgreSQL runs under
  host = inject('databaseHost')
  source = await createDatabase(host)
  await migrate(source, now)
  await seed(source)
  file = join(folder, 'source.backup')
  await writeBackup(source, file, written)
  copy = await createDatabase(host)
  await run(copy, 'create extension pg_trgm') // as a provider may have installed it
  restored = await readBackup(copy, file, { now, onTable: ({ table }) => void seen.push(table) })
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('what is restored is what was backed up: rows, schema and privileges', async () => {
  expect(await contentOf(copy)).toEqual(await contentOf(source))
  expect(await schemaOf(copy)).toEqual(await schemaOf(source))
  const header = await headerOf(file)
  expect(seen).toEqual(header.tables)
  expect(restored).toEqual({
    release: '1.2.3',
    createdAt: now,
    tables: header.tables.length,
    rows: Object.values((await verifyBackup(file)).rows).reduce((sum, count) => sum + count, 0),
    migrated: [],
    skipped: [],
    notice: expect.stringContaining('PORTICO_KEYS'),
  })
})

test('the file is for its owner alone, complete under its name, and readable without Portico', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([])
  const lines = gunzipSync(await readFile(file))
    .toString()
    .split('\n')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    portico: 'backup',
    format: 1,
    release: '1.2.3',
    createdAt: now.toISOString(),
  })
  const at = lines.findIndex((line) => line.startsWith('{"table":"login_holds"'))
  expect(lines[at + 1]).toMatch(/^\\\\x00ff5c0a\t/)
  expect(lines[at + 2]).toBe('\\.')
})

test('a backup shows one moment, whatever is written meanwhile, and holds nobody up', async () => {
  const busy = await createDatabase(host, source.database)
  const before = await contentOf(busy)
  const path = join(folder, 'busy.backup')
  let number = 100
  await using(busy, (writer) =>
    writeBackup(busy, path, {
      ...written,
      onTable: async () => {
        number += 1
        await writer.query(`begin; ${userSql(number, number)}; ${eventSql(number)}; delete from group_members; commit`)
      },
    }),
  )
  expect(number).toBeGreaterThan(130)
  const target = await createDatabase(host)
  await readBackup(target, path, { now })
  expect(await contentOf(target)).toEqual(before)
})

test('the log goes on after the restored events, which no reader waits for', async () => {
  const target = await createDatabase(host, copy.database)
  await run(target, eventSql(7))
  const { rows } = await run(
    target,
    `
    select bool_and(xact < pg_snapshot_xmin(pg_current_snapshot())) filter (where seq < last) as visible, max(seq) = last as grows, count(distinct seq) as count
      from events, (select max(seq) as last from events where id = '${id('log', 7)}') l group by last`,
  )
  expect(rows).toEqual([{ visible: true, grows: true, count: '4' }])
})

test('a damaged or incomplete file is refused before anything is written', async () => {
  const target = await createDatabase(host)
  const original = await readFile(file)
  const attempt = async (content: Buffer, problem: string) => {
    const path = join(folder, 'damaged.backup')
    await writeFile(path, content)
    await expect(readBackup(target, path, { now, replace: true })).rejects.toMatchObject({
      message: expect.stringContaining(problem),
      advice: expect.any(String),
    })
  }
  for (const length of [original.length - 1, original.length - 9, original.length >> 1, 30])
    await attempt(original.subarray(0, length), 'damaged or incomplete')
  for (let at = 20; at < original.length; at += original.length >> 4) {
    const flipped = Buffer.from(original)
    flipped[at] = (flipped[at] ?? 0) ^ 0x10
    await attempt(flipped, 'damaged or incomplete')
  }
  await attempt(Buffer.concat([original, original]), 'something follows its end')
  await attempt(Buffer.from('PK\u0003\u0004'), 'damaged or incomplete')
  await attempt(Buffer.alloc(0), 'damaged or incomplete')
  await expect(readBackup(target, join(folder, 'nowhere'), { now })).rejects.toMatchObject({
    message: expect.stringMatching(/cannot be read: ENOENT/),
  })
  expect((await run(target, `select from pg_class where relnamespace = 'public'::regnamespace`)).rows).toEqual([])
})

test('a file whose text was edited is refused, and one that is no backup or of a later format says so', async () => {
  const target = await createDatabase(host)
  const text = gunzipSync(await readFile(file)).toString()
  const attempt = async (content: string, problem: string) => {
    const path = join(folder, 'edited.backup')
    await saveFile(
      path,
      (async function* () {
        yield Buffer.from(content)
      })(),
    )
    await expect(readBackup(target, path, { now })).rejects.toThrow(problem)
  }
  await attempt(text.replace('Mail 1', 'Mail 2'), 'its content is not what was written')
  await attempt(text.replace('{"table":"brands"', '{"table":"brandz"'), 'the table brands is not where it belongs')
  await attempt(text.replace('"release":"1.2.3"', '"release":null'), 'its header is not complete')
  await attempt(text.replace('"format":1', '"format":2'), 'has format 2, and this release reads format 1')
  await attempt('hello\n', 'is not a backup of Portico')
})

test('a backup with migrations that are not known here is refused and names them', async () => {
  const newer = await createDatabase(host, source.database)
  await run(newer, `insert into migrations values ('9999_future.sql', now())`)
  const path = join(folder, 'newer.backup')
  await writeBackup(newer, path, { ...written, release: '9.0.0' })
  const target = await createDatabase(host)
  await expect(readBackup(target, path, { now })).rejects.toMatchObject({
    message:
      'The backup is newer than this release: release 9.0.0 wrote it after the migrations 9999_future.sql, which are not known here.',
    advice: 'Nothing was changed. Restore it with release 9.0.0 or a newer one.',
  })
  expect((await run(target, `select from pg_class where relnamespace = 'public'::regnamespace`)).rows).toEqual([])
})

test('a backup of a schema that somebody has altered is refused and says where', async () => {
  const altered = await createDatabase(host, source.database)
  await run(altered, 'alter table groups add column colour text')
  const path = join(folder, 'altered.backup')
  await writeBackup(altered, path, written)
  const target = await createDatabase(host)
  await expect(readBackup(target, path, { now })).rejects.toMatchObject({
    message: "The table groups of the backup differs from Portico's in colour.",
    advice: expect.stringMatching(/^Nothing was changed\./),
  })
})

test('a backup from before the latest migrations is brought to this release', async () => {
  const older = await createDatabase(host)
  const last = listMigrations().at(-1)?.name ?? ''
  await run(older, 'create table migrations (name text primary key, applied_at timestamptz not null)')
  for (const { name, sql } of listMigrations().slice(0, -1)) {
    await run(older, sql)
    await run(older, `insert into migrations values ('${name}', '2026-01-01T00:00:00Z')`)
  }
  await run(older, `select portico_ensure_event_partitions('2026-01-01', 3)`)
  await seed(older)
  await run(older, 'create table theirs (id int)')
  const path = join(folder, 'older.backup')
  await writeBackup(older, path, written)
  const target = await createDatabase(host)
  expect(await readBackup(target, path, { now })).toMatchObject({ migrated: [last], skipped: ['theirs'] })
  expect((await schemaOf(target))[0]).toEqual((await schemaOf(source))[0])
  expect((await contentOf(target)).get('users')).toEqual((await contentOf(older)).get('users'))
})

test('a database that holds something is replaced only when told to, all or nothing', async () => {
  const target = await createDatabase(host, source.database)
  await run(target, `${userSql(50, 60)}; create view people as select id from users; create type mood as enum ('good')`)
  const before = await contentOf(target)
  await expect(readBackup(target, file, { now })).rejects.toMatchObject({
    message: expect.stringMatching(/^The database is not empty: it holds .*, .* and \d+ more\.$/),
    advice: expect.stringContaining('--replace'),
  })
  const text = gunzipSync(await readFile(file)).toString()
  const orphans = join(folder, 'orphans.backup')
  await saveAltered(orphans, text.replace(/(\{"table":"user_types".*\n).*\n/, '$1'), { user_types: 0 })
  await expect(readBackup(target, orphans, { now, replace: true })).rejects.toThrow('violates foreign key constraint')
  await saveAltered(orphans, text, { user_types: 5 })
  await expect(readBackup(target, orphans, { now, replace: true })).rejects.toThrow('does not have all its rows')
  expect(await contentOf(target)).toEqual(before)

  await readBackup(target, file, { now, replace: true })
  expect(await contentOf(target)).toEqual(await contentOf(source))
  expect(await schemaOf(target)).toEqual(await schemaOf(source))
})

test("a database that is not Portico's is left alone, and one in use is too", async () => {
  const target = await createDatabase(host)
  await run(target, 'create table theirs ()')
  await expect(readBackup(target, file, { now, replace: true })).rejects.toThrow(
    "holds tables that are not Portico's (theirs)",
  )
  await run(target, 'drop table theirs')
  const server = new pg.Client({ ...clientConfig(target), application_name: 'portico' })
  await server.connect()
  await expect(readBackup(target, file, { now, replace: true })).rejects.toMatchObject({
    message: 'A running Portico is using the database.',
    advice: expect.stringContaining('Stop every Portico'),
  })
  await server.end()
})

test('an empty database is no backup, and a file that cannot be written leaves none', async () => {
  const empty = await createDatabase(host)
  await expect(writeBackup(empty, join(folder, 'empty.backup'), written)).rejects.toThrow('There is nothing to back up')
  await expect(writeBackup(source, join(folder, 'no/such/folder'), written)).rejects.toMatchObject({
    message: expect.stringMatching(/cannot be written to .*ENOENT/),
  })
  const path = join(folder, 'failed.backup')
  const failing = { ...written, onTable: () => Promise.reject(new Error('terminated')) }
  await expect(writeBackup(source, path, failing)).rejects.toThrow('could not be read to its end: terminated')
  expect((await readdir(folder)).filter((name) => /^(empty|failed)|partial/.test(name))).toEqual([])
})

test('a migration waits for a restore', async () => {
  const target = await createDatabase(host)
  const client = new pg.Client(clientConfig(target))
  await client.connect()
  await client.query('select pg_advisory_lock($1)', [migrationLockKey])
  const migrating = migrate(target, now)
  const waits = `select from pg_stat_activity where datname = '${target.database}' and wait_event = 'advisory'`
  await expect.poll(async () => (await client.query(waits)).rowCount).toBe(1)
  await client.end()
  await migrating
})

test.runIf(existsSync(oldPostgres))(
  'a backup goes to an older major version of PostgreSQL, and back',
  { timeout: 20_000 },
  async () => {
    const old = await startEmbedded({ dataDir: join(folder, 'old'), log: () => {}, binDir: oldPostgres })
    cleanups.push(() => old.stop())
    const there = await createDatabase(old.connection.host)
    await readBackup(there, file, { now })
    expect(await contentOf(there)).toEqual(await contentOf(source))
    const path = join(folder, 'old.backup')
    await writeBackup(there, path, written)
    expect((await headerOf(path)).postgres).toBeLessThan(160_000)
    const back = await createDatabase(host)
    await readBackup(back, path, { now })
    expect(await contentOf(back)).toEqual(await contentOf(source))
    expect(await schemaOf(back)).toEqual(await schemaOf(source))
  },
)

type Socket = Extract<Connection, { kind: 'socket' }>

/** A new database in the cluster at `at`, which goes at the end of the run. */
async function createDatabase(at: string, template = 'template0'): Promise<Socket> {
  const database = `backup_${randomUUID().replaceAll('-', '')}`
  const connection: Socket = { kind: 'socket', host: at, user: 'portico', database }
  await run({ ...connection, database: 'postgres' }, `create database ${database} template ${template}`)
  return connection
}

async function run(connection: Connection, sql: string): Promise<pg.QueryResult> {
  return await using(connection, (client) => client.query(sql))
}

async function using<R>(connection: Connection, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client(clientConfig(connection))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A few people and events, and values that text formats trip over. */
async function seed(connection: Connection): Promise<void> {
  await run(
    connection,
    `
    insert into realms (id, created_at, updated_at, name, name_key, realm_type) values ('${id('rlm', 1)}', now(), now(), 'Acme', 'acme', 'PARTNER');
    insert into user_types (id, created_at, updated_at, name, display_name) values ('${id('typ', 1)}', now(), now(), 'user', 'User');
    insert into groups (id, created_at, updated_at, type, name, name_key) values ('${id('grp', 1)}', now(), now(), 'OKTA_GROUP', 'All', 'all');
    ${userSql(1, 30)};
    insert into group_members (realm_id, group_id, user_id, created_at, granted_by)
      select realm_id, '${id('grp', 1)}', id, 'infinity', 'seed' from users;
    insert into mailbox (id, created_at, kind, recipient, sender, subject, body_text, body_html) values
      ('${id('mal', 1)}', '2026-03-01T00:00:00.123456+05:30', 'mail', '', '\\.', 'Mail 1', E'\\\\.\\n\\\\.\\n', E'tab\\t cr\\r nl\\n bs\\b\\\\ \\\\N Łódź 🦉 \\u0001'),
      ('${id('mal', 2)}', '-infinity', 'mail', E'\\n', '\\N', '', '${'long '.repeat(20_000)}', '');
    insert into login_holds (login_hash, realm_id, held_until) values ('\\x00ff5c0a', '${id('rlm', 1)}', now());
    insert into org_settings (name, updated_at, value) values ('x', now(), '{"a": [1.10, null, "\\\\u00e9\\n", 1e300]}');
    insert into policies (id, created_at, updated_at, type, name, priority, status, group_ids) values
      ('${id('pol', 1)}', now(), now(), 'p', 'one', 1, 'ACTIVE', '{"a,b",NULL,"c\\"d"}');
    select portico_ensure_event_partitions('2019-12-01', 1);
    ${eventSql(1, '2019-12-31T23:59:59Z')}; ${eventSql(2)}; ${eventSql(3)}`,
  )
}

function userSql(first: number, last: number): string {
  const at = `'2026-01-01T00:00:00Z'::timestamptz`
  return `
    insert into users (id, realm_id, type_id, status, created_at, updated_at, profile, login_key, short_key, email_key, first_key, last_key, sort_key, search_text, fold_version)
      select 'usr' || lpad(n::text, 17, '0'), '${id('rlm', 1)}', '${id('typ', 1)}', 'ACTIVE', ${at}, ${at}, jsonb_build_object('login', n), 'u' || n, 'u', 'u', 'f', 'l', 's', 'x', 1
        from generate_series(${first}, ${last}) n;
    insert into user_addresses (realm_id, user_id, kind, address, address_key, set_by, set_at)
      select realm_id, id, 'PRIMARY', id, id, 'seed', ${at} from users on conflict do nothing`
}

function eventSql(number: number, at = '2026-03-02T09:00:00Z'): string {
  return `
    insert into events (id, published_at, event_type, severity, outcome, actor_type, actor_id, request_id, targets)
      values ('${id('log', number)}', '${at}', 'user.x', 'INFO', 'SUCCESS', 'User', 'a', 'r', '[]');
    insert into event_people (event_id, published_at, person) values ('${id('log', number)}', '${at}', '{"name": "Lee"}')`
}

function id(prefix: string, number: number): string {
  return prefix + String(number).padStart(17, '0')
}

/** Every table's rows as text, without the transaction ids of one cluster. */
function contentOf(connection: Connection): Promise<ReadonlyMap<string, readonly string[]>> {
  return using(connection, async (client) => {
    const content = new Map<string, readonly string[]>()
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query(
        `select (to_jsonb(t) - 'xact')::text as row from "${name}" t order by (to_jsonb(t) - 'xact')::text collate "C"`,
      )
      content.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return content
  })
}

/** The schema with its partitions, their indexes and who may do what. Constraints on `not null` are rows only in newer versions. */
async function schemaOf(connection: Connection): Promise<readonly unknown[]> {
  const pool = new pg.Pool(clientConfig(connection))
  const schema = await dumpSchema(pool)
  const { rows } = await pool.query(`
    select relname, relkind, relacl::text, pg_get_expr(relpartbound, oid) as bound from pg_class
     where relnamespace = 'public'::regnamespace and not (relispartition and relname like '%2019%') order by relname collate "C"`)
  await pool.end()
  return [schema, rows]
}

async function headerOf(path: string) {
  return (await verifyBackup(path)).header
}

/** Saves text as a backup whose sum is right, with other counts. */
async function saveAltered(path: string, text: string, counts: Readonly<Record<string, number>>): Promise<void> {
  const body = text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
  const trailer = JSON.parse(text.slice(body.length))
  const altered = { rows: { ...trailer.rows, ...counts }, sha256: createHash('sha256').update(body).digest('hex') }
  await saveFile(
    path,
    (async function* () {
      yield Buffer.from(`${body}${JSON.stringify(altered)}\n`)
    })(),
  )
}
