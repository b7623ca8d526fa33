// Proves the row lock of `lockUser`. To falsify: remove `.forNoKeyUpdate('users')` in queries/users.ts, and both suspend.
// Proves the actor's lock of `change`. To falsify: remove `.forShare()` in record/change.ts, and the second test fails.
// Proves that the row is read after its lock. To falsify: let lockUser select all of `usersIn` in the locking statement,
// and the last test suspends somebody who has become a super admin.
import { expect, test } from 'vitest'
import { faults, race, until } from '../../test/support/race.ts'
import { useWorld } from '../../test/support/world.ts'
import { suspendUser } from './suspend-user.ts'

const world = useWorld()

test('two admins who suspend somebody at once do it once', async () => {
  for (let round = 0; round < 10; round += 1) {
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = $1", [
      world.people.lee.id,
    ])
    const contexts = await Promise.all([world.as('priya'), world.as('noor')])
    const results = await race(contexts.map((ctx) => () => suspendUser(ctx, { userId: world.people.lee.id })))
    expect(faults(results)).toEqual(['user.notSuspendable'])
  }
  expect(await world.events('user.lifecycle.suspend')).toHaveLength(10)
})

test('an admin who is suspended while acting either acted before or does not act', async () => {
  const lateActs: string[] = []
  for (let round = 0; round < 10; round += 1) {
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = any ($1)", [
      [world.people.lee.id, world.people.priya.id],
    ])
    const [omar, priya] = await Promise.all([world.as('omar'), world.as('priya')])
    await race([
      () => suspendUser(omar, { userId: world.people.priya.id }),
      () => suspendUser(priya, { userId: world.people.lee.id }),
    ])
    const order = await world.owner.query(
      "select actor_id from events where event_type = 'user.lifecycle.suspend' order by seq desc limit 2",
    )
    if (order.rows[0]?.actor_id === world.people.priya.id && order.rows[1]?.actor_id === world.people.omar.id)
      lateActs.push(String(round))
  }
  expect(lateActs).toEqual([])
})

test('somebody who gains authority while an admin waits for their row is judged by the authority they have then', async () => {
  await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = any ($1)", [
    [world.people.lee.id, world.people.priya.id],
  ])
  const ctx = await world.as('omar')
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('select id from users where id = $1 for no key update', [world.people.lee.id])
  // The expectation is there before the refusal: it may come while the holder still commits.
  const waiting = expect(suspendUser(ctx, { userId: world.people.lee.id })).rejects.toMatchObject({
    code: 'authz.denied',
    params: { reason: 'higherAuthority' },
  })
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 1,
  )
  await holder.query(
    "insert into role_assignments (id, created_at, role_id, user_id, granted_by) select '0pr' || right($1, 17), now(), id, $1, 'test' from roles where type = 'SUPER_ADMIN'",
    [world.people.lee.id],
  )
  await holder.query('commit')
  holder.release()
  await waiting
})
