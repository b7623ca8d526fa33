import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { useWorld } from '../../test/support/world.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config/config.ts'
import { newKeys } from '../kernel/keyring.ts'

const world = useWorld()
let secure: FastifyInstance
const somewhere = [
  '/healthz',
  '/readyz',
  '/docs',
  '/openapi.json',
  '/portal',
  '/portal/users',
  '/portal/assets/absent.js',
  '/.well-known/okta-organization',
  '/api/v1/users/me',
  '/api/v1/absent',
  '/absent',
  '/%ff',
  '/',
]

beforeAll(() => {
  secure = buildApp({
    ...world.parts,
    config: readConfig({
      PORTICO_ENV: 'production',
      PORTICO_ORIGIN: 'https://id.example.com',
      PORTICO_KEYS: newKeys(world.now).reveal(),
    }),
    db: world.db,
    clock: () => world.now,
    log: () => undefined,
  })
})
afterAll(() => secure.close())

describe('every answer', () => {
  test('tells a browser to guess nothing, frame nothing, and send our address nowhere else', async () => {
    for (const path of somewhere) {
      const { headers } = await world.request('nobody', 'GET', path)
      expect([path, headers]).toEqual([
        path,
        expect.objectContaining({
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
        }),
      ])
      expect(headers['strict-transport-security']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['server']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  test('has an id of its own, which no client chooses', async () => {
    const ids = new Set<unknown>()
    for (const path of somewhere) {
      const { headers } = await world.request('nobody', 'GET', path, undefined, {
        'x-okta-request-id': 'mine',
        'x-request-id': 'mine',
      })
      expect(headers['x-okta-request-id']).toMatch(/^req[\w-]{24}$/)
      ids.add(headers['x-okta-request-id'])
    }
    expect(ids.size).toBe(somewhere.length)
  })

  test('over https keeps the browser on https for a year', async () => {
    for (const url of somewhere)
      expect((await secure.inject(url)).headers['strict-transport-security']).toBe(
        'max-age=31536000; includeSubDomains',
      )
  })
})

test('every page comes with a policy that lets in what is ours and nothing inline', async () => {
  for (const path of somewhere) {
    const { headers } = await world.request('nobody', 'GET', path, undefined, { accept: 'text/html' })
    if (!String(headers['content-type']).startsWith('text/html')) continue
    const policy = String(headers['content-security-policy'])
    expect([path, policy]).toEqual([path, expect.stringMatching(/^default-src 'none'; /)])
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", 'form-action'])
      expect([path, policy]).toEqual([path, expect.stringContaining(part)])
    expect([path, policy]).not.toEqual([path, expect.stringMatching(/unsafe-|\*|http:|data: *script/)])
  }
})

test('no answer of the API may be kept by anybody', async () => {
  for (const [person, path] of [
    ['nobody', '/api/v1/users/me'],
    ['priya', `/api/v1/users/${world.people.lee.id}`],
    ['priya', '/api/v1/absent'],
    ['priya', '/portal/api/v1/me'],
  ] as const)
    expect((await world.request(person, 'GET', path)).headers['cache-control']).toBe('no-cache, no-store')
})

test('another site may ask nothing, and is told so by silence', async () => {
  for (const method of ['GET', 'OPTIONS']) {
    const { headers } = await world.request('nobody', method, '/api/v1/users/me', undefined, {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
    })
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})
