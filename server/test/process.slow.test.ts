import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { createServer } from 'node:net'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import {
  freePort,
  newDataDir,
  portico,
  removeDataDir,
  type ServerProcess,
  startServerProcess,
} from './support/process.ts'
import { until } from './support/race.ts'

const slow = { timeout: 30_000 }
let dataDir = ''
let server: ServerProcess | undefined

beforeAll(async () => {
  dataDir = await newDataDir()
})
afterEach(() => {
  if (server?.child.exitCode === null) server.child.kill('SIGKILL')
})
afterAll(() => removeDataDir(dataDir))

test(
  'a server that is told to stop says so, finishes what it has begun, and leaves nothing running',
  slow,
  async () => {
    server = await startServerProcess(dataDir, { PORTICO_DRAIN_SECONDS: '1' })
    const { origin, child, ended } = server
    expect(await ask(origin, '/healthz')).toEqual({ status: 200, body: '{"status":"ok"}' })
    expect(await ask(origin, '/readyz')).toEqual({ status: 200, body: '{"status":"ok"}' })

    const [owner, watcher] = [await connect(dataDir), await connect(dataDir)]
    await owner.query('begin; lock table org in access exclusive mode')
    const begun = ask(origin, '/.well-known/okta-organization')
    await until(async () => (await waiting(watcher)) === 1)

    child.kill('SIGTERM')
    await until(async () => (await ask(origin, '/readyz')).status === 503)
    expect(await ask(origin, '/healthz')).toMatchObject({ status: 200 })
    await until(async () =>
      ask(origin, '/healthz').then(
        () => false,
        () => true,
      ),
    )
    await owner.query('rollback')
    await Promise.all([owner.end(), watcher.end()])
    expect(await begun).toMatchObject({ status: 200 })

    expect(await ended).toMatchObject({ code: 0 })
    await expect(readFile(join(dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
  },
)

test('a stop does not wait for a connection that is kept open and asks nothing', slow, async () => {
  server = await startServerProcess(dataDir)
  const agent = new Agent({ keepAlive: true })
  await ask(server.origin, '/healthz', agent)
  const begun = performance.now()
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  expect(performance.now() - begun).toBeLessThan(5000)
  agent.destroy()
})

test('a server that cannot have its port says so and ends, and so does its database', slow, async () => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  const { code, err } = await portico(['serve'], { PORT: String(port), PORTICO_DATA_DIR: dataDir }).ended
  other.close()
  expect(code).toBe(1)
  expect(err).toContain(`port ${port} is in use`)
  await expect(readFile(join(dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a server that is told to stop while it starts stops cleanly', slow, async () => {
  const starting = portico(['serve'], { PORT: String(await freePort()), PORTICO_DATA_DIR: dataDir })
  await until(async () => starting.log().includes('PostgreSQL is running'))
  starting.child.kill('SIGTERM')
  expect(await starting.ended).toMatchObject({ code: 0 })
  await expect(readFile(join(dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
})

async function ask(
  origin: string,
  path: string,
  agent?: Agent,
): Promise<{ readonly status: number; readonly body: string }> {
  const request = get(`${origin}${path}`, { agent: agent ?? new Agent() })
  const [response] = await once(request, 'response')
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode, body }
}

async function connect(folder: string): Promise<pg.Client> {
  const client = new pg.Client({ host: join(folder, 'postgres'), user: 'portico', database: 'portico' })
  await client.connect()
  return client
}

async function waiting(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%org%'",
  )
  return rowCount ?? 0
}
