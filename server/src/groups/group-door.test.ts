import { describe, expect, test } from 'vitest'
import { groupNamed } from '../../test/support/groups.ts'
import { insertPeople } from '../../test/support/insert-people.ts'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { userScope } from '../authz/scope.ts'
import { newId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { lockUser } from '../users/public.ts'
import { groupDoor } from './group-door.ts'

const world = useWorld()
const named = (...names: readonly string[]) => Promise.all(names.map((name) => groupNamed(world, name)))
const refused = async (person: PersonKey, groupIds: readonly string[]) => {
  const ctx = await world.as(person)
  const user = { type: 'newUser', id: newId('user', world.now), realmId: world.realms.acme } as const
  return (await groupDoor.refused(ctx.reader, ctx, user, groupIds)).map(({ index, denial }) => [index, denial?.reason])
}

describe('the door to the groups', () => {
  test('says which groups somebody new may not be given, foreign and absent alike', async () => {
    const [sales = '', reports = '', everyone = '', operators = ''] = await named(
      'Sales tools',
      'Reports',
      'Everyone',
      'Operators',
    )
    expect(await refused('priya', [sales])).toEqual([])
    expect(await refused('priya', ['x', reports, sales, newId('group', world.now), everyone])).toEqual([
      [0, 'hidden'],
      [1, 'hidden'],
      [3, 'hidden'],
      [4, 'hidden'],
    ])
    expect(await refused('omar', [everyone, operators, reports])).toEqual([
      [0, 'notAssignable'],
      [1, 'notPermitted'],
    ])
    expect(await refused('sam', [operators])).toEqual([])
  })

  test('puts somebody into each group once, with one event each', async () => {
    const [id] = await insertPeople(world, world.realms.acme, [{ login: 'fresh@acme.example' }])
    const [sales = '', warehouse = ''] = await named('Sales tools', 'Warehouse')
    const ctx = await world.as('priya')
    await change(ctx, async (tx) => {
      const user = await lockUser(tx, userScope(ctx, 'users.read'), id as never) // inserted above
      const [first, ...more] = await groupDoor.join(tx, ctx, user, [warehouse, sales, warehouse])
      if (first === undefined) throw new Error('they were in no group')
      return changed(undefined, first, ...more)
    })
    expect(await world.events('group.user_membership.add')).toHaveLength(2)
    const rows = await world.owner.query('select group_id from group_members where user_id = $1 order by group_id', [
      id,
    ])
    expect(rows.rows.map(({ group_id }) => group_id)).toEqual([sales, warehouse].sort())
  })

  test('a group that may not be handed out undoes the whole change', async () => {
    const [id] = await insertPeople(world, world.realms.acme, [{ login: 'other@acme.example' }])
    const ids = await named('Sales tools', 'Reports')
    const ctx = await world.as('priya')
    const trying = change(ctx, async (tx) => {
      trying.catch(() => undefined) // looked at below; the refusal may come before
      const user = await lockUser(tx, userScope(ctx, 'users.read'), id as never) // inserted above
      const [first, ...more] = await groupDoor.join(tx, ctx, user, ids)
      if (first === undefined) throw new Error('they were in no group')
      return changed(undefined, first, ...more)
    })
    await expect(trying).rejects.toMatchObject({ code: 'group.notFound' })
    expect((await world.owner.query('select 1 from group_members where user_id = $1', [id])).rowCount).toBe(0)
  })
})
