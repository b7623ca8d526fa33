import { beforeAll, describe, expect, test } from 'vitest'
import { linkIn, post } from '../../test/support/post.ts'
import { errorOf, noticeOf, openVisitor, titleOf, type Visitor } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
let count = 0

/** Somebody whom Priya has just added, and the path of the link in their mail. */
async function invited(): Promise<{ readonly id: string; readonly login: string; readonly link: string }> {
  count += 1
  const login = `nia.okoye${count}@acme.example`
  const answer = await world.request('priya', 'POST', '/api/v1/users?activate=true', {
    profile: { login, email: login, firstName: 'Nia', lastName: 'Okoye' },
  })
  expect(answer).toMatchObject({ status: 200, body: { status: 'PROVISIONED' } })
  const letters = await post(world)
  return { id: answer.body.id, login, link: linkIn(letters.find((letter) => letter.recipient === login)) }
}
const choose = (visitor: Visitor, password: string, repeat = password) => visitor.send({ password, repeat })
const statusOf = async (id: string) =>
  (await world.owner.query('select status from users where id = $1', [id])).rows[0].status
const letterCount = async () => (await post(world)).length

describe('an activation link', () => {
  let nia: Awaited<ReturnType<typeof invited>>
  beforeAll(async () => {
    nia = await invited()
  })

  test('says hello, and can be opened as often as a mail scanner likes', async () => {
    for (let round = 0; round < 3; round += 1) {
      const visitor = openVisitor(world.app)
      const page = await visitor.open(nia.link)
      expect([page.status, titleOf(page.text)]).toEqual([200, 'Welcome, Nia Okoye'])
      expect(page.text).toContain(`Choose a password for ${nia.login}.`)
      expect(visitor.cookies.size).toBe(0)
    }
    const head = await world.app.inject({ method: 'HEAD', url: nia.link, headers: { host: 'localhost:8080' } })
    expect(head.statusCode).toBe(200)
    expect(await statusOf(nia.id)).toBe('PROVISIONED')
  })

  test('tells what is wrong with a password, by field, and is not used up by it', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open(nia.link)
    const short = await choose(visitor, 'short')
    expect([short.status, errorOf(short.text, 'password')]).toEqual([400, 'Use at least 8 characters.'])
    expect(noticeOf(short.text)).toBe('One entry needs a change')
    expect(short.text).not.toContain('value="short"')
    expect(errorOf((await choose(visitor, nia.login)).text, 'password')).toBe(
      'The password may not contain the username.',
    )
    expect(errorOf((await choose(visitor, 'Password1')).text, 'password')).toMatch('known to attackers')
    expect(errorOf((await choose(visitor, 'a fine password', 'another')).text, 'repeat')).toBe(
      'The two passwords differ.',
    )
    const empty = await choose(visitor, '')
    expect([errorOf(empty.text, 'password'), errorOf(empty.text, 'repeat')]).toEqual(
      Array(2).fill('Fill in this field.'),
    )
    expect(noticeOf(empty.text)).toBe('2 entries need a change')
    expect(await statusOf(nia.id)).toBe('PROVISIONED')
  })

  test('with a password makes its owner active and lets them in', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open(nia.link)
    const home = await choose(visitor, 'a fine password')
    expect(home.text).toContain(`Signed in as ${nia.login}`)
    expect(await statusOf(nia.id)).toBe('ACTIVE')
    const password = await world.owner.query(
      'select set_by, must_change, owner_confirmed_at from passwords where user_id = $1',
      [nia.id],
    )
    expect(password.rows).toEqual([{ set_by: nia.id, must_change: false, owner_confirmed_at: world.now }])
    const events = (await world.events()).slice(-2)
    expect(events).toMatchObject([
      {
        event_type: 'user.account.update_password',
        actor_id: nia.id,
        detail: { cause: 'activation', previousStatus: 'PROVISIONED' },
      },
      { event_type: 'user.session.start', actor_id: nia.id, detail: { methods: ['link', 'pwd'], after: 'activation' } },
    ])
  })

  test('proves the address that it went to', async () => {
    const seen = await world.request('priya', 'GET', `/api/v1/users/${nia.id}`)
    expect(seen.body.credentials.emails).toEqual([{ value: nia.login, status: 'VERIFIED', type: 'PRIMARY' }])
  })

  test('works once', async () => {
    const visitor = openVisitor(world.app)
    const page = await visitor.open(nia.link)
    expect([page.status, titleOf(page.text)]).toEqual([410, 'This link does not work any more'])
    const answer = await visitor.post(nia.link, { password: 'another password', repeat: 'another password' })
    expect(answer.status).toBe(410)
    expect(visitor.cookies.size).toBe(0)
  })

  test('is of its own kind: a link to reset a password it is not', async () => {
    const { link, id } = await invited()
    const asReset = link.replace('/welcome/', '/reset_password/')
    expect((await openVisitor(world.app).open(asReset)).status).toBe(410)
    const fields = { password: 'a fine password', repeat: 'a fine password' }
    expect((await openVisitor(world.app).post(asReset, fields)).status).toBe(410)
    expect(await statusOf(id)).toBe('PROVISIONED')
  })

  test('ends after seven days, exactly', async () => {
    const { link } = await invited()
    const began = world.now
    world.now = secondsAfter(began, 7 * day - 1)
    expect((await openVisitor(world.app).open(link)).status).toBe(200)
    world.now = secondsAfter(began, 7 * day)
    expect((await openVisitor(world.app).open(link)).status).toBe(410)
    const fields = { password: 'a fine password', repeat: 'a fine password' }
    expect((await openVisitor(world.app).post(link, fields)).status).toBe(410)
    world.now = began
  })

  test('is superseded by a newer one', async () => {
    const { id, link } = await invited()
    await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/reactivate?sendEmail=true`)
    const newer = linkIn((await post(world)).at(-1))
    expect((await openVisitor(world.app).open(link)).status).toBe(410)
    expect((await openVisitor(world.app).open(newer)).status).toBe(200)
  })

  test('ends when its owner is suspended, for good: another is mailed when they are back, until they are gone', async () => {
    const { id, link } = await invited()
    await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/suspend`)
    expect((await openVisitor(world.app).open(link)).status).toBe(410)
    await post(world)
    await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/unsuspend`)
    expect((await openVisitor(world.app).open(link)).status).toBe(410)
    const newer = linkIn((await post(world)).find((letter) => letter.body_text.includes('/welcome/')))
    expect((await openVisitor(world.app).open(newer)).status).toBe(200)
    await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/deactivate`)
    expect((await openVisitor(world.app).open(newer)).status).toBe(410)
  })

  test('that an operator was shown proves nobody’s address', async () => {
    const { id } = await invited()
    const shown = await world.request('sam', 'POST', `/api/v1/users/${id}/lifecycle/reactivate?sendEmail=false`)
    const link = new URL(shown.body.reactivationUrl ?? shown.body.activationUrl).pathname
    const visitor = openVisitor(world.app)
    await visitor.open(link)
    await choose(visitor, 'a fine password')
    expect(await statusOf(id)).toBe('ACTIVE')
    const { rows } = await world.owner.query('select owner_confirmed_at from user_addresses where user_id = $1', [id])
    expect(rows).toEqual([{ owner_confirmed_at: null }])
  })

  test('in the browser of somebody else ends their session first', async () => {
    const { link, login } = await invited()
    const browser = openVisitor(world.app)
    await browser.signIn(world.people.lee.login, 'try-portico-today')
    await browser.open(link)
    const home = await choose(browser, 'a fine password')
    expect(home.text).toContain(`Signed in as ${login}`)
    expect((await world.owner.query('select 1 from sessions where user_id = $1', [world.people.lee.id])).rowCount).toBe(
      0,
    )
  })
})

describe('a dead link', () => {
  const sent = 'If the account still waits to be activated, a mail with a new link is on its way.'

  test('offers a new one, which is mailed while the account still waits', async () => {
    const { link } = await invited()
    const began = world.now
    world.now = secondsAfter(began, 8 * day)
    const visitor = openVisitor(world.app)
    await visitor.open(link)
    const answer = await visitor.send()
    expect([answer.status, answer.text.includes(sent)]).toEqual([200, true])
    const letters = await post(world)
    expect(letters.map((letter) => letter.subject)).toEqual(['Your account at Portico'])
    expect(titleOf((await visitor.open(linkIn(letters[0]))).text)).toBe('Welcome, Nia Okoye')
    world.now = began
  })

  test('says the same and mails nothing when its owner is in already, or it never was', async () => {
    const { link } = await invited()
    const visitor = openVisitor(world.app)
    await visitor.open(link)
    await choose(visitor, 'a fine password')
    await post(world)
    for (const path of [link, `/welcome/${'x'.repeat(43)}`, '/welcome/x'])
      expect((await openVisitor(world.app).post(`${path}/again`, {})).text).toContain(sent)
    expect(await letterCount()).toBe(0)
  })

  test('mails three an hour and then none, in the same words', async () => {
    const { link } = await invited()
    const began = world.now
    world.now = secondsAfter(began, 8 * day)
    for (let round = 0; round < 5; round += 1)
      expect((await openVisitor(world.app, { address: '203.0.113.9' }).post(`${link}/again`, {})).text).toContain(sent)
    expect(await letterCount()).toBe(3)
    world.now = secondsAfter(world.now, hour)
    await openVisitor(world.app, { address: '203.0.113.9' }).post(`${link}/again`, {})
    expect(await letterCount()).toBe(1)
    world.now = began
  })
})
