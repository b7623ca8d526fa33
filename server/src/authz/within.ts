import { type ExpressionBuilder, sql } from 'kysely'
import type { Condition } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import type { GroupId, RealmId } from '../kernel/ids.ts'
import type { Scope } from './scope.ts'

/**
 * The scope of a list, lookup or lock of people, as SQL over `users`. An empty scope is `false`: it finds nobody.
 * Every statement that reads users on somebody's behalf carries it.
 */
export function within(scope: Scope) {
  return (users: ExpressionBuilder<Schema, 'users'>): Condition => {
    const parts: Condition[] = []
    if (scope.all) parts.push(sql<boolean>`true`)
    if (scope.realmIds.length > 0) parts.push(inRealms(users, scope.realmIds))
    if (scope.groupIds.length > 0) parts.push(sql<boolean>`exists (${membershipsIn(scope.groupIds, scope.at)})`)
    const reach = parts.length === 0 ? sql<boolean>`false` : users.or(parts)
    return scope.withinRealms === null ? reach : users.and([reach, inRealms(users, scope.withinRealms)])
  }
}

/** One realm reads as `=`, so that the plan starts from the realm's index. */
function inRealms(users: ExpressionBuilder<Schema, 'users'>, ids: readonly RealmId[]): Condition {
  const [only, ...more] = ids
  if (only === undefined) return sql<boolean>`false`
  return more.length === 0 ? users('users.realm_id', '=', only) : users('users.realm_id', 'in', [...ids])
}

function membershipsIn(groupIds: readonly GroupId[], at: Date) {
  return sql`select gm.group_id::text from group_members gm where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any (${[...groupIds]}::text[]) and portico_in_force(gm.starts_at, gm.expires_at, ${at})`
}

/** Which of the groups known to the actor each row is in: the policy needs them where a resource set names a group's users. */
export function inKnownGroups(scope: Scope) {
  return scope.knownGroups.length === 0
    ? sql<readonly GroupId[]>`array[]::text[]`
    : sql<readonly GroupId[]>`array(${membershipsIn(scope.knownGroups, scope.at)})`
}
