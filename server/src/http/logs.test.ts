import { beforeEach, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { placeIn, samples } from '../../test/support/samples.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { buildApp, pages } from '../app.ts'
import { readConfig } from '../config/config.ts'
import { createLog } from '../kernel/log.ts'

const world = useWorld()
let lines: string[] = []
let app: FastifyInstance

beforeEach(() => {
  lines = []
  app = buildApp({
    ...world.parts,
    config: readConfig({ PORTICO_DEMO: 'true', PORTICO_ORIGIN: testOrigin }),
    db: world.db,
    clock: () => world.now,
    log: createLog({ format: 'json', level: 'debug', now: () => world.now, write: (line) => void lines.push(line) }),
  })
})

const parsed = () => lines.map((line): Record<string, unknown> => JSON.parse(line))
const requests = () => parsed().filter((line) => line['message'] === 'request')
const canary = 'canary-7f3a'

describe('the log', () => {
  test('has one JSON line a request, with its id, method, route, status and time', async () => {
    const answer = await app.inject({
      url: `/api/v1/users/${world.people.lee.id}`,
      headers: { host: 'localhost:8080' },
    })
    expect(requests()).toEqual([
      {
        time: world.now.toISOString(),
        level: 'info',
        message: 'request',
        requestId: answer.headers['x-okta-request-id'],
        method: 'GET',
        route: '/api/v1/users/:userId',
        status: 401,
        ms: expect.any(Number),
      },
    ])
    expect(lines.every((line) => line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))).toBe(true)
  })

  test('says why a request was refused, under the same id as the answer', async () => {
    const answer = await app.inject({ url: '/api/v1/users/me', headers: { host: 'localhost:8080' } })
    expect(parsed().filter((line) => line['message'] === 'refused')).toEqual([
      expect.objectContaining({
        level: 'info',
        requestId: answer.headers['x-okta-request-id'],
        errorId: answer.json().errorId,
        code: 'auth.noSession',
        status: 401,
      }),
    ])
  })

  test('has nothing of what was sent: neither in headers, query, path nor body, nor of a body that cannot be read', async () => {
    const { cookie } = await world.signIn('sam')
    const secrets = {
      authorization: `SSWS ${canary}${'x'.repeat(30)}`,
      cookie: `portico_session=${canary}; ${canary}=1`,
      'user-agent': canary,
      referer: `http://${canary}.example/?token=${canary}`,
      'x-portico-client': canary,
      'x-okta-request-id': canary,
      'x-request-id': canary,
      'idempotency-key': canary,
      'if-match': canary,
    }
    for (const route of world.routes) {
      const sample = await samples[route.id]?.(placeIn(world, world.realms.acme))
      const url = `${sample?.path}${sample?.path.includes('?') ? '&' : '?'}token=${canary}&q=${canary}`
      const body = { ...Object(sample?.body ?? {}), password: canary, [canary]: canary, profile: { login: canary } }
      const signedIn = { ...secrets, cookie, origin: testOrigin, authorization: undefined }
      for (const headers of [secrets, signedIn])
        for (const payload of [JSON.stringify(body), `{"password":"${canary}`, `${canary}`, `["${canary}\\u0000"]`]) {
          const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
          await app.inject({
            method: route.method,
            url,
            headers: { host: 'localhost:8080', 'content-type': 'application/json', ...sent },
            ...(route.method === 'GET' ? {} : { payload }),
          })
        }
      await app.inject({
        method: route.method,
        url: `${route.path.replace(/:[A-Za-z]+/g, canary)}/${canary}`,
        headers: { host: canary },
      })
    }
    for (const page of pages(world.parts, { isDemo: true, origin: testOrigin })) {
      const url = `${page.path.replace(/:[A-Za-z]+/g, canary)}?username=${canary}&fromURI=/${canary}`
      const headers = { host: 'localhost:8080', 'user-agent': canary, origin: testOrigin, accept: 'text/html' }
      const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
      await app.inject({ method: 'GET', url, headers })
      await app.inject({ method: 'POST', url, headers: form, payload: `username=${canary}&password=${canary}` })
    }
    expect(requests().length).toBeGreaterThan(world.routes.length * 4)
    expect(lines.filter((line) => line.includes(canary))).toEqual([])
    expect(lines.filter((line) => line.includes(cookie.split('=')[1] ?? ''))).toEqual([])
  })

  test('has nobody’s name or address', async () => {
    const { cookie } = await world.signIn('priya')
    const headers = { host: 'localhost:8080', cookie, origin: testOrigin, 'x-portico-client': 'test' }
    for (const url of ['/api/v1/users/lee@acme.example', '/api/v1/users?q=lee', '/api/v1/users/eve@globex.example'])
      await app.inject({ url, headers })
    await app.inject({ method: 'POST', url: `/api/v1/users/${world.people.lee.id}/lifecycle/suspend`, headers })
    expect(requests()).toHaveLength(4)
    expect(lines.filter((line) => /acme\.example|globex\.example|Park|Priya|127\.0\.0\.1/.test(line))).toEqual([])
  })
})
