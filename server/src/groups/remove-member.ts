import type { Ctx } from '../authz/context.ts'
import { groupScope } from '../authz/object-scope.ts'
import { keepSuperAdmin } from '../authz/keep-super-admin.ts'
import { userScope } from '../authz/scope.ts'
import type { GroupId, UserId } from '../kernel/ids.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { asTarget as asPerson, lockUser, settleRoleChange } from '../users/public.ts'
import { authorizeMembership } from './authorize-membership.ts'
import { asTarget, memberRemoved } from './events.ts'
import { lockGroup } from './queries/groups.ts'
import { deleteMember, markActivity } from './queries/members.ts'

/**
 * Takes somebody out of a group. Who is not in it stays as they are. Faults: `group.notFound`, `user.notFound`,
 * `authz.denied`, `authz.proofNeeded`, `group.everyoneFixed`, `user.lastSuperAdmin`.
 */
export function removeMember(ctx: Ctx, input: { readonly groupId: GroupId; readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const people = userScope(ctx, 'users.read')
    const group = await lockGroup(tx, { groups: groupScope(ctx, 'groups.read'), people }, input.groupId)
    const user = await lockUser(tx, people, input.userId)
    const permit = authorizeMembership(ctx, group, user)
    if (group.tier === 3) await keepSuperAdmin(tx, user, ctx.now())
    if (!(await deleteMember(tx, permit))) return unchanged(undefined)
    await markActivity(tx, permit, ctx.now())
    const ended = group.isPrivileged ? await settleRoleChange(tx, ctx, permit.person, 'lost') : {}
    return changed(
      undefined,
      memberRemoved([asPerson(user), asTarget(group)], { carriesRole: group.isPrivileged, ...ended }),
    )
  })
}
