import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { operatorOf, run, urlOf } from '../../test/support/terminal.ts'
import { useWorld } from '../../test/support/world.ts'

const world = useWorld()
let folder = ''
let file = ''
const made: string[] = []

beforeAll(async () => {
  await world.request('nobody', 'GET', '/readyz') // a server opens its first connection when it starts
  folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  file = join(folder, 'portico.backup')
})
afterAll(async () => {
  for (const database of made) await query('postgres', `drop database ${database} with (force)`)
  await rm(folder, { recursive: true })
})

test('a backup is written beside a running server, into a file for its owner alone', async () => {
  const { code, out, err } = await run(['backup', '--to', file], operatorOf(world))
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`^${file}: \\d+ rows of \\d+ tables, \\d+ bytes\\.\\n$`))
  expect(err).toContain('PORTICO_KEYS')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('it is restored into an empty database, and over another only with --replace', async () => {
  const database = await emptyDatabase()
  const restore = (...more: string[]) => run(['restore', '--from', file, ...more], environment(database))
  expect(await restore()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Restored \d+ rows of \d+ tables, as of /),
  })
  const count = 'select count(*)::int as people from users'
  expect(await query(database, count)).toEqual((await world.owner.query(count)).rows)
  expect(await restore()).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--replace') })
  await query(database, 'delete from users')
  expect(await restore('--replace')).toMatchObject({ code: 0 })
  expect(await query(database, count)).toEqual((await world.owner.query(count)).rows)
})

test('what is no backup, or not there, or in use, is told with what to do', async () => {
  const database = await emptyDatabase()
  const said = async (words: readonly string[], where = environment(database)) => {
    const { code, out, err } = await run(words, where)
    expect([code, out]).toEqual([1, ''])
    return err
  }
  expect(await said(['restore', '--from', join(folder, 'absent')])).toContain('absent')
  expect(await said(['restore', '--from', new URL(import.meta.url).pathname])).toContain('not')
  expect(await said(['backup', '--to', join(folder, 'x')])).toContain('nothing to back up')
  expect(await said(['backup', '--to', join(folder, 'absent/x')], operatorOf(world))).toContain('folder')
  expect(await said(['restore', '--from', file, '--replace'], operatorOf(world))).toContain('Stop every Portico')
})

test('a demo is wiped and written anew, and forgets what was done in it', async () => {
  const database = await emptyDatabase()
  await run(['restore', '--from', file], environment(database))
  await query(database, "update users set status = 'STAGED'")
  expect(await run(['demo', 'reset'], environment(database))).toEqual({
    code: 0,
    out: 'The demo is as on its first day.\n',
    err: '',
  })
  expect(
    await query(
      database,
      'select r.name, count(*)::int as people from users u join realms r on r.id = u.realm_id group by r.name order by r.name',
    ),
  ).toEqual([
    { name: 'Acme', people: 200 },
    { name: 'Default Realm', people: 3 },
    { name: 'Globex', people: 60 },
  ])
  expect(await query(database, 'select rp_id, is_demo from org')).toEqual([{ rp_id: 'localhost', is_demo: true }])
}, 60_000)

test('what is not a demo is never reset, nor one that a server uses', async () => {
  const database = await emptyDatabase()
  expect(await run(['demo', 'reset'], environment(database))).toMatchObject({ code: 1, out: '' })
  await run(['restore', '--from', file], environment(database))
  await query(database, 'update org set is_demo = false')
  expect(await run(['demo', 'reset'], environment(database))).toMatchObject({
    code: 1,
    err: expect.stringContaining('This is not a demo: nothing was changed'),
  })
  expect(await query(database, 'select count(*)::int as people from users')).not.toEqual([{ people: 0 }])
  expect(await run(['demo', 'reset'], operatorOf(world))).toMatchObject({
    code: 1,
    err: expect.stringContaining('A running Portico is using the database'),
  })
})

async function emptyDatabase(): Promise<string> {
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await query('postgres', `create database ${database}`)
  made.push(database)
  return database
}

function environment(database: string): Readonly<Record<string, string>> {
  return { ...operatorOf(world), DATABASE_URL: urlOf({ host: inject('databaseHost'), database }) }
}

async function query(database: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ host: inject('databaseHost'), user: 'portico', database })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
