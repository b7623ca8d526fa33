import { type ExpressionBuilder, sql } from 'kysely'
import type { Condition } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import type { Scope } from './permit.ts'

/**
 * The scope of a list, lookup or lock of people, as SQL over `users`. An empty scope is `false`: it finds nobody.
 * Every statement that reads users on somebody's behalf carries it.
 */
export function within(scope: Scope) {
  return (users: ExpressionBuilder<Schema, 'users'>): Condition => {
    const parts: Condition[] = []
    if (scope.all) parts.push(sql<boolean>`true`)
    if (scope.realmIds.length > 0) parts.push(isIn(users, 'users.realm_id', scope.realmIds))
    if (scope.groupIds.length > 0) parts.push(inScopedGroups(scope.groupIds))
    const reach = parts.length === 0 ? sql<boolean>`false` : users.or(parts)
    return scope.withinRealms === null ? reach : users.and([reach, isIn(users, 'users.realm_id', scope.withinRealms)])
  }
}

/** One realm reads as `=`, so that the plan starts from the realm's index. */
function isIn(users: ExpressionBuilder<Schema, 'users'>, column: 'users.realm_id', ids: Scope['realmIds']): Condition {
  const [only, ...more] = ids
  if (only === undefined) return sql<boolean>`false`
  return more.length === 0 ? users(column, '=', only) : users(column, 'in', [...ids])
}

function inScopedGroups(groupIds: Scope['groupIds']): Condition {
  return sql<boolean>`exists (select 1 from group_members gm where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any (${[...groupIds]}::text[]))`
}

/** Which of the scope's groups each row is in: the policy needs them where a resource set names a group's users. */
export function inGroups(scope: Scope) {
  return scope.groupIds.length === 0
    ? sql<Scope['groupIds']>`array[]::text[]`
    : sql<
        Scope['groupIds']
      >`array(select gm.group_id::text from group_members gm where gm.realm_id = users.realm_id and gm.user_id = users.id and gm.group_id = any (${[...scope.groupIds]}::text[]))`
}
