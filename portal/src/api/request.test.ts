import { describe, expect, test } from 'vitest'
import { Fault } from './fault.ts'
import { createInterruptions, type InterruptionKind } from './interruption.ts'
import { createRequest } from './request.ts'

const json = (status: number, body: unknown, headers: HeadersInit = {}) =>
  new Response(JSON.stringify(body), { status, headers })
const denied = { fields: [{ path: '', code: 'authz.denied', params: {} }] }
const notFresh = () => json(403, denied, { 'www-authenticate': 'Session error="insufficient_user_authentication"' })

function client(answers: readonly (() => Response)[], outcome: 'repeat' | 'giveUp' = 'repeat') {
  const sent: { url: string; init: RequestInit }[] = []
  const asked: InterruptionKind[] = []
  const request = createRequest({
    fetch: async (url, init = {}) => {
      sent.push({ url: url as string, init }) // the client sends strings
      const answer = answers[sent.length - 1]
      if (answer === undefined) throw new TypeError('fetch failed')
      return answer()
    },
    interrupt: async (kind) => {
      asked.push(kind)
      return outcome
    },
  })
  const header = (at: number, name: string) => new Headers(sent[at]?.init.headers).get(name)
  return { request, sent, asked, header }
}

describe('request', () => {
  test('returns the body and the version', async () => {
    const { request, sent } = client([() => json(200, { id: 'a' }, { etag: 'W/"1"' })])
    const query = { q: 'lee & co', limit: 50, after: undefined }
    expect(await request('GET', '/x', { query })).toEqual({ body: { id: 'a' }, etag: 'W/"1"' })
    expect(sent[0]?.url).toBe('/x?q=lee+%26+co&limit=50')
  })

  test('names itself and gives a key only where something may change', async () => {
    const { request, header } = client([() => json(200, {}), () => new Response(null, { status: 204 })])
    await request('GET', '/x')
    await request('POST', '/x', { body: {} })
    expect([header(0, 'x-portico-client'), header(0, 'idempotency-key')]).toEqual([null, null])
    expect(header(1, 'x-portico-client')).toBe('portal')
    expect(header(1, 'idempotency-key')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('throws what the server says, field by field', async () => {
    const fields = [
      { path: '', code: 'user.invalid', params: { name: 'Lee' } },
      { path: 'profile.login', code: 'domainNotAllowed', params: { domains: ['acme.example', 'acme.test'] } },
    ]
    const { request } = client([() => json(400, { errorCode: 'E0000001', errorId: 'oae1', fields })])
    const fault = await request('POST', '/x').catch((error: unknown) => error)
    expect(fault).toMatchObject({ status: 400, code: 'user.invalid', params: { name: 'Lee' }, errorId: 'oae1' })
    expect((fault as Fault).fields).toEqual([
      { path: 'profile.login', code: 'domainNotAllowed', params: { domains: 'acme.example, acme.test' } },
    ])
  })

  test('an answer that is not ours is still a fault', async () => {
    const { request } = client([() => new Response('<html>', { status: 502 })])
    await expect(request('GET', '/x')).rejects.toMatchObject({ status: 502, code: 'unknown' })
  })

  test('no answer is a fault with status 0', async () => {
    await expect(client([]).request('GET', '/x')).rejects.toMatchObject({ status: 0, code: 'network' })
  })

  test('repeats with the same key after the person has proved who they are', async () => {
    const { request, asked, header } = client([notFresh, () => json(200, { done: true })])
    expect((await request('POST', '/x')).body).toEqual({ done: true })
    expect(asked).toEqual(['prove'])
    expect(header(1, 'idempotency-key')).toBe(header(0, 'idempotency-key'))
  })

  test('asks to sign in when the session has ended, and gives up when told so', async () => {
    const { request, asked } = client(
      [() => json(401, { fields: [{ path: '', code: 'auth.noSession', params: {} }] })],
      'giveUp',
    )
    await expect(request('GET', '/x')).rejects.toMatchObject({ status: 401 })
    expect(asked).toEqual(['signIn'])
  })

  test('a plain 403 is an answer, not a question', async () => {
    const { request, asked } = client([() => json(403, denied)])
    await expect(request('POST', '/x')).rejects.toBeInstanceOf(Fault)
    expect(asked).toEqual([])
  })
})

describe('interruptions', () => {
  test('requests interrupted by the same thing wait together', async () => {
    const interruptions = createInterruptions()
    const waits = [interruptions.wait('signIn'), interruptions.wait('signIn')]
    interruptions.current()?.settle('repeat')
    expect(await Promise.all(waits)).toEqual(['repeat', 'repeat'])
    expect(interruptions.current()).toBeUndefined()
  })

  test('one question at a time', async () => {
    const interruptions = createInterruptions()
    const first = interruptions.wait('signIn')
    const second = interruptions.wait('prove')
    expect(interruptions.current()?.kind).toBe('signIn')
    interruptions.current()?.settle('repeat')
    await first
    await Promise.resolve()
    expect(interruptions.current()?.kind).toBe('prove')
    interruptions.current()?.settle('giveUp')
    expect(await second).toBe('giveUp')
  })
})
