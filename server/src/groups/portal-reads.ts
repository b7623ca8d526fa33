// What the portal shows of groups besides the groups themselves: never Everyone, which says nothing about anybody.
import type { Ctx } from '../authz/context.ts'
import { groupScope, groupScopeBeside } from '../authz/object-scope.ts'
import { can, canPair } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { type NewUserTarget, theOrg, type UserTarget } from '../authz/target.ts'
import { newId, type RealmId, type UserId } from '../kernel/ids.ts'
import type { Group } from './group.ts'
import { listChoices } from './queries/list-groups.ts'
import { findGroupNames, type GroupNames, listNativeGroupsOf } from './queries/members.ts'

type Person = Pick<UserTarget, 'id' | 'realmId'>
const mostShown = 1000
const mostChoices = 20

/** Names of the groups that the reader may read, for everybody on a page: one statement. */
export function groupNamesOf(ctx: Ctx, people: readonly Person[]): Promise<ReadonlyMap<UserId, GroupNames>> {
  return findGroupNames(ctx.reader, groupScope(ctx, 'groups.read'), people, ctx.now())
}

/** The groups that somebody is in and the reader may read, by name; the first thousand. */
export function groupsOf(ctx: Ctx, person: Person): Promise<ReadonlyArray<Pick<Group, 'id' | 'name'>>> {
  return listNativeGroupsOf(ctx.reader, groupScope(ctx, 'groups.read'), person, { at: ctx.now(), limit: mostShown })
}

/**
 * Up to twenty groups, by name, that the reader may put people of this realm into: of the grants that cover these, native,
 * and without a role unless the reader may decide about roles. Faults: `authz.denied` for who may hand out none.
 */
export async function groupChoices(
  ctx: Ctx,
  input: { readonly realmId: RealmId; readonly text: string },
): Promise<readonly Group[]> {
  // Anybody of the realm: what may be given to whom is asked again when it is.
  const anybody: NewUserTarget = { type: 'newUser', id: newId('user', ctx.now()), realmId: input.realmId }
  const person = { action: 'users.groupMembership.manage', target: anybody } as const
  const reach = { groups: groupScopeBeside(ctx, 'groups.members.manage', person), people: userScope(ctx, 'users.read') }
  const withPrivileged = can(ctx, 'iam.manage', theOrg).allowed
  const groups = await listChoices(ctx.reader, reach, { ...input, withPrivileged, limit: mostChoices })
  return groups.filter((group) => canPair(ctx, person, { action: 'groups.members.manage', target: group }).allowed)
}
