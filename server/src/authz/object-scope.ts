import { type ExpressionBuilder, sql } from 'kysely'
import type { Condition } from '../db/database.ts'
import type { Schema } from '../db/schema.ts'
import { Fault } from '../kernel/fault.ts'
import type { GroupId, RealmId } from '../kernel/ids.ts'
import type { Ctx } from './context.ts'
import type { Resources } from './grants.ts'
import type { Permission } from './permissions.ts'
import { carries, type Half, reachesOperatorObjects, systemMay } from './policy.ts'

/** Which groups or realms a statement may reach: the union of those on which the actor holds one permission. */
export interface ObjectScope<I extends string> {
  readonly all: boolean
  readonly ids: readonly I[]
  /** A token's realms: whatever else the scope says, nothing outside them. Null: no such limit. */
  readonly withinRealms: readonly RealmId[] | null
  /** Whether what belongs to the operator, and so to no realm, counts as inside a token's realms. */
  readonly operatorToo: boolean
}
export type GroupScope = ObjectScope<GroupId>
export type RealmScope = ObjectScope<RealmId>

/** The groups on which the actor holds this permission. It may be empty, and then finds none. */
export function groupScope(ctx: Ctx, action: Permission): GroupScope {
  return scopeOf(ctx, action, groupsOf)
}
const groupsOf = ({ org, allGroups, groups }: Resources) => ({ all: org || allGroups, ids: groups })

/** The scope of a list of groups, and the note that this request was authorised. Faults: `authz.denied` when it is empty. */
export function groupScopeFor(ctx: Ctx, action: Permission): GroupScope {
  return noted(ctx, action, groupScope(ctx, action))
}

/**
 * The scope of a list of groups that may be given to such a person: by grants that carry the right on the person too, and
 * by no others. Faults: `authz.denied` when it is empty.
 */
export function groupScopeBeside(ctx: Ctx, action: Permission, person: Half): GroupScope {
  return noted(ctx, action, scopeOf(ctx, action, groupsOf, person))
}

/** The realms on which the actor holds this permission. It may be empty, and then finds none. */
export function realmScope(ctx: Ctx, action: Permission): RealmScope {
  return scopeOf(ctx, action, ({ org, allRealms, realms }) => ({ all: org || allRealms, ids: realms }))
}

/** The scope of a list of realms, and the note that this request was authorised. Faults: `authz.denied` when it is empty. */
export function realmScopeFor(ctx: Ctx, action: Permission): RealmScope {
  return noted(ctx, action, realmScope(ctx, action))
}

/** The scope as SQL over `groups`. Every statement that reads groups on somebody's behalf carries it. */
export function groupsWithin(scope: GroupScope) {
  return (groups: ExpressionBuilder<Schema, 'groups'>): Condition => {
    const reach = scope.all ? sql<boolean>`true` : sql<boolean>`groups.id = any (${[...scope.ids]}::text[])`
    if (scope.withinRealms === null) return reach
    const inside = sql<boolean>`groups.realm_id = any (${[...scope.withinRealms]}::text[])`
    return groups.and([reach, scope.operatorToo ? groups.or([groups('groups.realm_id', 'is', null), inside]) : inside])
  }
}

/** The scope as SQL over `realms`. */
export function realmsWithin(scope: RealmScope) {
  return (realms: ExpressionBuilder<Schema, 'realms'>): Condition => {
    const among = (ids: readonly RealmId[]) => sql<boolean>`realms.id = any (${[...ids]}::text[])`
    const reach = scope.all ? sql<boolean>`true` : among(scope.ids)
    return scope.withinRealms === null ? reach : realms.and([reach, among(scope.withinRealms)])
  }
}

function scopeOf<I extends string>(
  { actor }: Ctx,
  action: Permission,
  reachOf: (resources: Resources) => { readonly all: boolean; readonly ids: readonly I[] },
  beside?: Half,
): ObjectScope<I> {
  const none = { all: false, ids: [], withinRealms: null, operatorToo: false }
  if (actor.kind === 'anonymous') return none
  if (actor.kind === 'system') return { ...none, all: systemMay(actor, action) }
  if (actor.via.kind === 'token' && !actor.via.permissions.has(action)) return none
  const reaches = actor.grants
    .filter((grant) => grant.permissions.has(action))
    .filter((grant) => beside === undefined || carries(actor, grant, beside))
    .map((grant) => reachOf(grant.resources))
  return {
    all: reaches.some((reach) => reach.all),
    ids: [...new Set(reaches.flatMap((reach) => reach.ids))],
    withinRealms: actor.via.kind === 'token' ? actor.via.realmIds : null,
    operatorToo: reachesOperatorObjects(action),
  }
}

function noted<S extends ObjectScope<string>>(ctx: Ctx, action: Permission, scope: S): S {
  if (!scope.all && scope.ids.length === 0) {
    throw new Fault('authz.denied', {
      params: { reason: 'notPermitted' },
      denial: { action, target: { type: 'org', id: 'org' }, reason: 'notPermitted' },
    })
  }
  ctx.minted.push({ action, targetId: 'list' })
  return scope
}
