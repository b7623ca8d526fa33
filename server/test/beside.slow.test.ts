import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataDir, portico, removeDataDir, type ServerProcess, startServerProcess } from './support/process.ts'
import { run } from './support/terminal.ts'

// The embedded database belongs to the server that started it. Commands go through it, or wait until it has stopped.
let dataDir = ''
let server: ServerProcess
const environment = () => ({ PORTICO_DATA_DIR: dataDir })

beforeAll(async () => {
  dataDir = await newDataDir()
  server = await startServerProcess(dataDir, { PORTICO_DEMO: 'true' })
}, 60_000)
afterAll(async () => {
  server.child.kill('SIGKILL')
  await server.ended
  await removeDataDir(dataDir)
})

test('a token made beside a running server works there at once', async () => {
  const { code, out } = await run(['token', 'create', '--user', 'priya@acme.example', '--name', 'sync'], environment())
  expect(code).toBe(0)
  const answer = await fetch(`${server.origin}/api/v1/users/priya@acme.example`, {
    headers: { authorization: `SSWS ${out.trim()}` },
  })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ profile: { login: 'priya@acme.example' } })
})

test('a backup is made beside it', async () => {
  const file = join(dataDir, 'portico.backup')
  expect(await run(['backup', '--to', file], environment())).toMatchObject({ code: 0 })
  expect((await stat(file)).size).toBeGreaterThan(1000)
})

test('what would take the database away waits until it has stopped, and so does a second server', async () => {
  for (const words of [['demo', 'reset'], ['restore', '--from', 'x', '--replace'], ['migrate'], ['serve']]) {
    const { code, out, err } = await run(words, environment())
    expect([words, code, out]).toEqual([words, 1, ''])
    expect(err).toContain(`Another Portico (process ${server.child.pid}) is using the data folder`)
  }
  expect((await fetch(`${server.origin}/readyz`)).status).toBe(200)
})

test('once it has stopped, a command starts the database for itself, and stops it', { timeout: 60_000 }, async () => {
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  const made = await portico(['token', 'create', '--user', 'sam@portico.example', '--name', 'x'], environment()).ended
  expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^00Q\w{40}\n$/) })
  const reset = await portico(['demo', 'reset'], environment()).ended
  expect(reset).toMatchObject({ code: 0, out: 'The demo is as on its first day.\n' })
  await expect(stat(join(dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await run(['token', 'create', '--user', 'lee@acme.example', '--name', 'x'], environment())).toMatchObject({
    code: 1,
    err: expect.stringContaining('[token.permissionNotHeld]'),
  })
})
