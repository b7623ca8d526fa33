import { describe, expect, test } from 'vitest'
import { errorOf, formIn, openVisitor, titleOf } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { cookiesFor } from '../http/cookies.ts'
import { secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
const sessionsOf = async (id: string) =>
  (await world.owner.query('select * from sessions where user_id = $1 order by created_at, id', [id])).rows

describe('signing in', () => {
  test('somebody types their name, then their password, and is in', async () => {
    const lee = openVisitor(world.app)
    await lee.open('/')
    expect(titleOf(lee.shown.text)).toBe('Sign in')
    await lee.send({ username: ' Lee@ACME.example ' })
    expect(titleOf(lee.shown.text)).toBe('Enter your password')
    const home = await lee.send({ password: demoPassword })
    expect(home.status).toBe(200)
    expect(titleOf(home.text)).toBe('Your apps')
    expect(home.text).toContain('Signed in as lee@acme.example')
    expect(home.text).not.toContain('href="/portal"')
    expect([...lee.cookies.keys()].sort()).toEqual(['portico_device', 'portico_session'])
  })

  test('the session is theirs for 24 hours, 8 without use, and the log says who came how', async () => {
    const [session] = await sessionsOf(world.people.lee.id)
    expect(session).toMatchObject({ idle_seconds: 28_800, methods: [{ method: 'pwd' }], address: '127.0.0.1' })
    expect(session.expires_at).toEqual(secondsAfter(world.now, 24 * 3600))
    const [started] = await world.events('user.session.start')
    expect(started).toMatchObject({
      actor_id: world.people.lee.id,
      outcome: 'SUCCESS',
      targets: [{ type: 'User', id: world.people.lee.id }],
      detail: { methods: ['pwd'], after: 'password', isKnownDevice: false },
    })
    const user = await world.owner.query('select last_login_at from users where id = $1', [world.people.lee.id])
    expect(user.rows[0].last_login_at).toEqual(world.now)
  })

  test('who runs a realm gets 12 hours, 1 without use, and finds the portal', async () => {
    const priya = openVisitor(world.app)
    expect((await priya.signIn(world.people.priya.login, demoPassword)).path).toBe('/portal')
    expect((await priya.open('/')).text).toContain('href="/portal"')
    const [session] = await sessionsOf(world.people.priya.id)
    expect(session).toMatchObject({ idle_seconds: 3600, expires_at: secondsAfter(world.now, 12 * 3600) })
  })

  test('the cookies can be read by no script and go to no other site; on https no sub-domain can plant one', async () => {
    const lee = openVisitor(world.app)
    await lee.open('/signin')
    const { action, hidden } = formIn(lee.shown.text)
    const answer = await lee.post(action, { ...hidden, username: 'lee@acme.example' })
    const attributes = 'Path=/; HttpOnly; SameSite=Lax'
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^portico_flow=[\\w-]{43}; ${attributes}; Max-Age=1800$`),
    )
    const secure = cookiesFor('https://id.example.com')
    expect(secure.set(secure.session, 'x', 60)).toBe(`__Host-portico_session=x; ${attributes}; Secure; Max-Age=60`)
  })

  test('the second time on the same device it is a known one', async () => {
    const lee = openVisitor(world.app)
    await lee.signIn(world.people.lee.login, demoPassword)
    lee.cookies.delete('portico_session')
    const device = lee.cookies.get('portico_device')
    await lee.signIn(world.people.lee.login, demoPassword)
    expect(lee.cookies.get('portico_device')).toBe(device)
    expect((await world.events('user.session.start')).at(-1)).toMatchObject({ detail: { isKnownDevice: true } })
  })

  test('two people who share a browser are both known there, and neither by the other', async () => {
    const shared = openVisitor(world.app)
    await shared.signIn(world.people.lee.login, demoPassword)
    const lees = shared.cookies.get('portico_device')
    await shared.post('/signout', {})
    await shared.signIn(world.people.priya.login, demoPassword)
    expect((await world.events('user.session.start')).at(-1)).toMatchObject({ detail: { isKnownDevice: false } })
    expect(shared.cookies.get('portico_device')?.split('.')).toEqual([expect.any(String), lees])
    await shared.post('/signout', {})
    await shared.signIn(world.people.lee.login, demoPassword)
    expect((await world.events('user.session.start')).at(-1)).toMatchObject({ detail: { isKnownDevice: true } })
  })

  test('a new sign-in gives a new secret and ends the session that the browser had, whosever it was', async () => {
    const browser = openVisitor(world.app)
    await browser.signIn(world.people.ana.login, demoPassword)
    const planted = browser.cookies.get('portico_session') ?? ''
    const ended = (await world.events('user.session.end')).length
    // The form of somebody who was asked to sign in, while another tab had done so already.
    const tab = openVisitor(world.app)
    await tab.open('/signin')
    await tab.send({ username: world.people.lee.login })
    tab.cookies.set('portico_session', planted)
    await tab.send({ password: demoPassword })
    expect(tab.cookies.get('portico_session')).not.toBe(planted)
    expect(await sessionsOf(world.people.ana.id)).toEqual([])
    expect((await world.events('user.session.end')).slice(ended)).toMatchObject([
      { actor_id: world.people.ana.id, detail: { cause: 'replaced' } },
    ])
  })

  test('who is in is not asked again', async () => {
    const lee = openVisitor(world.app)
    await lee.signIn(world.people.lee.login, demoPassword)
    expect((await lee.open('/signin')).text).toContain('Signed in as')
  })

  test('somebody who came for a page goes back to it, and to none elsewhere', async () => {
    const back = async (query: string) => {
      const visitor = openVisitor(world.app)
      await visitor.open(`/signin${query}`)
      await visitor.send({ username: world.people.lee.login })
      const { action, hidden } = formIn(visitor.shown.text)
      return (await visitor.post(action, { ...hidden, password: demoPassword })).location
    }
    expect(await back('?returnTo=%2Fportal%3Fq%3Dx')).toBe('/portal?q=x')
    for (const evil of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%09/evil.example',
      'javascript:1',
    ])
      expect(await back(`?returnTo=${encodeURIComponent(evil)}`)).toMatch(/^\/(start|%09\/evil\.example)$/)
    expect(await back('?returnTo=/signin%3FreturnTo%3D/x')).toBe('/start')
    expect(await back('?returnTo=/signout')).toBe('/start')
    const anonymous = await world.app.inject({ url: '/', headers: { host: 'localhost:8080', accept: 'text/html' } })
    expect(anonymous).toMatchObject({ statusCode: 303, headers: { location: '/signin' } })
  })

  test('an empty or overlong name is told by its field, and stands there again', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open('/signin?returnTo=/portal')
    const empty = await visitor.send({ username: '  ' })
    expect([empty.status, errorOf(empty.text, 'username')]).toEqual([400, 'Fill in this field.'])
    const long = await visitor.send({ username: `<b>${'ä'.repeat(120)}` })
    expect([long.status, errorOf(long.text, 'username')]).toEqual([400, 'Use at most 100 characters.'])
    expect(long.text).toContain(`value="&lt;b&gt;${'ä'.repeat(120)}"`)
    const broken = await visitor.send({ username: 'a\0b' })
    expect([broken.status, errorOf(broken.text, 'username')]).toEqual([
      400,
      'This contains characters that cannot be stored.',
    ])
    expect(formIn(broken.text).hidden['returnTo']).toBe('/portal')
  })

  test('an empty or overlong password is told by its field, costs nothing, and is never shown again', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open('/signin')
    await visitor.send({ username: 'nobody@nowhere.example' })
    for (const [password, said] of [
      ['', 'Fill in this field.'],
      ['x'.repeat(257), 'Use at most 256 characters.'],
    ] as const) {
      const answer = await visitor.send({ password })
      expect([answer.status, errorOf(answer.text, 'password')]).toEqual([400, said])
      expect(answer.text).not.toContain('xxx')
    }
    const counters = await world.owner.query(
      "select 1 from guess_counters where device = 'unknown' and subject not like 'network%'",
    )
    expect(counters.rowCount).toBe(0)
  })
})

describe('signing out', () => {
  test('ends this session and no other, and forgets its cookie', async () => {
    const [here, there] = [openVisitor(world.app), openVisitor(world.app)]
    await here.signIn(world.people.kim.login, demoPassword)
    await there.signIn(world.people.kim.login, demoPassword)
    const secret = here.cookies.get('portico_session') ?? ''
    await here.open('/')
    const answer = await here.send()
    expect(titleOf(answer.text)).toBe('You are signed out')
    expect(here.cookies.has('portico_session')).toBe(false)
    expect((await world.events('user.session.end')).at(-1)).toMatchObject({
      actor_id: world.people.kim.id,
      detail: { cause: 'signedOut' },
    })
    const again = openVisitor(world.app, { cookies: new Map([['portico_session', secret]]) })
    expect(titleOf((await again.open('/')).text)).toBe('Sign in')
    expect(titleOf((await there.open('/')).text)).toBe('Your apps')
  })

  test('of somebody who is not in says the same', async () => {
    expect(titleOf((await openVisitor(world.app).post('/signout', {})).text)).toBe('You are signed out')
  })
})
