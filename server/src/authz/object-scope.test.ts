import { describe, expect, test } from 'vitest'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { newId, type RealmId } from '../kernel/ids.ts'
import type { Ctx } from './context.ts'
import { groupScope, groupScopeFor, groupsWithin, realmScope, realmScopeFor, realmsWithin } from './object-scope.ts'
import type { Permission } from './permissions.ts'

const world = useWorld()

/** The person by a token of theirs that names these permissions and realms. */
async function byToken(
  person: PersonKey,
  permissions: readonly Permission[],
  realmIds: readonly RealmId[] | null = null,
): Promise<Ctx> {
  const ctx = await world.as(person)
  if (ctx.actor.kind !== 'user') throw new Error('a person is a user')
  const via = {
    kind: 'token' as const,
    tokenId: newId('apiToken', world.now),
    permissions: new Set(permissions),
    realmIds,
  }
  return Object.assign(ctx, { actor: { ...ctx.actor, via } })
}
const groups = async (ctx: Ctx, action: Permission = 'groups.read') =>
  (
    await world.db
      .selectFrom('groups')
      .select('name')
      .where(groupsWithin(groupScope(ctx, action)))
      .orderBy('name')
      .execute()
  ).map(({ name }) => name)
const realms = async (ctx: Ctx) =>
  (
    await world.db
      .selectFrom('realms')
      .select('name')
      .where(realmsWithin(realmScope(ctx, 'realm.read')))
      .orderBy('name')
      .execute()
  ).map(({ name }) => name)

describe('the scope of groups and realms', () => {
  test('is what was chosen for each admin, and nothing for who holds no right', async () => {
    expect(await groups(await world.as('eve'))).toEqual(['Reports', 'Sales tools'])
    expect(await groups(await world.as('kim'))).toEqual(['Reports', 'Sales tools', 'Support tools', 'Warehouse'])
    expect(await groups(await world.as('lee'))).toEqual([])
    expect(await realms(await world.as('kim'))).toEqual(['Acme', 'Globex'])
    expect(await realms(await world.as('omar'))).toEqual(['Acme', 'Default Realm', 'Globex'])
  })

  test('a list is refused to who would find nothing by any request', async () => {
    const ctx = await world.as('lee')
    expect(() => groupScopeFor(ctx, 'groups.read')).toThrow(expect.objectContaining({ code: 'authz.denied' }))
    expect(() => realmScopeFor(ctx, 'realm.read')).toThrow(expect.objectContaining({ code: 'authz.denied' }))
  })

  test('a token reaches nothing by a permission that it does not name', async () => {
    expect(await groups(await byToken('omar', ['realm.read']))).toEqual([])
    expect(await realms(await byToken('omar', ['groups.read']))).toEqual([])
    expect(await groups(await byToken('priya', ['groups.read']))).toHaveLength(3)
  })

  test('a token of some realms reaches those, and of the operator’s own groups only by half of a right', async () => {
    await world.owner.query(
      "insert into groups (id, realm_id, created_at, updated_at, type, name, name_key) values ($1, $2, $3, $3, 'OKTA_GROUP', 'Globex only', 'globex only')",
      [newId('group', world.now), world.realms.globex, world.now],
    )
    const inAcme = await byToken('omar', ['groups.read', 'groups.manage', 'realm.read'], [world.realms.acme])
    expect(await groups(inAcme)).toContain('Warehouse')
    expect(await groups(inAcme)).not.toContain('Globex only')
    expect(await groups(inAcme, 'groups.manage')).toEqual([])
    expect(await realms(inAcme)).toEqual(['Acme'])
    const inGlobex = await byToken('omar', ['groups.read', 'groups.manage'], [world.realms.globex])
    expect(await groups(inGlobex, 'groups.manage')).toEqual(['Globex only'])
  })
})
