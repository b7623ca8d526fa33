// What no client of ours sends, at every route there is. The answer is the documented refusal or, where the input happens
// to mean something, an ordinary answer: never a 500, never another form of error.
import { connect } from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeIn, samples } from '../../test/support/samples.ts'
import { type Answer, useWorld } from '../../test/support/world.ts'
import { encodeCursor } from '../kernel/page.ts'
import { faultsOf } from './faults-of.ts'
import type { AnyRoute } from './route.ts'
import { wireErrors } from './wire-errors.ts'

const world = useWorld()
const json = { 'content-type': 'application/json' }
const paths = new Map<string, string>()
const bodies = new Map<string, unknown>()
let withBody: readonly AnyRoute[] = []

beforeAll(async () => {
  for (const route of world.routes) {
    const sample = await samples[route.id]?.(placeIn(world, world.realms.acme))
    paths.set(route.id, sample?.path ?? '')
    bodies.set(route.id, sample?.body)
  }
  withBody = world.routes.filter((route) => route.body !== undefined)
  expect(withBody.length).toBeGreaterThan(3)
})

/** Sends it to these routes and says what was wrong with the answers. `expected` is a wire code where one must come. */
async function attack(
  routes: readonly AnyRoute[],
  send: (route: AnyRoute, path: string) => Promise<Answer>,
  expected?: string,
): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const route of routes) {
    const answer = await send(route, paths.get(route.id) ?? '')
    const complaint = complaintAbout(route, answer, expected)
    if (complaint !== undefined) wrong.push(`${route.id}: ${complaint}`)
  }
  return wrong
}

function complaintAbout(route: AnyRoute, answer: Answer, expected: string | undefined): string | undefined {
  const { status, body, text } = answer
  if (expected !== undefined && body?.errorCode !== expected) return `${status} ${text}`
  if (status < 400) return undefined
  if (status >= 500 && status !== 501) return `${status} ${text}`
  const isDocumented =
    [...faultsOf(route), ...anywhere].some((code) => wireErrors[code].status === status) &&
    ['errorCode', 'errorSummary', 'errorLink', 'errorId', 'errorCauses', 'fields'].every((key) => key in body)
  return isDocumented ? undefined : `${status} ${text}`
}
const anywhere = [
  'request.badBody',
  'request.headerTooLarge',
  'request.invalid',
  'request.methodNotAllowed',
  'request.notSupported',
  'request.pathNotFound',
  'request.tooLarge',
  'request.unsupportedMediaType',
] as const

const post =
  (body: unknown, headers: Readonly<Record<string, string>> = json) =>
  (route: AnyRoute, path: string) =>
    world.request('sam', route.method, path, body, headers)
const unsafe = () => world.routes.filter((route) => route.method !== 'GET')

describe('a body', () => {
  test.each([
    ['{'],
    ['{"profile":'],
    ['not json'],
    ["{'a':1}"],
    ['{"a":1}{"b":2}'],
    ['{"a":NaN}'],
    ['['.repeat(10_000) + ']'.repeat(10_000)],
    ['{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['['.repeat(100_000)],
  ])('that is not JSON that anybody means is refused (%#)', async (body) => {
    expect(await attack(unsafe(), post(body), 'E0000003')).toEqual([])
  })

  test('nested however deep ends no process', async () => {
    for (const depth of [65, 1000, 5000, 10_000, 40_000]) {
      const nested = '['.repeat(depth) + ']'.repeat(depth)
      for (const body of [nested, `{"profile":{"login":${nested},"custom":${nested}},"x":${nested}}`])
        expect(await attack(unsafe(), post(body, { ...json, 'idempotency-key': `k${depth}` })), String(depth)).toEqual(
          [],
        )
    }
  })

  test('that is not UTF-8 is refused', async () => {
    for (const bytes of [
      [0xff, 0xfe],
      [0xc3, 0x28],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
    ]) {
      const body = Buffer.concat([Buffer.from('{"profile":{"firstName":"'), Buffer.from(bytes), Buffer.from('"}}')])
      expect(await attack(unsafe(), post(body), 'E0000003')).toEqual([])
    }
  })

  test('of another kind is refused', async () => {
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
      'image/png',
      'json',
      ';',
      'application/json/x',
    ])
      expect(await attack(withBody, post('profile=1', { 'content-type': type }), 'E0000021'), type).toEqual([])
  })

  test('that is too large is refused, whatever it is', async () => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const answers: Answer[] = []
      const wrong = await attack(
        unsafe(),
        async (route, path) => {
          const answer = await post(`"${'x'.repeat(300_000)}"`, { 'content-type': type })(route, path)
          answers.push(answer)
          return answer
        },
        'E0000003',
      )
      expect(wrong).toEqual([])
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([413]))
    }
  })

  test('that is no object is refused field by field or as a whole', async () => {
    for (const body of ['1', '"text"', 'true', '[]', '[{}]'])
      expect(await attack(withBody, post(body), 'E0000001'), body).toEqual([])
    expect(await attack(withBody, post('null'))).toEqual([])
    expect(await attack(withBody, post(''))).toEqual([])
  })

  test('with what no database stores is refused, in a value and in a name', async () => {
    for (const bad of ['\\u0000', 'a\\u0000b', '\\ud800', '\\udc00x', '\\ud800\\ud800']) {
      const inValues = (value: unknown): unknown =>
        typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inValues(inner)]))
          : '@'
      expect(
        await attack(
          withBody,
          (route, path) =>
            post(JSON.stringify(inValues(bodies.get(route.id) ?? { x: '' })).replaceAll('"@"', `"${bad}"`))(
              route,
              path,
            ),
          'E0000001',
        ),
        bad,
      ).toEqual([])
      expect(await attack(withBody, post(`{"${bad}":1}`), 'E0000001'), bad).toEqual([])
      expect(await attack(withBody, post(`{"profile":{"${bad}":{"x":[1]}}}`), 'E0000001'), bad).toEqual([])
    }
  })

  test('with a name that JavaScript knows changes nothing about any object', async () => {
    const evil =
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"profile":{"__proto__":{"isAdmin":true},"constructor":1,"toString":1,"hasOwnProperty":1}}'
    expect(await attack(withBody, post(evil))).toEqual([])
    expect(
      await attack(
        unsafe(),
        post('__proto__=1&constructor=2', { 'content-type': 'application/x-www-form-urlencoded' }),
      ),
    ).toEqual([])
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
  })

  test('with a list, a number or an object where a text belongs is refused by field', async () => {
    for (const other of [[], ['x'], {}, { x: 1 }, 1, true, null]) {
      const replaced = (value: unknown): unknown =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]))
          : other
      expect(
        await attack(withBody, (route, path) => post(replaced(bodies.get(route.id) ?? {}))(route, path)),
        JSON.stringify(other),
      ).toEqual([])
    }
  })

  test('with members that nobody knows: dropped on the wire, refused on ours', async () => {
    const extended = (route: AnyRoute) => ({ ...Object(bodies.get(route.id) ?? {}), nobodyKnowsThis: { deep: [1] } })
    const send = (route: AnyRoute, path: string) => post(extended(route))(route, path)
    const ours = withBody.filter((route) => route.surface === 'portal')
    expect(await attack(ours, send, 'E0000001')).toEqual([])
    for (const route of withBody.filter(({ surface }) => surface === 'wire')) {
      const answer = await send(route, paths.get(route.id) ?? '')
      expect(answer.text).not.toContain('nobodyKnowsThis')
    }
  })
})

describe('a path', () => {
  const odd = [
    '%00',
    'a%00b',
    '%ff',
    '%c3%28',
    '%ed%a0%80',
    '%',
    '%zz',
    '..%2f..%2fetc%2fpasswd',
    '..%5c',
    '__proto__',
    'constructor',
    'toString',
    "'%20or%201=1--",
    '%F0%9F%98%80',
    '00u',
    `00u${'A'.repeat(17)}`,
    'x'.repeat(321),
    'x'.repeat(101),
    '%20',
    '*',
    '%0d%0aset-cookie:x=1',
    'null',
    'undefined',
    '-1',
  ]
  test.each(odd)('with nonsense where an id belongs is no object of ours (%#)', async (text) => {
    const parametrised = world.routes.filter((route) => route.path.includes(':'))
    const answers = await attack(parametrised, (route) =>
      world.request('sam', route.method, route.path.replace(/:[A-Za-z]+/g, text), bodies.get(route.id)),
    )
    expect(answers).toEqual([])
  })

  test('that nobody serves is not found, however it is written', async () => {
    for (const path of [
      '/api',
      '/api/v1',
      '/api/v1/',
      '/api/v2/users',
      '/API/V1/USERS',
      '/api/v1/users/x/y/z',
      '/portal/api',
      '/portal/api/v1',
      '/.env',
      '/.git/config',
      '//evil.example/x',
      '/api/v1/%75sers%00',
    ])
      expect([path, (await world.request('sam', 'GET', path)).status]).toEqual([path, 404])
  })
})

describe('a query', () => {
  test.each([
    'limit=abc',
    'limit=',
    'limit=1e99',
    'limit=-1',
    'limit=0',
    'limit=99999999999999999999',
    'limit=1&limit=2',
    'limit[]=1',
    'limit[x]=1',
    'q=%00',
    'q=%ff',
    'q=%ed%a0%80',
    'q=%',
    'q=a&q=b',
    `q=${'x'.repeat(5000)}`,
    'q=%25_%5c',
    'status=%00',
    'status=NOTHING',
    'sort=__proto__&order=constructor',
    '__proto__=1&constructor=2&toString=3',
    'search=%00&filter=((((',
    'sendEmail=perhaps',
    'activate=%00&nextLogin=[]',
    'expand=&sortBy=',
    '&&&===',
    `${'a=1&'.repeat(2000)}`,
  ])('of nonsense is refused or means nothing (%#)', async (query) => {
    expect(
      await attack(world.routes, (route, path) =>
        world.request('sam', route.method, `${path}${path.includes('?') ? '&' : '?'}${query}`, bodies.get(route.id)),
      ),
    ).toEqual([])
  })

  test('with a cursor that is not ours starts nothing', async () => {
    const lists = world.routes.filter((route) => JSON.stringify(route.query ?? {}).includes('"after"'))
    expect(lists.length).toBeGreaterThan(1)
    const forged = [
      'x',
      '%00',
      '....',
      Buffer.from('[]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1,2,3]').toString('base64url'),
      Buffer.from('["\\u0000","\\ud800"]').toString('base64url'),
      Buffer.from('["a"').toString('base64url'),
      encodeCursor(['x'.repeat(1000)]),
      encodeCursor(['a', 'b', 'c', 'd', 'e', 'f', 'g']),
      encodeCursor(["'; drop table users; --", 'x']),
      encodeCursor(['2026-13-45T99:99:99Z', 'x']),
      encodeCursor(['infinity', 'x']),
    ]
    for (const after of forged)
      expect(
        await attack(lists, (_route, path) => world.request('sam', 'GET', `${path.split('?')[0]}?after=${after}`)),
        after,
      ).toEqual([])
  })
})

describe('a method', () => {
  test('that a path does not serve is told, with those that it does', async () => {
    for (const method of ['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])
      for (const route of world.routes) {
        const { status, headers } = await world.request('sam', method, paths.get(route.id) ?? '')
        expect([method, route.id, status]).toEqual([method, route.id, method === 'QUERY' ? 400 : 405])
        if (status === 405) expect(String(headers['allow']).split(', ')).toContain(route.method)
      }
  })

  test('HEAD answers like GET, without a body', async () => {
    for (const route of world.routes.filter(({ method }) => method === 'GET')) {
      const answer = await world.request('sam', 'HEAD', paths.get(route.id) ?? '')
      expect([route.id, answer.status, answer.text]).toEqual([route.id, 200, ''])
    }
  })
})

describe('a header', () => {
  test.each([
    [{ 'idempotency-key': 'ä'.repeat(10) }],
    [{ 'idempotency-key': ' ' }],
    [{ 'idempotency-key': 'x'.repeat(256) }],
    [{ 'if-match': '"' }],
    [{ 'if-match': '\u0001' }],
    [{ 'if-match': 'W/"0", "1"' }],
    [{ accept: 'text/html' }],
    [{ accept: '\u0001;q=x' }],
    [{ 'accept-language': '\u0001,*;q=9' }],
    [{ 'user-agent': '\u0001\u0002<script>' }],
    [{ 'x-forwarded-for': "a, b, '" }],
    [{ 'x-forwarded-host': 'evil.example' }],
    [{ 'x-http-method-override': 'DELETE' }],
    [{ expect: 'nothing' }],
  ])('of nonsense does no harm (%#)', async (headers) => {
    expect(
      await attack(world.routes, (route, path) =>
        world.request('sam', route.method, path, bodies.get(route.id), headers),
      ),
    ).toEqual([])
  })

  test('that names nobody, or somebody in another way, is refused', async () => {
    for (const authorization of [
      '',
      'SSWS',
      'SSWS ',
      'SSWS \u0001',
      'Bearer x',
      'Basic c2FtOng=',
      `SSWS ${'x'.repeat(5000)}`,
      'SSWS null',
    ])
      for (const route of world.routes) {
        const answer = await world.request('sam', route.method, paths.get(route.id) ?? '', bodies.get(route.id), {
          authorization,
        })
        expect([route.id, answer.status, answer.body.errorCode]).toEqual([route.id, 401, 'E0000011'])
      }
    for (const cookie of [
      'portico_session=',
      'portico_session=%00',
      'portico_session',
      '=;=;=',
      `portico_session=${'x'.repeat(4000)}`,
    ]) {
      const answer = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie })
      expect([cookie, answer.status]).toEqual([cookie, 401])
    }
  })
})

describe('what is not a request yet', () => {
  test.each([
    ['a header of 100 kB', `GET / HTTP/1.1\r\nhost: localhost:8080\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    ['an address of 1 MB', `GET /${'x'.repeat(1_000_000)} HTTP/1.1\r\nhost: localhost:8080\r\n\r\n`, 431],
    ['thousands of headers', `GET / HTTP/1.1\r\n${'x: y\r\n'.repeat(5000)}\r\n`, 431],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 400],
    ['a method that nobody knows', 'BREW / HTTP/1.1\r\nhost: localhost:8080\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['an address with a space', 'GET /a b HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['another host', 'GET /healthz HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n', 421],
    [
      'an address with another host',
      'GET http://evil.example/api/v1/users HTTP/1.1\r\nhost: localhost:8080\r\nconnection: close\r\n\r\n',
      401,
    ],
  ])('%s is refused in the same form', async (_name, text, status) => {
    const { head, body } = await raw(text)
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
    expect(Object.keys(JSON.parse(body))).toEqual(expect.arrayContaining(['errorCode', 'errorSummary', 'fields']))
  })

  test('no host, as HTTP/1.1 demands it, is refused before us', async () => {
    expect((await raw('GET / HTTP/1.1\r\n\r\n')).head).toMatch(/^HTTP\/1\.1 400 /)
  })

  test('the server goes on after all of it', async () => {
    expect((await raw('GET /healthz HTTP/1.1\r\nhost: localhost:8080\r\nconnection: close\r\n\r\n')).head).toMatch(
      /^HTTP\/1\.1 200 /,
    )
  })
})

/** Sends these bytes to a listening server and reads until it closes, also when it does so while we are still sending. */
async function raw(text: string): Promise<{ readonly head: string; readonly body: string }> {
  if (!world.app.server.listening) await world.app.listen({ port: 0, host: '127.0.0.1' })
  const address = world.app.server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  const socket = connect(address.port, '127.0.0.1')
  const closed = Promise.withResolvers<void>()
  let answer = ''
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => (answer += String(chunk)))
  socket.on('close', () => closed.resolve())
  socket.write(text)
  await closed.promise
  const cut = answer.indexOf('\r\n\r\n')
  return { head: answer.slice(0, cut), body: answer.slice(cut + 4) }
}
