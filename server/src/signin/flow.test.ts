import { describe, expect, test } from 'vitest'
import { formIn, noticeOf, openVisitor, titleOf, type Visitor } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { secondsAfter } from '../kernel/clock.ts'
import { Secret } from '../kernel/secret.ts'
import { openContext } from '../record/open-context.ts'
import { changePassword } from './change-password.ts'
import { OutOfStep } from './step.ts'

const world = useWorld()
const atPassword = async (login = 'lee@acme.example', visitor = openVisitor(world.app)): Promise<Visitor> => {
  await visitor.open('/signin')
  await visitor.send({ username: login })
  expect(titleOf(visitor.shown.text)).toBe('Enter your password')
  return visitor
}
const isIn = (visitor: Visitor) => visitor.cookies.has('portico_session')
const guesses = async () =>
  (
    await world.owner.query(
      "select coalesce(sum(failures), 0)::int as n from guess_counters where subject not like 'network%'",
    )
  ).rows[0].n

describe('a step of sign-in', () => {
  test('that is skipped leads to the first one', async () => {
    const visitor = openVisitor(world.app)
    expect(titleOf((await visitor.open('/signin/password')).text)).toBe('Sign in')
    expect(noticeOf(visitor.shown.text)).toBe('This page was open for too long. Sign in again.')
    for (const path of ['/signin/password', '/signin/new-password']) {
      const answer = await visitor.post(path, { password: demoPassword, repeat: demoPassword, step: 'x'.repeat(22) })
      expect(answer).toMatchObject({ status: 303, location: '/signin?moved=1' })
    }
    expect(isIn(visitor)).toBe(false)
  })

  test('cannot be gone past: who has typed a name only is asked for the password', async () => {
    const visitor = await atPassword()
    const answer = await visitor.post('/signin/new-password', {
      password: 'a new password',
      repeat: 'a new password',
      step: 'x',
    })
    expect(answer.location).toBe('/signin/password?moved=1')
    expect(titleOf((await visitor.open('/signin/new-password')).text)).toBe('Enter your password')
    expect(isIn(visitor)).toBe(false)
  })

  test('is refused by the use case too, whatever the page looks at first', async () => {
    const visitor = await atPassword()
    const { hidden } = formIn(visitor.shown.text)
    const ctx = openContext(world.db, {
      actor: { kind: 'anonymous' },
      now: () => world.now,
      requestId: 'test',
      origin: { address: '192.0.2.1', userAgent: 'test' },
      log: () => undefined,
    })
    const browser = { flow: new Secret(visitor.cookies.get('portico_flow') ?? ''), session: undefined, devices: [] }
    const typed = { password: new Secret('a fine password'), repeat: new Secret('a fine password') }
    await expect(
      changePassword(ctx, world.parts, { browser, token: hidden['step'] ?? '', typed }),
    ).rejects.toBeInstanceOf(OutOfStep)
  })

  test('with an empty or a foreign token is none, and verifies nothing', async () => {
    const visitor = await atPassword()
    const before = await guesses()
    for (const step of ['', 'x'.repeat(22), 'x'.repeat(500)])
      expect((await visitor.post('/signin/password', { password: demoPassword, step })).location).toBe(
        '/signin/password?moved=1',
      )
    const other = await atPassword('eve@globex.example')
    const foreign = formIn(other.shown.text).hidden['step'] ?? ''
    expect((await visitor.post('/signin/password', { password: demoPassword, step: foreign })).status).toBe(303)
    expect([isIn(visitor), await guesses()]).toEqual([false, before])
  })

  test('from another tab does not try the password of one person on another', async () => {
    const tab = await atPassword('lee@acme.example')
    const lees = formIn(tab.shown.text)
    await atPassword('eve@globex.example', tab)
    const before = await guesses()
    const answer = await tab.post(lees.action, { ...lees.hidden, password: demoPassword })
    expect(answer.location).toBe('/signin/password?moved=1')
    const eves = await tab.open('/signin/password?moved=1')
    expect(eves.text).toContain('eve@globex.example')
    expect(noticeOf(eves.text)).toBe('That page was out of date. Go on from here.')
    expect([isIn(tab), await guesses()]).toEqual([false, before])
  })

  test('that is sent twice is one', async () => {
    const visitor = await atPassword()
    const { action, hidden } = formIn(visitor.shown.text)
    const flow = new Map(visitor.cookies)
    await visitor.send({ password: demoPassword })
    const again = openVisitor(world.app, { cookies: flow })
    expect(await again.post(action, { ...hidden, password: demoPassword })).toMatchObject({
      status: 303,
      location: '/signin?moved=1',
    })
    expect(isIn(again)).toBe(false)
  })

  test('back: the name stands there and can be changed', async () => {
    const visitor = await atPassword('lee@acme.example')
    expect((await visitor.open('/signin')).text).toContain('value="lee@acme.example"')
    await visitor.send({ username: 'priya@acme.example' })
    expect(visitor.shown.text).toContain('priya@acme.example')
    await visitor.send({ password: demoPassword })
    expect((await visitor.open('/')).text).toContain('Signed in as priya@acme.example')
  })

  test('that comes after half an hour begins anew', async () => {
    const visitor = await atPassword()
    const began = world.now
    world.now = secondsAfter(began, 30 * 60)
    await visitor.send({ password: demoPassword })
    expect([titleOf(visitor.shown.text), isIn(visitor)]).toEqual(['Sign in', false])
    world.now = began
  })

  test('goes on in a server that was started in between: it is a row', async () => {
    const visitor = await atPassword()
    const rows = await world.owner.query('select state from signin_flows')
    expect(rows.rows.some((row) => row.state.login === 'lee@acme.example' && row.state.step === 'challenge')).toBe(true)
    expect(rows.rows.every((row) => !JSON.stringify(row).includes(visitor.cookies.get('portico_flow') ?? '-'))).toBe(
      true,
    )
  })

  test('in a flow that somebody planted goes on in another: the planter holds nothing', async () => {
    const eve = await atPassword('eve@globex.example')
    const planted = eve.cookies.get('portico_flow') ?? ''
    const lee = openVisitor(world.app, { cookies: new Map([['portico_flow', planted]]) })
    await atPassword('lee@acme.example', lee)
    expect(lee.cookies.get('portico_flow')).not.toBe(planted)
    expect(titleOf((await eve.open('/signin/password')).text)).toBe('Sign in')
  })

  test('that proves somebody changes the secret of the flow: a copy of it made before leads nowhere', async () => {
    await world.owner.query('update passwords set must_change = true where user_id = $1', [world.people.ana.id])
    const ana = await atPassword('ana@globex.example')
    const copy = openVisitor(world.app, { cookies: new Map(ana.cookies) })
    const flow = ana.cookies.get('portico_flow')
    await ana.send({ password: demoPassword })
    expect([titleOf(ana.shown.text), isIn(ana)]).toEqual(['Choose a password', false])
    expect(ana.cookies.get('portico_flow')).not.toBe(flow)
    const { hidden } = formIn(ana.shown.text)
    const stolen = await copy.post('/signin/new-password', {
      ...hidden,
      password: 'eve chose this one',
      repeat: 'eve chose this one',
    })
    expect(stolen.location).toBe('/signin?moved=1')
    expect(titleOf((await copy.open('/signin/new-password')).text)).toBe('Sign in')
  })
})

describe('a form', () => {
  test.each(['https://evil.example', 'null', 'http://localhost:8081', 'http://localhost:8080.evil.example', ''])(
    'that comes from %j is not taken',
    async (origin) => {
      const visitor = await atPassword()
      const { action, hidden } = formIn(visitor.shown.text)
      const answer = await visitor.post(action, { ...hidden, password: demoPassword }, { origin })
      expect(answer.status).toBe(403)
      expect(titleOf(answer.text)).toBe('That did not work')
      expect(answer.text).toContain('This page came from another address.')
      expect(isIn(visitor)).toBe(false)
    },
  )

  test('that does not say where it comes from is not taken either', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/signin',
      headers: { host: 'localhost:8080', 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      payload: 'username=lee%40acme.example',
    })
    expect(answer.statusCode).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  test.each([
    ['application/json', '{"username":"lee@acme.example"}', 303],
    ['application/json', '["x"]', 400],
    ['application/json', '{"username":{"toString":"x"}}', 400],
    ['application/json', '{', 400],
    ['application/x-www-form-urlencoded', '__proto__=x&constructor=y', 400],
    ['application/x-www-form-urlencoded', 'username=%ff%fe', 303],
    ['application/x-www-form-urlencoded', 'username=a&username=b', 303],
    ['application/x-www-form-urlencoded', '', 400],
    ['multipart/form-data; boundary=x', '--x--', 400],
    ['text/plain', 'username=lee', 400],
  ])('sent as %s %s answers %i and is never our fault', async (type, payload, status) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: '/signin',
      headers: { host: 'localhost:8080', origin: 'http://localhost:8080', 'content-type': type, accept: 'text/html' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
  })
})
