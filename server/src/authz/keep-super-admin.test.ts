import { beforeEach, describe, expect, test } from 'vitest'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { keepSuperAdmin } from './keep-super-admin.ts'
import { locked } from './locked.ts'

const world = useWorld()

/** Whether Sam may go, with what the test has made of the others. */
const samMayGo = () =>
  world.db
    .transaction()
    .execute((tx) => {
      const { id, realmId } = world.people.sam
      return keepSuperAdmin(tx, locked(tx, { type: 'user', id, realmId, tier: 3, inGroups: [] }), world.now)
    })
    .then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ code: 'user.lastSuperAdmin' })
        return false
      },
    )

const assign = (holder: 'user_id' | 'group_id' | 'app_id', id: string, ends: Date | null = null) =>
  world.owner.query(
    `insert into role_assignments (id, created_at, role_id, ${holder}, expires_at, granted_by) select $1, $2, id, $3, $4, 'test' from roles where type = 'SUPER_ADMIN'`,
    [newId('assignment', world.now), world.now, id, ends],
  )

describe('keepSuperAdmin', () => {
  let sue: UserId
  beforeEach(async () => {
    await world.owner.query(
      "delete from role_assignments a using roles r where r.id = a.role_id and r.type = 'SUPER_ADMIN' and a.user_id is distinct from $1",
      [world.people.sam.id],
    )
    sue = await insertSomebody(world, world.realms.home, 'ACTIVE')
  })

  test('the only one stays', async () => {
    expect(await samMayGo()).toBe(false)
  })

  test('with another active one he may go', async () => {
    await assign('user_id', sue)
    expect(await samMayGo()).toBe(true)
  })

  test.each(['SUSPENDED', 'LOCKED_OUT', 'DEPROVISIONED', 'RECOVERY'] as const)(
    'one who is %s does not count',
    async (status) => {
      await assign('user_id', await insertSomebody(world, world.realms.home, status))
      expect(await samMayGo()).toBe(false)
    },
  )

  test('one whose assignment or account has ended does not count', async () => {
    await assign('user_id', sue, world.now)
    expect(await samMayGo()).toBe(false)
    const bob = await insertSomebody(world, world.realms.home, 'ACTIVE')
    await assign('user_id', bob)
    await world.owner.query('update users set expires_at = $2 where id = $1', [bob, world.now])
    expect(await samMayGo()).toBe(false)
  })

  test('a member of a group that carries the role counts', async () => {
    const { rows } = await world.owner.query<{ id: string }>("select id from groups where name = 'Reports'")
    const group = rows[0]?.id ?? ''
    await assign('group_id', group)
    expect(await samMayGo()).toBe(false)
    await world.owner.query(
      "insert into group_members (realm_id, group_id, user_id, created_at, granted_by) values ($1, $2, $3, $4, 'test')",
      [world.realms.home, group, sue, world.now],
    )
    expect(await samMayGo()).toBe(true)
  })

  test('the owner of an app that carries the role does not count: it is the app’s to use', async () => {
    const app = newId('app', world.now)
    await world.owner.query(
      "insert into apps (id, created_at, updated_at, status, name, label, sign_on_mode, owner_user_id) values ($1, $2, $2, 'ACTIVE', 'service', 'Service', 'OPENID_CONNECT', $3)",
      [app, world.now, sue],
    )
    await assign('app_id', app)
    expect(await samMayGo()).toBe(false)
  })
})
