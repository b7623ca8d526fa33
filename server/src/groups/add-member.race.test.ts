// Proves the group's lock. To falsify: remove `.forShare()` in queries/groups.ts, and the first test adds a member to a
// group that carries a role by then. To falsify that the group is read after its lock: select `groupsIn` in the locking
// statement. Proves the insert's conflict clause. To falsify: remove `.onConflict(…)` in queries/members.ts, and one fails.
import { beforeAll, expect, test } from 'vitest'
import { groupNamed } from '../../test/support/groups.ts'
import { faults, race, until } from '../../test/support/race.ts'
import { useWorld } from '../../test/support/world.ts'
import { type GroupId, newId } from '../kernel/ids.ts'
import { addMember } from './add-member.ts'

const world = useWorld()
let sales: GroupId
let warehouse: GroupId
beforeAll(async () => {
  sales = await groupNamed(world, 'Sales tools')
  warehouse = await groupNamed(world, 'Warehouse')
})

test('a group that is given a role while somebody waits to add a member takes none from them', async () => {
  const ctx = await world.as('priya')
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('select id from groups where id = $1 for no key update', [sales])
  const waiting = addMember(ctx, { groupId: sales, userId: world.people.lee.id })
  waiting.catch(() => undefined) // looked at below, perhaps after it has failed
  waiting.catch(() => undefined) // looked at below; the refusal may come before
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 1,
  )
  await holder.query(
    "insert into role_assignments (id, created_at, role_id, group_id, granted_by) select $1, $2, id, $3, 'test' from roles where type = 'SUPER_ADMIN'",
    [newId('assignment', world.now), world.now, sales],
  )
  await holder.query('commit')
  holder.release()
  await expect(waiting).rejects.toMatchObject({ code: 'authz.denied' })
})

test('two admins who add somebody at once do it once, and both are told that it is done', async () => {
  for (let round = 0; round < 10; round += 1) {
    await world.owner.query('delete from group_members where group_id = $1', [warehouse])
    const contexts = await Promise.all([world.as('priya'), world.as('noor')])
    const results = await race(
      contexts.map((ctx) => () => addMember(ctx, { groupId: warehouse, userId: world.people.lee.id })),
    )
    expect(faults(results)).toEqual([])
  }
  expect(await world.events('group.user_membership.add')).toHaveLength(10)
})
