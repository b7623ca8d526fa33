import type { Ctx } from '../authz/context.ts'
import type { UserId } from '../kernel/ids.ts'
import { type GroupNames, groupNamesOf } from '../groups/public.ts'
import { seeRealm } from '../realms/public.ts'
import { type Count, listAndCountUsers, type SeenUser, type UserListInput } from '../users/public.ts'

export interface PeopleInput extends Pick<UserListInput, 'sort' | 'order' | 'limit' | 'after' | 'status'> {
  readonly realmId: string
  readonly text?: string | undefined
}
export interface SeenPeople {
  readonly rows: readonly SeenUser[]
  readonly groups: ReadonlyMap<UserId, GroupNames>
  readonly count: Count
  readonly next: string | undefined
}

/**
 * One page of a realm's people with the groups that the reader may see, and how many there are. Five statements, whatever
 * the size of the page. Faults: `realm.notFound`, `authz.denied`, `request.badCursor`, `request.invalid`.
 */
export async function listPeople(ctx: Ctx, { realmId, text, ...page }: PeopleInput): Promise<SeenPeople> {
  const realm = await seeRealm(ctx, { realmId })
  const search = text === undefined ? undefined : ({ kind: 'anywhere', text } as const)
  const { rows, next, count } = await listAndCountUsers(ctx, { ...page, search, realmId: realm.id })
  return { rows, next, count, groups: await groupNamesOf(ctx, rows) }
}
