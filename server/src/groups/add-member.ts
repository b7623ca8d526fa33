import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { groupScope } from '../authz/object-scope.ts'
import { userScope } from '../authz/scope.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import type { GroupId, UserId } from '../kernel/ids.ts'
import { change, changed, unchanged } from '../record/change.ts'
import type { DomainEvent } from '../record/event.ts'
import { asTarget as asPerson, lockUser, settleRoleChange, type User } from '../users/public.ts'
import { authorizeMembership } from './authorize-membership.ts'
import { asTarget, memberAdded } from './events.ts'
import { type Group, isForRealm } from './group.ts'
import { lockGroup } from './queries/groups.ts'
import { insertMember, markActivity } from './queries/members.ts'

/**
 * Puts somebody into a group. Who is in it already stays as they are. Faults: `group.notFound`, `user.notFound`,
 * `authz.denied`, `authz.proofNeeded`, `group.everyoneFixed`, `group.notAssignable` for a group of another realm.
 */
export function addMember(ctx: Ctx, input: { readonly groupId: GroupId; readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const people = userScope(ctx, 'users.read')
    const group = await lockGroup(tx, { groups: groupScope(ctx, 'groups.read'), people }, input.groupId)
    const user = await lockUser(tx, people, input.userId)
    const event = await joinGroup(tx, ctx, group, user)
    return event === undefined ? unchanged(undefined) : changed(undefined, event)
  })
}

/** The same inside a change of the caller's, on rows that it holds: the group's was taken before the person's. */
export async function joinGroup(
  tx: Tx,
  ctx: Ctx,
  group: Locked<Group>,
  user: Locked<User>,
): Promise<DomainEvent | undefined> {
  const permit = authorizeMembership(ctx, group, user)
  if (!isForRealm(group, user.realmId))
    throw new Fault('group.notAssignable', { fields: [{ path: 'groupId', code: 'notAssignable' }] })
  const at = ctx.now()
  if (!(await insertMember(tx, permit, actorId(ctx.actor), at))) return undefined
  await markActivity(tx, permit, at)
  const ended = group.isPrivileged ? await settleRoleChange(tx, ctx, permit.person, 'gained') : {}
  return memberAdded([asPerson(user), asTarget(group)], { carriesRole: group.isPrivileged, ...ended })
}
