import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import type { Scope } from './scope.ts'
import { within } from './within.ts'

const world = useWorld()
const nothing: Scope = { all: false, realmIds: [], groupIds: [], withinRealms: null, knownGroups: [], at: new Date(0) }
const found = async (scope: Partial<Scope>) => {
  const rows = await world.db
    .selectFrom('users')
    .select(['users.id', 'users.realm_id'])
    .where(within({ ...nothing, at: world.now, ...scope }))
    .execute()
  return { realms: [...new Set(rows.map((row) => row.realm_id))].sort(), ids: rows.map((row) => row.id) }
}

describe('within', () => {
  test('an empty scope finds nobody', async () => {
    expect((await found({})).ids).toEqual([])
  })

  test('a scope of one realm finds that realm and no other', async () => {
    expect((await found({ realmIds: [world.realms.acme] })).realms).toEqual([world.realms.acme])
  })

  test('a scope of two realms finds both and no third', async () => {
    expect((await found({ realmIds: [world.realms.acme, world.realms.globex] })).realms).toEqual(
      [world.realms.acme, world.realms.globex].sort(),
    )
  })

  test('the realms of a token cut every scope down, the widest too', async () => {
    expect((await found({ all: true })).realms).toHaveLength(3)
    expect((await found({ all: true, withinRealms: [world.realms.globex] })).realms).toEqual([world.realms.globex])
    expect((await found({ realmIds: [world.realms.acme], withinRealms: [world.realms.globex] })).ids).toEqual([])
    expect((await found({ all: true, withinRealms: [] })).ids).toEqual([])
  })

  test('a scope of a group finds its members while their membership is in force', async () => {
    const group = await world.owner.query("select id from groups where name = 'Warehouse'")
    const groupIds = [group.rows[0].id]
    const add = (id: string, realm: string, ends: Date | null) =>
      world.owner.query(
        "insert into group_members (realm_id, group_id, user_id, created_at, expires_at, granted_by) values ($1, $2, $3, $4, $5, 'test')",
        [realm, groupIds[0], id, world.now, ends],
      )
    await add(world.people.lee.id, world.realms.acme, null)
    await add(world.people.ana.id, world.realms.globex, new Date(world.now.getTime() - 1))
    expect((await found({ groupIds })).ids).toEqual([world.people.lee.id])
    expect((await found({ groupIds: [newId('group', world.now)] })).ids).toEqual([])
  })
})
