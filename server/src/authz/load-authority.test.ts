import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import { loadAuthority } from './load-authority.ts'

const world = useWorld()
const tierInDatabase = async (id: string) =>
  (await world.owner.query('select portico_tier($1, $2) as tier', [id, world.now])).rows[0].tier
const roleOf = async (type: string) =>
  (await world.owner.query('select id from roles where type = $1', [type])).rows[0].id

describe('loadAuthority', () => {
  test('a role through a group is held while the membership is in force', async () => {
    const group = (await world.owner.query("select id from groups where name = 'Operators'")).rows[0].id
    const put = (ends: Date | null) =>
      world.owner.query(
        "insert into group_members (realm_id, group_id, user_id, created_at, expires_at, granted_by) values ($1, $2, $3, $4, $5, 'test') on conflict (realm_id, group_id, user_id) do update set expires_at = excluded.expires_at",
        [world.realms.acme, group, world.people.lee.id, world.now, ends],
      )
    await put(new Date(world.now.getTime() + 1000))
    expect((await loadAuthority(world.db, world.people.lee.id, world.now)).tier).toBe(2)
    expect(await tierInDatabase(world.people.lee.id)).toBe(2)
    await put(new Date(world.now.getTime() - 1000))
    expect((await loadAuthority(world.db, world.people.lee.id, world.now)).tier).toBe(0)
    expect(await tierInDatabase(world.people.lee.id)).toBe(0)
  })

  test('what a service app holds is not its owner’s to use, but it weighs when somebody acts on the owner', async () => {
    const app = newId('app', world.now)
    await world.owner.query(
      "insert into apps (id, created_at, updated_at, status, name, label, sign_on_mode, owner_user_id) values ($1, $2, $2, 'ACTIVE', 'robot', 'Robot', 'OPENID_CONNECT', $3)",
      [app, world.now, world.people.ana.id],
    )
    await world.owner.query(
      "insert into role_assignments (id, created_at, role_id, app_id, granted_by) values ($1, $2, $3, $4, 'test')",
      [newId('assignment', world.now), world.now, await roleOf('SUPER_ADMIN'), app],
    )
    expect(await loadAuthority(world.db, world.people.ana.id, world.now)).toEqual({ grants: [], tier: 0 })
    expect(await tierInDatabase(world.people.ana.id)).toBe(3)
    expect((await world.request('eve', 'POST', `/api/v1/users/${world.people.ana.id}/lifecycle/suspend`)).status).toBe(
      403,
    )
  })

  test('a binding that has ended gives nothing', async () => {
    await world.owner.query(
      "update bindings set expires_at = $1 where resource_set_id in (select id from resource_sets where label = 'Partner portal of Globex')",
      [world.now],
    )
    expect((await loadAuthority(world.db, world.people.eve.id, world.now)).grants).toEqual([])
  })
})
