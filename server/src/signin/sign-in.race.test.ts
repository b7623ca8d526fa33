// Proves that a guess is charged before it is verified. To falsify: move the `chargeGuess` of verify-password.ts behind
// `hasher.verify`, and more than ten of the fifty are verified.
// Proves the row lock of the counters. To falsify: write `excluded.failures` for `c.failures + 1` in charge-guess.ts.
// Proves that a step is taken once. To falsify: ignore what `endFlow` says in check-password.ts, and two sessions start.
// Proves that one lock is one event, and that who is suspended meanwhile stays out. To falsify: remove
// `.forNoKeyUpdate()` in users/queries/users.ts, and the first and the last test fail.
import { expect, test } from 'vitest'
import { appThatCounts } from '../../test/support/counting-hasher.ts'
import { faults, race, until } from '../../test/support/race.ts'
import { openVisitor, type Visitor } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { suspendUser } from '../users/suspend-user.ts'

const world = useWorld()

async function atPassword(visitor: Visitor, login: string): Promise<Visitor> {
  await visitor.open('/signin')
  await visitor.send({ username: login })
  return visitor
}

test('fifty guesses at once cost fifty attempts, and ten of them are verified', async () => {
  const { app, work } = appThatCounts(world)
  const strangers = await Promise.all(
    Array.from({ length: 50 }, (_each, index) =>
      atPassword(openVisitor(app, { address: `203.0.113.${index + 1}` }), world.people.lee.login),
    ),
  )
  await race(strangers.map((stranger, index) => () => stranger.send({ password: `wrong ${index}` })))
  const counter = await world.owner.query('select failures, blocked_until from guess_counters where subject = $1', [
    world.people.lee.id,
  ])
  expect(counter.rows).toEqual([{ failures: 50, blocked_until: expect.any(Date) }])
  expect(work).toEqual({ real: 10, nobodys: 40, hashes: 0 })
  expect(await world.events('user.account.lock')).toHaveLength(1)
  await app.close()
})

test('a password that is sent twice at once starts one session', async () => {
  for (let round = 0; round < 5; round += 1) {
    const first = await atPassword(openVisitor(world.app), world.people.priya.login)
    const second = openVisitor(world.app, { cookies: first.cookies })
    second.shown = first.shown
    await race([first, second].map((visitor) => () => visitor.send({ password: demoPassword })))
    expect([first, second].filter((visitor) => visitor.cookies.has('portico_session'))).toHaveLength(1)
  }
  const sessions = await world.owner.query('select 1 from sessions where user_id = $1', [world.people.priya.id])
  expect(sessions.rowCount).toBe(5)
})

test('who is suspended while signing in is either out again at once or was never in', async () => {
  const { ana } = world.people
  for (let round = 0; round < 10; round += 1) {
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = $1", [ana.id])
    const visitor = await atPassword(openVisitor(world.app), ana.login)
    const eve = await world.as('eve')
    const results = await race<unknown>([
      () => visitor.send({ password: demoPassword }),
      () => suspendUser(eve, { userId: ana.id }),
    ])
    expect(faults(results)).toEqual([])
    expect((await visitor.open('/')).text).not.toContain('Signed in as')
    const left = await world.owner.query(
      'select 1 from sessions s join users u on u.id = s.user_id where u.id = $1 and s.user_epoch = u.epoch',
      [ana.id],
    )
    expect(left.rowCount).toBe(0)
  }
})

/** Lets somebody send the right password, and while that waits for their row changes it: what was proved is no more. */
async function changedMeanwhile(login: string, change: string, id: string): Promise<Visitor> {
  await world.owner.query('delete from guess_counters')
  const visitor = await atPassword(openVisitor(world.app), login)
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('select id from users where id = $1 for no key update', [id])
  const signingIn = visitor.send({ password: demoPassword })
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 1,
  )
  await holder.query(change, [id])
  await holder.query('commit')
  holder.release()
  await signingIn
  return visitor
}

test.each([
  ['is suspended', "update users set status = 'SUSPENDED', status_before_suspend = 'ACTIVE' where id = $1"],
  ['gets another password', "update passwords set hash = 'another' where user_id = $1"],
  ['comes to the end of their time', "update users set expires_at = '2026-01-01' where id = $1"],
])('who %s between proving themselves and going in stays out, before any epoch is compared', async (_what, change) => {
  const { lee } = world.people
  await world.owner.query(
    "update users set status = 'ACTIVE', status_before_suspend = null, expires_at = null where id = $1",
    [lee.id],
  )
  const visitor = await changedMeanwhile(lee.login, change, lee.id)
  expect(visitor.cookies.has('portico_session')).toBe(false)
  expect((await world.owner.query('select 1 from sessions where user_id = $1', [lee.id])).rowCount).toBe(0)
  await world.owner.query(
    'update passwords p set hash = o.hash from passwords o where o.user_id = $2 and p.user_id = $1',
    [lee.id, world.people.eve.id],
  )
})
