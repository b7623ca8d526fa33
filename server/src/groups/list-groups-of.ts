import type { Ctx } from '../authz/context.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Slice } from '../kernel/page.ts'
import { seeUser } from '../users/public.ts'
import type { Group } from './group.ts'
import { listGroupsOf as fetchGroupsOf } from './queries/list-groups.ts'
import { reachOf } from './see-group.ts'

/**
 * One page of the groups that somebody is in and the reader may read: Everyone first, then by id. Faults:
 * `user.notFound`, `request.badCursor`.
 */
export async function listGroupsOf(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly limit: number; readonly after?: string | undefined },
): Promise<Slice<Group>> {
  const user = await seeUser(ctx, input)
  return fetchGroupsOf(ctx.reader, reachOf(ctx), user, input)
}
