import type { Ctx } from '../authz/context.ts'
import { groupScopeFor } from '../authz/object-scope.ts'
import { userScope } from '../authz/scope.ts'
import type { Slice } from '../kernel/page.ts'
import type { Group } from './group.ts'
import { type GroupFilter, listGroups as fetchGroups } from './queries/list-groups.ts'

/** One page of the groups that the reader may read, by id. Faults: `authz.denied`, `request.badCursor`. */
export function listGroups(
  ctx: Ctx,
  page: GroupFilter & { readonly limit: number; readonly after?: string | undefined },
): Promise<Slice<Group>> {
  const reach = { groups: groupScopeFor(ctx, 'groups.read'), people: userScope(ctx, 'users.read') }
  return fetchGroups(ctx.reader, reach, page)
}
