import Fastify from 'fastify'
import { Type } from 'typebox'
import { describe, expect, test } from 'vitest'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { cookiesFor } from './cookies.ts'
import { rateLimiter } from './rate-limit.ts'
import { type AnyRoute, route } from './route.ts'
import { sendFault, serve } from './serve.ts'
import { authenticate } from '../signin/authenticate.ts'
import { authorize } from '../authz/permit.ts'

const world = useWorld()
const suspend = () => `/api/v1/users/${world.people.lee.id}/lifecycle/suspend`
const isUntouched = async () =>
  (await world.owner.query('select status from users where id = $1', [world.people.lee.id])).rows[0].status === 'ACTIVE'

/** A server with one route of the test's own on the world's database. */
function serverWith(routes: readonly AnyRoute[], perMinute = 1000) {
  const log = () => undefined
  const edge = {
    db: world.db,
    clock: () => world.now,
    log,
    origin: testOrigin,
    cookies: cookiesFor(testOrigin),
    fingerprint: (text: string) => world.parts.keyring.keyedHashes('request', text),
    limiter: rateLimiter({ perMinute, maxKeys: 100 }),
    authenticate: (credentials: Parameters<typeof authenticate>[1], now: Date) =>
      authenticate(world.db, credentials, now),
  }
  const fastify = Fastify({ logger: false })
  fastify.setErrorHandler((error, request, reply) => sendFault(edge, error, request, reply))
  serve(fastify, edge, routes)
  return fastify
}
const careless = (askFor: 'nothing' | 'another right') =>
  route({
    id: 'careless',
    summary: 'A route whose author forgot to ask',
    method: 'GET',
    path: '/careless',
    surface: 'portal',
    access: 'users.read',
    reply: { status: 200, body: Type.Object({ secret: Type.String() }) },
    faults: [],
    run: async (ctx) => {
      if (askFor === 'another right') authorize(ctx, 'realm.read', { type: 'realm', id: world.realms.acme })
      return 'the crown jewels'
    },
    view: (secret) => ({ secret, undeclared: 'dropped' }),
  })

describe('an answer', () => {
  test('does not leave when its route forgot to ask the authoriser, or asked for another right', async () => {
    const { cookie } = await world.signIn('priya')
    for (const askFor of ['nothing', 'another right'] as const) {
      const answer = await serverWith([careless(askFor)]).inject({ url: '/careless', headers: { cookie } })
      expect(answer.statusCode).toBe(500)
      expect(answer.body).not.toContain('jewels')
    }
  })

  test('carries only what its schema declares', async () => {
    const open = { ...careless('nothing'), access: 'signedIn' as const }
    const answer = await serverWith([open]).inject({
      url: '/careless',
      headers: { cookie: (await world.signIn('priya')).cookie },
    })
    expect(answer.json()).toEqual({ secret: 'the crown jewels' })
  })
})

describe('a cookie', () => {
  test('changes something only from our own origin', async () => {
    const { cookie } = await world.signIn('priya')
    for (const origin of ['http://evil.example', 'null', 'http://localhost:8081', 'https://localhost:8080', '']) {
      expect(
        (await world.request('nobody', 'POST', suspend(), undefined, { cookie, origin, 'x-portico-client': 'test' }))
          .status,
      ).toBe(401)
    }
    expect(
      (await world.request('nobody', 'POST', suspend(), undefined, { cookie, 'x-portico-client': 'test' })).status,
    ).toBe(401)
    expect(await isUntouched()).toBe(true)
  })

  test('changes something only with our own header', async () => {
    const { cookie } = await world.signIn('priya')
    expect((await world.request('nobody', 'POST', suspend(), undefined, { cookie, origin: testOrigin })).status).toBe(
      401,
    )
    expect(await isUntouched()).toBe(true)
  })

  test('that stands twice is not taken', async () => {
    const [priya, eve] = [await world.signIn('priya'), await world.signIn('eve')]
    expect(
      (
        await world.request('nobody', 'GET', `/api/v1/users/${world.people.lee.id}`, undefined, {
          cookie: `${eve.cookie}; ${priya.cookie}`,
        })
      ).status,
    ).toBe(401)
  })

  test('does not help a bad token: the header decides', async () => {
    const { cookie } = await world.signIn('priya')
    expect(
      (
        await world.request('nobody', 'GET', `/api/v1/users/${world.people.lee.id}`, undefined, {
          cookie,
          authorization: 'SSWS 00Qnotatokenofanybodyatall',
        })
      ).status,
    ).toBe(401)
  })
})

describe('the rate limit', () => {
  test('forgets nobody when more callers come than it can tell apart: the last ones share', () => {
    const limiter = rateLimiter({ perMinute: 2, maxKeys: 3 })
    const spend = (key: string) => limiter(key, world.now).isExceeded
    expect(['a', 'a', 'a'].map(spend)).toEqual([false, false, true])
    expect(['b', 'c', 'd', 'e', 'f'].map(spend)).toEqual([false, false, false, false, true])
    expect(spend('a')).toBe(true)
  })

  test('tells the truth in its headers, refuses with when to come back, and charges bad tokens to their address', async () => {
    const open = { ...careless('nothing'), access: 'public' as const }
    const fastify = serverWith([open], 3)
    const ask = (headers = {}) => fastify.inject({ url: '/careless', headers })
    const remaining = [
      (await ask()).headers['x-rate-limit-remaining'],
      (await ask({ authorization: 'SSWS 00Qnotatokenofanybodyatall' })).headers['x-rate-limit-remaining'],
    ]
    expect(remaining.map(Number)).toEqual([2, 1])
    await ask()
    const refused = await ask()
    expect(refused.statusCode).toBe(429)
    expect(refused.json()).toMatchObject({ errorCode: 'E0000047' })
    const secondsLeft = Number(refused.headers['x-rate-limit-reset']) - Math.floor(world.now.getTime() / 1000)
    expect(Number(refused.headers['retry-after'])).toBe(secondsLeft)
    expect(secondsLeft).toBeGreaterThan(0)
  })
})
