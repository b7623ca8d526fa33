// Kills server and database in the middle of writes, and looks whether an answer that was given still holds.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { newId } from '../src/kernel/ids.ts'
import { hashSecret, newSecret } from '../src/kernel/secret.ts'
import { until } from './support/race.ts'

const rounds = 10
const port = 18_431
const origin = `http://localhost:${port}`
const dataDir = mkdtempSync(join(tmpdir(), 'portico-crash-'))
const secret = newSecret()
let server: ChildProcess | undefined

afterAll(async () => {
  if (server !== undefined) await stop(server)
  rmSync(dataDir, { recursive: true, force: true })
})

test(`${rounds} times kill -9 of server and database during writes: nothing acknowledged is lost, nothing half done stays`, async () => {
  server = await start()
  await insertToken()
  const acknowledged: string[] = []
  for (let round = 0; round < rounds; round += 1) {
    const ids: string[] = []
    const writing = writeUntilDead(round, ids)
    // Not at a time but at a count, so that every round kills in the middle of writes, however fast the machine is.
    await until(async () => ids.length >= 25 + 3 * round)
    const postmaster = Number(readFileSync(join(clusterFolder(), 'postmaster.pid'), 'utf8').split('\n')[0])
    server.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await writing
    acknowledged.push(...ids)
    server = await start()
    const left = await look()
    const known = new Set(left.users)
    expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
    expect(left.withoutEvent).toEqual([])
    expect(left.withoutMail).toEqual([])
    expect(left.eventsWithoutUser).toEqual([])
  }
  expect(acknowledged.length).toBeGreaterThan(rounds * 20)
  process.stdout.write(`${acknowledged.length} acknowledged changes in ${rounds} rounds, 0 lost\n`)
}, 300_000)

async function start(): Promise<ChildProcess> {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, 'serve'], {
    env: {
      PATH: '/usr/bin:/bin',
      PORT: String(port),
      PORTICO_DATA_DIR: dataDir,
      PORTICO_DEMO: 'true',
      PORTICO_ORIGIN: origin,
      PORTICO_REQUESTS_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const end = performance.now() + 60_000
  while (performance.now() < end) {
    const isUp = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (isUp) return child
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server did not come up in a minute')
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Eight writers at once, until the server is gone. Adds the ids of the people it acknowledges. */
async function writeUntilDead(round: number, ids: string[]): Promise<void> {
  let number = 0
  const write = async () => {
    for (;;) {
      number += 1
      const login = `crash-${round}-${number}@acme.example`
      const body = JSON.stringify({ profile: { login, firstName: 'Crash', lastName: `Nr${number}` } })
      const answer = await fetch(`${origin}/api/v1/users?activate=true`, {
        method: 'POST',
        headers: { authorization: `SSWS ${secret.reveal()}`, 'content-type': 'application/json' },
        body,
      }).catch(() => undefined)
      if (answer === undefined) return
      const { id } = (await answer.json().catch(() => ({}))) as { id?: string } // the wire's user, or nothing when the answer was cut
      if (answer.status !== 200 || id === undefined) return
      ids.push(id)
    }
  }
  await Promise.all(Array.from({ length: 8 }, write))
}

function clusterFolder(): string {
  const folder = join(dataDir, 'postgres')
  return readdirSync(folder).includes('cluster') ? join(folder, 'cluster') : folder
}

async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ host: join(dataDir, 'postgres'), user: 'portico', database: 'portico' })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function insertToken(): Promise<void> {
  const now = new Date()
  await withDatabase((client) =>
    client.query(
      `insert into api_tokens (id, realm_id, user_id, name, secret_hash, user_epoch, permissions, created_at, last_used_at, expires_at, granted_by)
       select $1, realm_id, id, 'crash', $2, epoch, array['users.create', 'users.read'], $3::timestamptz, $3, $3::timestamptz + interval '1 day', 'test'
         from users where login_key = 'priya@acme.example'`,
      [newId('apiToken', now), hashSecret(secret), now],
    ),
  )
}

/** What is there after a restart: the people written here, and every piece of a change that lacks another piece. */
function look() {
  return withDatabase(async (client) => {
    const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map((row) => row.id)
    const ours = "u.login_key like 'crash-%'"
    const created =
      "select 1 from events e join event_targets t on t.event_id = e.id where e.event_type = 'user.lifecycle.create' and t.target_id = u.id"
    const mailed =
      "select 1 from outbox o where o.subject_user_id = u.id union all select 1 from mailbox m where m.recipient = u.profile ->> 'email'"
    return {
      users: await ids(`select u.id from users u where ${ours}`),
      withoutEvent: await ids(`select u.id from users u where ${ours} and not exists (${created})`),
      withoutMail: await ids(`select u.id from users u where ${ours} and not exists (${mailed})`),
      eventsWithoutUser: await ids(
        `select t.target_id as id from events e join event_targets t on t.event_id = e.id where e.event_type = 'user.lifecycle.create' and t.target_id like '00u%' and not exists (select 1 from users u where u.id = t.target_id)`,
      ),
    }
  })
}
