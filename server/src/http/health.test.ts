import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { isCurrent } from '../db/is-current.ts'
import { type Health, serveHealth } from './health.ts'

const world = useWorld()

test('a process that answers is healthy, and one with its database is ready, whoever asks', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const answer = await world.request('nobody', 'GET', path)
    expect(answer).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-cache, no-store', 'x-content-type-options': 'nosniff' })
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-rate-limit'))).toEqual([])
    expect((await world.request('nobody', 'HEAD', path)).status).toBe(200)
    expect(await world.request('nobody', 'POST', path)).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  }
})

test('a dead credential does not make a probe fail', async () => {
  expect(
    await world.request('nobody', 'GET', '/readyz', undefined, { authorization: `SSWS ${'x'.repeat(40)}` }),
  ).toMatchObject({ status: 200 })
})

test('a database that lacks a migration of this release is not ready', async () => {
  const { rows } = await world.owner.query('delete from migrations where name like $1 returning *', ['0010%'])
  expect(await world.request('nobody', 'GET', '/readyz')).toMatchObject({
    status: 503,
    text: '{"status":"unavailable"}',
  })
  await world.owner.query('insert into migrations (name, applied_at) values ($1, $2)', [
    rows[0].name,
    rows[0].applied_at,
  ])
  expect(await isCurrent(world.db)).toBe(true)
})

test('a database that a newer release has migrated is ready for the processes of this one', async () => {
  await world.owner.query("insert into migrations values ('9999_later.sql', now())")
  expect(await isCurrent(world.db)).toBe(true)
  await world.owner.query("delete from migrations where name = '9999_later.sql'")
})

test('a database that fails, or does not answer in two seconds, is not ready, and nothing is said of it', async () => {
  for (const isCurrent of [() => Promise.reject(new Error('secret detail')), () => new Promise<boolean>(() => {})]) {
    const answer = await probe({ isCurrent })
    expect(answer).toEqual({ status: 503, text: '{"status":"unavailable"}' })
  }
})

test('a process that stops is healthy and not ready', async () => {
  expect(await probe({ isStopping: () => true })).toMatchObject({ status: 503 })
  expect(await probe({ isStopping: () => true }, '/healthz')).toMatchObject({ status: 200 })
})

test('a flood of probes asks the database once at a time', async () => {
  let asked = 0
  const answer = Promise.withResolvers<boolean>()
  const fastify = Fastify()
  serveHealth(fastify, {
    isStopping: () => false,
    isCurrent: () => {
      asked += 1
      return answer.promise
    },
  })
  const probes = Array.from({ length: 50 }, () => fastify.inject('/readyz'))
  await fastify.inject('/healthz')
  answer.resolve(true)
  expect((await Promise.all(probes)).map((one) => one.statusCode)).toEqual(Array.from({ length: 50 }, () => 200))
  expect(asked).toBe(1)
  await fastify.close()
})

async function probe(health: Partial<Health>, path = '/readyz') {
  const fastify = Fastify()
  serveHealth(fastify, { isStopping: () => false, isCurrent: async () => true, ...health })
  const answer = await fastify.inject(path)
  await fastify.close()
  return { status: answer.statusCode, text: answer.body }
}
