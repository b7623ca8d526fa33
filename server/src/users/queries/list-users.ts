import type { UserStatus } from '@portico/contract/users.ts'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Scope } from '../../authz/scope.ts'
import type { Tier } from '../../authz/target.ts'
import { within } from '../../authz/within.ts'
import type { Condition, Reader } from '../../db/database.ts'
import type { Schema } from '../../db/schema.ts'
import type { GroupId, UserId } from '../../kernel/ids.ts'
import { type Slice, slice } from '../../kernel/page.ts'
import type { User } from '../user.ts'
import { orderOf, type SortOrder, type UserSort } from './order-users.ts'
import { matches, type Search } from './search-users.ts'
import { usersIn } from './users.ts'

/** Which people a list holds, besides those that its scope leaves out. */
export interface UserFilter {
  readonly search?: Search | undefined
  readonly status?: UserStatus | undefined
  readonly omitsDeprovisioned?: boolean | undefined
  /** Only who is in this group now. */
  readonly memberOf?: GroupId | undefined
}
export interface UserPage extends UserFilter {
  readonly sort: UserSort
  readonly order: SortOrder
  readonly limit: number
  readonly after?: string | undefined
}

/** Counts are exact up to this many. */
export const exactCount = 10_000

/**
 * One page of the people in the scope that the filter leaves, in the asked order and then by id. Two statements, whatever
 * the size of the page. Faults: `request.badCursor`.
 */
export async function listUsers(db: Reader, scope: Scope, page: UserPage): Promise<Slice<User>> {
  const order = orderOf(page.sort, page.order)
  const { after } = page
  const fetched = await usersIn(db, scope)
    .select(order.text.as('keyText'))
    .where(selects(page, scope.at))
    .$if(after !== undefined, (users) => users.where(order.after(after ?? ''))) // guarded by $if
    .orderBy(order.key, order.direction)
    .orderBy('users.id', order.direction)
    .limit(page.limit + 1)
    .execute()
  const { rows, next } = slice(fetched, page.limit, order.cursorOf)
  const tiers = await findTiers(
    db,
    rows.map(({ id }) => id),
    scope.at,
  )
  return { rows: rows.map(({ keyText: _, ...row }) => ({ ...row, tier: tiers.get(row.id) ?? 0 })), next }
}

/** How many people the scope and the filter leave: exact up to 10,000, then "more". */
export async function countUsers(
  db: Reader,
  scope: Scope,
  filter: UserFilter,
): Promise<{ readonly value: number; readonly isExact: boolean }> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom('users')
        .select(sql`1`.as('one'))
        .where(within(scope))
        .where(selects(filter, scope.at))
        .limit(exactCount + 1)
        .as('counted'),
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return { value: Math.min(count, exactCount), isExact: count <= exactCount }
}

/** How many people of the scope have each status. A status that nobody has is not in the answer. */
export async function countByStatus(db: Reader, scope: Scope): Promise<ReadonlyMap<UserStatus, number>> {
  const rows = await db
    .selectFrom('users')
    .select(['users.status', sql<number>`count(*)::int`.as('count')])
    .where(within(scope))
    .groupBy('users.status')
    .execute()
  return new Map(rows.map((row) => [row.status, row.count]))
}

/** The authority of these people, in one statement. Who is not in the answer has none. */
export async function findTiers(db: Reader, ids: readonly UserId[], at: Date): Promise<ReadonlyMap<string, Tier>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom(sql<{ user_id: string; tier: Tier }>`portico_tiers(${[...ids]}::text[], ${at})`.as('t'))
    .select(['t.user_id', 't.tier'])
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.tier]))
}

function selects(filter: UserFilter, at: Date) {
  return (users: ExpressionBuilder<Schema, 'users'>): Condition => {
    const { search, status, memberOf } = filter
    return users.and([
      ...(status === undefined ? [] : [users('users.status', '=', status)]),
      ...(filter.omitsDeprovisioned === true ? [users('users.status', '<>', 'DEPROVISIONED')] : []),
      ...(search === undefined ? [] : [matches(search)(users)]),
      ...(memberOf === undefined ? [] : [isMember(memberOf, at)]),
    ])
  }
}

function isMember(groupId: GroupId, at: Date): Condition {
  return sql<boolean>`exists (select from group_members gm where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = ${groupId} and portico_in_force(gm.starts_at, gm.expires_at, ${at}))`
}
