import { afterEach, describe, expect, test } from 'vitest'
import { noticeOf, openVisitor, titleOf, type Visitor } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { secondsAfter } from '../kernel/clock.ts'
import { foldLogin } from '../kernel/fold.ts'
import { unknownAccount } from '../passwords/public.ts'
import { openContext } from '../record/open-context.ts'
import { sweepSignin } from './sweep.ts'

const world = useWorld()
const minutes = (count: number) => count * 60

/** Types wrong passwords from this browser. */
async function guess(visitor: Visitor, login: string, times: number): Promise<void> {
  await visitor.open('/signin')
  await visitor.send({ username: login })
  for (let attempt = 0; attempt < times; attempt += 1) await visitor.send({ password: `wrong ${attempt}` })
}
const statusOf = async (id: string) =>
  (await world.owner.query('select status from users where id = $1', [id])).rows[0].status
const mailsTo = async (id: string) =>
  (
    await world.owner.query('select template, recipients, params from outbox where subject_user_id = $1 order by id', [
      id,
    ])
  ).rows
const sweep = () =>
  sweepSignin(
    openContext(world.db, {
      actor: { kind: 'system', name: 'signin' },
      now: () => world.now,
      requestId: 'sweep',
      origin: { address: '', userAgent: '' },
      log: () => undefined,
    }),
  )

afterEach(async () => {
  await world.owner.query('delete from guess_counters')
  await world.owner.query("update users set status = 'ACTIVE' where status = 'LOCKED_OUT'")
  await world.owner.query('delete from outbox')
})

describe('ten wrong passwords from unknown devices', () => {
  test('lock the account, in the log and by mail to its owner; nine do not', async () => {
    const { lee } = world.people
    const stranger = openVisitor(world.app, { address: '203.0.113.1' })
    await guess(stranger, lee.login, 9)
    expect(await statusOf(lee.id)).toBe('ACTIVE')
    await stranger.send({ password: 'wrong again' })
    expect(await statusOf(lee.id)).toBe('LOCKED_OUT')
    const until = secondsAfter(world.now, minutes(15))
    expect((await world.events('user.account.lock')).at(-1)).toMatchObject({
      targets: [{ id: lee.id }],
      detail: { until: until.toISOString() },
    })
    expect(await mailsTo(lee.id)).toMatchObject([
      {
        template: 'locked',
        recipients: ['lee@acme.example'],
        params: { login: lee.login, until: 'March 2, 2026 at 9:16 AM UTC' },
      },
    ])
  })

  test('are one event in the log a minute, with a count, under the name of nobody', async () => {
    const failures = (await world.events('user.session.start')).filter((event) => event.outcome === 'FAILURE')
    expect(failures).toMatchObject([{ actor_id: 'system:signin', targets: [{ id: world.people.lee.id }] }])
    const repeats = await world.owner.query('select count from event_repeats where event_id = $1', [failures[0]?.id])
    expect(repeats.rows).toEqual([{ count: 10 }])
  })

  test('keep out the right password too, from there and from every other unknown device, with the same words', async () => {
    const { lee } = world.people
    const stranger = openVisitor(world.app, { address: '203.0.113.1' })
    await guess(stranger, lee.login, 10)
    const wrong = noticeOf(stranger.shown.text)
    for (const address of ['203.0.113.1', '198.51.100.9']) {
      const visitor = openVisitor(world.app, { address })
      expect(noticeOf((await visitor.signIn(lee.login, demoPassword)).text)).toBe(wrong)
    }
    expect((await world.events('user.session.start')).at(-1)).toMatchObject({
      outcome: 'FAILURE',
      targets: [{ id: lee.id }],
    })
  })

  test('do not end the sessions of their owner, nor keep them out on a device that they are known on', async () => {
    const { lee } = world.people
    const own = openVisitor(world.app)
    await own.signIn(lee.login, demoPassword)
    await guess(openVisitor(world.app, { address: '203.0.113.2' }), lee.login, 12)
    expect(await statusOf(lee.id)).toBe('LOCKED_OUT')
    expect((await own.open('/')).text).toContain('Signed in as')
    own.cookies.delete('portico_session')
    expect((await own.signIn(lee.login, demoPassword)).text).toContain('Signed in as')
    // The siege goes on: strangers are still kept out.
    expect(await statusOf(lee.id)).toBe('LOCKED_OUT')
  })

  test('end by themselves after 15 minutes: at sign-in, with the log saying so', async () => {
    const { lee } = world.people
    await guess(openVisitor(world.app), lee.login, 10)
    const began = world.now
    world.now = secondsAfter(began, minutes(15) - 1)
    expect((await openVisitor(world.app).signIn(lee.login, demoPassword)).text).not.toContain('Signed in as')
    world.now = secondsAfter(began, minutes(15))
    expect((await openVisitor(world.app).signIn(lee.login, demoPassword)).text).toContain('Signed in as')
    expect(await statusOf(lee.id)).toBe('ACTIVE')
    expect((await world.events('user.account.unlock')).at(-1)).toMatchObject({ targets: [{ id: lee.id }] })
    world.now = began
  })

  test('end for lists and tokens too, within a sweep, and a counter that nothing reads is forgotten', async () => {
    const { lee, ana } = world.people
    await guess(openVisitor(world.app), lee.login, 10)
    const began = world.now
    world.now = secondsAfter(began, minutes(10))
    await guess(openVisitor(world.app), ana.login, 10)
    await sweep()
    expect([await statusOf(lee.id), await statusOf(ana.id)]).toEqual(['LOCKED_OUT', 'LOCKED_OUT'])
    world.now = secondsAfter(began, minutes(16))
    await sweep()
    expect([await statusOf(lee.id), await statusOf(ana.id)]).toEqual(['ACTIVE', 'LOCKED_OUT'])
    world.now = secondsAfter(began, 3 * 86_400)
    await sweep()
    expect((await world.owner.query('select 1 from guess_counters')).rowCount).toBe(0)
    expect((await world.owner.query('select 1 from signin_flows')).rowCount).toBe(0)
    world.now = began
  })

  test('begin to count again after the lock: ten more lock again', async () => {
    const { lee } = world.people
    await guess(openVisitor(world.app), lee.login, 10)
    const began = world.now
    world.now = secondsAfter(began, minutes(16))
    await sweep()
    await guess(openVisitor(world.app), lee.login, 9)
    expect(await statusOf(lee.id)).toBe('ACTIVE')
    await guess(openVisitor(world.app), lee.login, 1)
    expect(await statusOf(lee.id)).toBe('LOCKED_OUT')
    world.now = began
  })

  test('are forgotten by one right password before the tenth', async () => {
    const { lee } = world.people
    await guess(openVisitor(world.app), lee.login, 9)
    expect((await openVisitor(world.app).signIn(lee.login, demoPassword)).text).toContain('Signed in as')
    await guess(openVisitor(world.app), lee.login, 9)
    expect(await statusOf(lee.id)).toBe('ACTIVE')
  })

  test('leave a suspended account suspended, and one that waits for a password as it is', async () => {
    const { eve } = world.people
    await world.owner.query("update users set status = 'SUSPENDED', status_before_suspend = 'ACTIVE' where id = $1", [
      eve.id,
    ])
    await guess(openVisitor(world.app), eve.login, 12)
    expect([await statusOf(eve.id), await mailsTo(eve.id)]).toEqual(['SUSPENDED', []])
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = $1", [eve.id])
  })

  test('at a name that nobody has are counted under a hash of it, and say the same', async () => {
    const stranger = openVisitor(world.app)
    await guess(stranger, 'Nobody@Nowhere.example', 11)
    const { rows } = await world.owner.query(
      "select subject, failures from guess_counters where subject not like 'network:%'",
    )
    expect(rows).toEqual([{ subject: expect.stringMatching(/^[\w-]{43}$/), failures: 11 }])
    expect(titleOf(stranger.shown.text)).toBe('Enter your password')
    await guess(stranger, 'nobody@nowhere.example', 1)
    expect((await world.owner.query("select 1 from guess_counters where subject not like 'network:%'")).rowCount).toBe(
      1,
    )
  })
})

describe('what was typed for a name', () => {
  const log = async () => {
    const { rows } = await world.owner.query(
      'select e.event_type, e.detail, e.targets, p.person from events e left join event_people p on p.event_id = e.id order by e.seq',
    )
    return rows
  }

  test('is not in the log: it may be a password. That it is nobody’s is, with a hash that only we can make', async () => {
    const typed = 'Correct-Horse-9!'
    await guess(openVisitor(world.app), typed, 1)
    const visitor = openVisitor(world.app)
    await visitor.open('/signin/forgot')
    await visitor.send({ username: typed })
    const rows = await log()
    const unknownLogin = unknownAccount(world.parts.keyring, foldLogin(typed))
    expect(rows.slice(-2)).toMatchObject([
      { event_type: 'user.session.start', detail: { isKnownAccount: false }, targets: [] },
      { event_type: 'portico.signin.link_requested', detail: { isKnownAccount: false }, targets: [] },
    ])
    expect(rows.slice(-2).map((row) => row.person.fields)).toEqual([{ unknownLogin }, { unknownLogin }])
    expect(JSON.stringify(rows).toLowerCase()).not.toContain(typed.toLowerCase())
  })

  test('of somebody is theirs, as they write it', async () => {
    await guess(openVisitor(world.app, { address: '203.0.113.77' }), ' LEE@Acme.Example ', 1)
    const rows = await log()
    expect(rows.at(-1)).toMatchObject({ detail: { isKnownAccount: true }, targets: [{ id: world.people.lee.id }] })
    expect(JSON.stringify(rows.at(-1))).not.toContain('LEE@Acme')
  })
})

describe('wrong passwords on a known device', () => {
  test('are counted apart: they keep out that device for 15 minutes, and lock nobody', async () => {
    const { lee } = world.people
    const own = openVisitor(world.app)
    await own.signIn(lee.login, demoPassword)
    await own.send()
    await guess(own, lee.login, 10)
    expect(await statusOf(lee.id)).toBe('ACTIVE')
    expect((await own.signIn(lee.login, demoPassword)).text).not.toContain('Signed in as')
    expect((await openVisitor(world.app).signIn(lee.login, demoPassword)).text).toContain('Signed in as')
    const began = world.now
    world.now = secondsAfter(began, minutes(15))
    expect((await own.signIn(lee.login, demoPassword)).text).toContain('Signed in as')
    world.now = began
  })

  test('a device that was forgotten is one of a stranger', async () => {
    const { lee } = world.people
    const own = openVisitor(world.app)
    await own.signIn(lee.login, demoPassword)
    await own.send()
    await world.owner.query('update devices set forgotten_at = $1 where user_id = $2', [world.now, lee.id])
    await guess(own, lee.login, 10)
    expect(await statusOf(lee.id)).toBe('LOCKED_OUT')
  })

  test('the cookie of somebody else’s device makes nobody known', async () => {
    const noor = openVisitor(world.app)
    await noor.signIn(world.people.noor.login, demoPassword)
    await noor.post('/signout', {})
    await guess(noor, world.people.lee.login, 10)
    expect(await statusOf(world.people.lee.id)).toBe('LOCKED_OUT')
  })
})

describe('one network', () => {
  test('has 100 wrong attempts in 15 minutes, whatever the names; then it waits and costs nobody anything', async () => {
    const address = '203.0.113.50'
    await world.owner.query("insert into guess_counters values ($1, 'unknown', 'password', 92, $2, null)", [
      `network:${address}`,
      world.now,
    ])
    for (const name of ['a', 'b']) await guess(openVisitor(world.app, { address }), `${name}@nowhere.example`, 4)
    const visitor = openVisitor(world.app, { address })
    await guess(visitor, world.people.lee.login, 1)
    expect([visitor.shown.status, titleOf(visitor.shown.text)]).toEqual([429, 'Too many attempts'])
    expect(visitor.shown.headers['retry-after']).toBe('900')
    const lees = await world.owner.query('select 1 from guess_counters where subject = $1', [world.people.lee.id])
    expect(lees.rowCount).toBe(0)
    const elsewhere = openVisitor(world.app, { address: '203.0.113.51' })
    expect((await elsewhere.signIn(world.people.lee.login, demoPassword)).text).toContain('Signed in as')
  })

  test('is not one address of an IPv6 customer but all of them', async () => {
    for (let host = 1; host <= 3; host += 1)
      await guess(openVisitor(world.app, { address: `2001:db8:1:2::${host}` }), `person${host}@nowhere.example`, 2)
    const { rows } = await world.owner.query(
      "select subject, failures from guess_counters where subject like 'network:%'",
    )
    expect(rows).toEqual([{ subject: 'network:2001:db8:1:2::/64', failures: 6 }])
  })

  test('is what the connection says, not what a header says', async () => {
    const visitor = openVisitor(world.app, { address: '203.0.113.60' })
    await visitor.open('/signin')
    await visitor.send({ username: 'a@nowhere.example' })
    const headers = { 'x-forwarded-for': '198.51.100.1', forwarded: 'for=198.51.100.2', 'x-real-ip': 'a' }
    const step = /name="step" value="([^"]+)"/.exec(visitor.shown.text)?.[1] ?? ''
    await visitor.post('/signin/password', { password: 'wrong', step }, headers)
    const { rows } = await world.owner.query("select subject from guess_counters where subject like 'network:%'")
    expect(rows).toEqual([{ subject: 'network:203.0.113.60' }])
  })

  test('that signs many people in rightly is not slowed: a right password costs nothing', async () => {
    for (let round = 0; round < 3; round += 1) await openVisitor(world.app).signIn(world.people.lee.login, demoPassword)
    const { rows } = await world.owner.query('select failures from guess_counters')
    expect(rows).toEqual([{ failures: 0 }])
  })
})
