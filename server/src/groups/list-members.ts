import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import type { Slice } from '../kernel/page.ts'
import { listUsersIn, type SeenUser } from '../users/public.ts'
import { seeGroup } from './see-group.ts'

/**
 * One page of the people in a group whom the reader may read, by id: of Everyone, all of them. Who is deactivated keeps
 * their memberships, but they are nobody's member meanwhile. Faults: `group.notFound`, `request.badCursor`.
 */
export async function listMembers(
  ctx: Ctx,
  input: { readonly groupId: string; readonly limit: number; readonly after?: string | undefined },
): Promise<Slice<SeenUser>> {
  const group = await seeGroup(ctx, input)
  return listUsersIn(ctx, userScope(ctx, 'users.read'), {
    sort: 'id',
    order: 'asc',
    limit: input.limit,
    after: input.after,
    omitsDeprovisioned: true,
    memberOf: group.kind === 'BUILT_IN' ? undefined : group.id,
  })
}
