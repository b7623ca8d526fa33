import type { Ctx } from '../authz/context.ts'
import { groupScope } from '../authz/object-scope.ts'
import type { Permission } from '../authz/permissions.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { type GroupId, isId } from '../kernel/ids.ts'
import type { Group } from './group.ts'
import { getGroup, groupNotFound, type GroupReach } from './queries/groups.ts'

/** What the reader's statements about groups may reach, by default what they may read. */
export function reachOf(ctx: Ctx, action: Permission = 'groups.read'): GroupReach {
  return { groups: groupScope(ctx, action), people: userScope(ctx, 'users.read') }
}

/** The id that a path names. What has not the shape of one is as absent as one that nothing has. Faults: `group.notFound`. */
export function nameGroup(text: string): GroupId {
  return isId('group', text) ? text : groupNotFound(text)
}

/** One group, or `group.notFound` for the absent and the foreign alike. */
export async function seeGroup(ctx: Ctx, input: { readonly groupId: string }): Promise<Group> {
  const group = await getGroup(ctx.reader, reachOf(ctx), nameGroup(input.groupId))
  authorize(ctx, 'groups.read', group)
  return group
}
