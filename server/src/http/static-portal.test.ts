import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesFor } from './cookies.ts'
import { createServer, refuseTheRest, rememberShapes } from './server.ts'
import { servePortal } from './static-portal.ts'

let folder = ''
let app: FastifyInstance

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-test-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(
    join(folder, 'index.html'),
    '<meta name="csp-nonce" content="{{nonce}}"><script nonce="{{nonce}}" src="/portal/assets/a-1.js"></script>',
  )
  await writeFile(join(folder, 'mark.svg'), '<svg/>')
  await writeFile(join(folder, 'assets/a-1.js'), 'plain')
  await writeFile(join(folder, 'assets/a-1.js.br'), 'brotli')
  await writeFile(join(folder, 'assets/a-1.js.gz'), 'gzip')
  await writeFile(join(folder, 'assets/font-1.woff2'), 'font')
  await writeFile(join(folder, 'assets/.hidden'), 'hidden')
  app = open(folder)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

describe('the page', () => {
  test('every path below /portal gets it, with a nonce of its own that the policy names', async () => {
    const nonces = new Set<string>()
    for (const path of [
      '/portal',
      '/portal/',
      '/portal?q=1',
      '/portal/guo1/users/00u1',
      '/portal/a%20b/%C3%BC',
      '/portal/apix',
    ]) {
      const answer = await app.inject(path)
      expect(answer.statusCode, path).toBe(200)
      const nonce = /content="([^"]+)"/.exec(answer.body)?.[1] ?? ''
      expect(Buffer.from(nonce, 'base64')).toHaveLength(18)
      expect(answer.body).toContain(`<script nonce="${nonce}"`)
      expect(answer.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache, no-store',
        'x-frame-options': 'DENY',
      })
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(6)
  })

  test('its policy lets nothing in from elsewhere and nothing inline', async () => {
    const policy = String((await app.inject('/portal')).headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  test('a path of the API is never answered with it', async () => {
    for (const path of ['/portal/api', '/portal/api/', '/portal/api/v1/nothing', '/portal/%61pi/v1/nothing']) {
      const answer = await app.inject(path)
      expect([path, answer.statusCode]).toEqual([path, 404])
      expect(answer.json()).toMatchObject({ errorCode: 'E0000008' })
    }
    expect(await app.inject('/portal/api/v1/deeds')).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } })
  })

  test('it answers HEAD like GET, and nothing else', async () => {
    expect(await app.inject({ method: 'HEAD', url: '/portal/users' })).toMatchObject({ statusCode: 200, body: '' })
    for (const url of ['/portal/users', '/portal/api/v1/nothing', '/portal/assets/a-1.js'])
      expect(await app.inject({ method: 'POST', url })).toMatchObject({ statusCode: 404 })
  })
})

describe('assets', () => {
  test('a browser gets the smallest form it takes, and keeps it for a year', async () => {
    const sent = async (accept: string) => {
      const answer = await app.inject({ url: '/portal/assets/a-1.js', headers: { 'accept-encoding': accept } })
      return [answer.body, answer.headers['content-encoding'], answer.headers['vary'], answer.headers['content-type']]
    }
    const js = 'application/javascript; charset=utf-8'
    expect(await sent('gzip, deflate, br, zstd')).toEqual(['brotli', 'br', 'accept-encoding', js])
    expect(await sent('gzip')).toEqual(['gzip', 'gzip', 'accept-encoding', js])
    expect(await sent('br;q=0')).toEqual(['plain', undefined, 'accept-encoding', js])
    expect((await app.inject('/portal/assets/a-1.js')).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    )
  })

  test('what was not worth compressing is sent as it is', async () => {
    const answer = await app.inject({ url: '/portal/assets/font-1.woff2', headers: { 'accept-encoding': 'br' } })
    expect(answer).toMatchObject({ statusCode: 200, body: 'font', headers: { 'content-type': 'font/woff2' } })
    expect(answer.headers['content-encoding']).toBeUndefined()
  })

  test('a file that is not there is not the page', async () => {
    for (const path of [
      'nothing.js',
      '',
      '.hidden',
      '..%2findex.html',
      '..%5cindex.html',
      '%00',
      'a-1.js%00.css',
      'a-1.js/',
      '/a-1.js',
      '%ff',
    ]) {
      const answer = await app.inject(`/portal/assets/${path}`)
      expect([path, answer.statusCode]).toEqual([path, 404])
      expect(answer.body).not.toContain(folder)
    }
  })

  test('the icon beside the page is kept for a day', async () => {
    expect(await app.inject('/portal/mark.svg')).toMatchObject({
      statusCode: 200,
      body: '<svg/>',
      headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
    })
    expect((await app.inject('/portal/absent.svg')).statusCode).toBe(404)
    expect((await app.inject('/portal/index.html')).body).not.toContain('{{nonce}}')
  })
})

test('a portal that is not built says so, and is there as soon as it is', async () => {
  const dist = await mkdtemp(join(tmpdir(), 'portico-test-'))
  const early = open(join(dist, 'dist'))
  const answer = await early.inject('/portal/users')
  expect(answer).toMatchObject({ statusCode: 503, headers: { 'cache-control': 'no-cache, no-store' } })
  expect(answer.body).toContain('npm start')
  expect(answer.body).not.toContain('{{nonce}}')
  expect((await early.inject('/portal/assets/a-1.js')).statusCode).toBe(404)
  await mkdir(join(dist, 'dist/assets'), { recursive: true })
  await writeFile(join(dist, 'dist/index.html'), 'built')
  await writeFile(join(dist, 'dist/assets/a-1.js'), 'built')
  expect(await early.inject('/portal/users')).toMatchObject({ statusCode: 200, body: 'built' })
  expect(await early.inject('/portal/assets/a-1.js')).toMatchObject({ statusCode: 200, body: 'built' })
  await early.close()
  await rm(dist, { recursive: true })
})

function open(dist: string): FastifyInstance {
  const edge = {
    log: () => undefined,
    cookies: cookiesFor('http://localhost:8080'),
    origin: 'http://localhost:8080',
    clock: () => new Date(0),
  }
  const fastify = createServer(edge, { proxyHops: 0, onlyHost: undefined, isStopping: () => false })
  servePortal(fastify, dist)
  fastify.post('/portal/api/v1/deeds', async () => ({}))
  rememberShapes(fastify, [{ method: 'POST', path: '/portal/api/v1/deeds' }])
  refuseTheRest(fastify, edge)
  return fastify
}
