import { beforeAll, describe, expect, test } from 'vitest'
import { giveRole, groupNamed } from '../../test/support/groups.ts'
import { useWorld } from '../../test/support/world.ts'
import { permissions } from '../authz/permissions.ts'
import { type GroupId, newId } from '../kernel/ids.ts'
import { addMember } from './add-member.ts'

const world = useWorld()
const groups: Record<'sales' | 'reports' | 'operators' | 'everyone', GroupId> = {
  sales: newId('group', new Date(0)),
  reports: newId('group', new Date(0)),
  operators: newId('group', new Date(0)),
  everyone: newId('group', new Date(0)),
}
const lee = () => world.people.lee.id
const memberships = async (id = lee()) =>
  (await world.owner.query('select group_id, expires_at from group_members where user_id = $1', [id])).rows

beforeAll(async () => {
  groups.sales = await groupNamed(world, 'Sales tools')
  groups.reports = await groupNamed(world, 'Reports')
  groups.operators = await groupNamed(world, 'Operators')
  groups.everyone = await groupNamed(world, 'Everyone')
})

describe('addMember', () => {
  test('a partner admin puts somebody of their realm into a group chosen for it, and the log says so', async () => {
    await addMember(await world.as('priya'), { groupId: groups.sales, userId: lee() })
    expect(await memberships()).toEqual([{ group_id: groups.sales, expires_at: null }])
    const [event] = await world.events('group.user_membership.add')
    expect(event).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [
        { type: 'User', id: lee(), realmId: world.realms.acme },
        { type: 'UserGroup', id: groups.sales, realmId: null },
      ],
      detail: { carriesRole: false },
    })
  })

  test('the joining is noted for the realm of the person and for no other', async () => {
    const { rows } = await world.owner.query('select realm_id, last_membership_updated_at from group_realm_activity')
    expect(rows).toEqual([{ realm_id: world.realms.acme, last_membership_updated_at: world.now }])
  })

  test('who is in already stays so without a second event', async () => {
    await addMember(await world.as('noor'), { groupId: groups.sales, userId: lee() })
    expect(await world.events('group.user_membership.add')).toHaveLength(1)
  })

  test('who was in until yesterday is in again, without an end', async () => {
    const { rowCount } = await world.owner.query('update group_members set expires_at = $1 where user_id = $2', [
      new Date(world.now.getTime() - 1),
      lee(),
    ])
    expect(rowCount).toBe(1)
    await addMember(await world.as('priya'), { groupId: groups.sales, userId: lee() })
    expect(await memberships()).toEqual([{ group_id: groups.sales, expires_at: null }])
    expect(await world.events('group.user_membership.add')).toHaveLength(2)
  })

  test('a membership that ends later keeps its end', async () => {
    const end = new Date(world.now.getTime() + 1000)
    await world.owner.query('update group_members set expires_at = $1 where user_id = $2', [end, lee()])
    await addMember(await world.as('priya'), { groupId: groups.sales, userId: lee() })
    expect(await memberships()).toEqual([{ group_id: groups.sales, expires_at: end }])
  })

  test('both halves of the right are needed: a foreign person, and a group that is not the realm’s, are absent', async () => {
    await expect(addMember(await world.as('eve'), { groupId: groups.sales, userId: lee() })).rejects.toMatchObject({
      code: 'user.notFound',
    })
    await expect(addMember(await world.as('priya'), { groupId: groups.reports, userId: lee() })).rejects.toMatchObject({
      code: 'group.notFound',
    })
    await expect(addMember(await world.as('lee'), { groupId: groups.sales, userId: lee() })).rejects.toMatchObject({
      code: 'group.notFound',
    })
    await expect(
      addMember(await world.as('priya'), { groupId: newId('group', world.now), userId: lee() }),
    ).rejects.toMatchObject({ code: 'group.notFound' })
  })

  test('nobody puts themselves or a colleague who holds a role into a group', async () => {
    for (const [person, reason] of [
      ['priya', 'self'],
      ['noor', 'higherAuthority'],
    ] as const)
      await expect(
        addMember(await world.as('priya'), { groupId: groups.sales, userId: world.people[person].id }),
      ).rejects.toMatchObject({ code: 'authz.denied', params: { reason } })
  })

  test('nobody joins Everyone', async () => {
    await expect(addMember(await world.as('omar'), { groupId: groups.everyone, userId: lee() })).rejects.toMatchObject({
      code: 'group.everyoneFixed',
    })
  })

  test('a group of one realm takes nobody of another', async () => {
    const [group] = [newId('group', world.now)]
    await world.owner.query(
      "insert into groups (id, realm_id, created_at, updated_at, type, name, name_key) values ($1, $2, $3, $3, 'OKTA_GROUP', 'Globex only', 'globex only')",
      [group, world.realms.globex, world.now],
    )
    await expect(addMember(await world.as('omar'), { groupId: group, userId: lee() })).rejects.toMatchObject({
      code: 'group.notAssignable',
    })
    await addMember(await world.as('omar'), { groupId: group, userId: world.people.ana.id })
  })
})

describe('a group that carries a role', () => {
  test('is no way around the right to decide about roles (CVE-2026-94000, CVE-2026-40172)', async () => {
    await expect(addMember(await world.as('omar'), { groupId: groups.operators, userId: lee() })).rejects.toMatchObject(
      { code: 'authz.denied', params: { reason: 'notPermitted' } },
    )
    await world.owner.query(
      `insert into resource_set_resources (id, created_at, resource_set_id, kind, group_id)
       select $1, $2, id, 'group', $3 from resource_sets where label = 'Partner portal of Acme'`,
      [newId('resource', world.now), world.now, groups.operators],
    )
    await expect(
      addMember(await world.as('priya'), { groupId: groups.operators, userId: lee() }),
    ).rejects.toMatchObject({ code: 'authz.denied' })
    expect(await memberships()).toHaveLength(1)
  })

  test('takes a fresh proof, and no token will do', async () => {
    const ctx = await world.as('sam')
    const { actor } = ctx
    if (actor.kind !== 'user' || actor.via.kind !== 'session') throw new Error('sam has a session')
    const stale = { ...actor.via, provedAt: new Date(world.now.getTime() - 16 * 60_000) }
    Object.assign(ctx, { actor: { ...actor, via: stale } })
    await expect(addMember(ctx, { groupId: groups.operators, userId: lee() })).rejects.toMatchObject({
      code: 'authz.proofNeeded',
    })
    const token = {
      kind: 'token' as const,
      tokenId: newId('apiToken', world.now),
      permissions: new Set(permissions),
      realmIds: null,
    }
    Object.assign(ctx, { actor: { ...actor, via: token } })
    await expect(addMember(ctx, { groupId: groups.operators, userId: lee() })).rejects.toMatchObject({
      code: 'authz.denied',
    })
  })

  test('is never given by somebody with less authority than it gives', async () => {
    await world.owner.query(
      "insert into role_permissions (role_id, permission, created_at) select id, 'iam.manage', $1 from roles where type = 'ORG_ADMIN'",
      [world.now],
    )
    const team = newId('group', world.now)
    await world.owner.query(
      "insert into groups (id, created_at, updated_at, type, name, name_key) values ($1, $2, $2, 'OKTA_GROUP', 'Platform', 'platform')",
      [team, world.now],
    )
    await giveRole(world, team, 'SUPER_ADMIN')
    await expect(addMember(await world.as('omar'), { groupId: team, userId: lee() })).rejects.toMatchObject({
      code: 'authz.denied',
      params: { reason: 'privilegedGroup' },
    })
    await world.owner.query(
      "delete from role_permissions where permission = 'iam.manage' and role_id in (select id from roles where type = 'ORG_ADMIN')",
    )
  })

  test('what was made for somebody with less authority ends when they get more', async () => {
    await world.owner.query('update passwords set owner_confirmed_at = null where user_id = $1', [lee()])
    const link = newId('oneTimeSecret', world.now)
    await world.owner.query(
      `insert into one_time_secrets (id, realm_id, user_id, purpose, secret_hash, credential_version, created_at, expires_at)
       select $1, realm_id, id, 'recovery', '\\x00', credential_version, $2, $2 from users where id = $3`,
      [link, world.now, lee()],
    )
    const session = await world.signIn('lee')
    const before = (
      await world.owner.query('select epoch, authz_epoch, credential_version from users where id = $1', [lee()])
    ).rows[0]
    await addMember(await world.as('sam'), { groupId: groups.operators, userId: lee() })
    const after = (
      await world.owner.query('select epoch, authz_epoch, credential_version from users where id = $1', [lee()])
    ).rows[0]
    expect(after).toEqual({
      epoch: before.epoch + 1,
      authz_epoch: before.authz_epoch + 1,
      credential_version: before.credential_version + 1,
    })
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
    expect((await world.owner.query('select 1 from passwords where user_id = $1', [lee()])).rowCount).toBe(0)
    const dead = await world.owner.query('select superseded_at from one_time_secrets where id = $1', [link])
    expect(dead.rows).toEqual([{ superseded_at: world.now }])
    const mails = await world.owner.query('select template from outbox where subject_user_id = $1', [lee()])
    expect(mails.rows).toEqual([{ template: 'adminReset' }])
    expect((await world.events('group.user_membership.add')).at(-1)?.detail).toMatchObject({
      carriesRole: true,
      endedSessions: 2,
    })
  })

  test('a confirmed password stays, and the person is told that they were signed out', async () => {
    await addMember(await world.as('sam'), { groupId: groups.operators, userId: world.people.ana.id })
    expect(
      (await world.owner.query('select 1 from passwords where user_id = $1', [world.people.ana.id])).rowCount,
    ).toBe(1)
    const mails = await world.owner.query('select template from outbox where subject_user_id = $1', [
      world.people.ana.id,
    ])
    expect(mails.rows).toEqual([{ template: 'sessionsCleared' }])
  })

  test('says the tier that its members have', async () => {
    const tier = async () =>
      (await world.owner.query('select portico_tier($1, $2) as tier', [lee(), world.now])).rows[0].tier
    expect(await tier()).toBe(2)
    await giveRole(world, groups.sales, 'SUPER_ADMIN')
    await world.owner.query('update group_members set expires_at = null where user_id = $1', [lee()])
    expect(await tier()).toBe(3)
    await expect(
      addMember(await world.as('priya'), { groupId: groups.sales, userId: world.people.noor.id }),
    ).rejects.toMatchObject({ code: 'authz.denied' })
  })
})
