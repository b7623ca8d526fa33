// Proves the row lock of `lockUser`. To falsify: remove `.forNoKeyUpdate('users')` in queries/users.ts, and both suspend.
// Proves the actor's lock of `change`. To falsify: remove `.forShare()` in record/change.ts, and the second test fails.
import { expect, test } from 'vitest'
import { faults, race } from '../../test/support/race.ts'
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
