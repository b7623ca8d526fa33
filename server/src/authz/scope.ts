import { Fault } from '../kernel/fault.ts'
import type { GroupId, RealmId } from '../kernel/ids.ts'
import type { UserActor } from './actor.ts'
import { type AttributeRule, attributeRule, everyAttribute } from './attributes.ts'
import type { Ctx } from './context.ts'
import type { Grant } from './grants.ts'
import type { Permission } from './permissions.ts'
import { systemMay } from './policy.ts'

/** Which people a statement may reach: the union of the resources on which the actor holds one permission. */
export interface Scope {
  readonly all: boolean
  readonly realmIds: readonly RealmId[]
  readonly groupIds: readonly GroupId[]
  /** A token's realms: whatever else the scope says, nothing outside them. Null: no such limit. */
  readonly withinRealms: readonly RealmId[] | null
  /** Every group whose people the actor has any right on: rows say which of them they are in, and the policy decides. */
  readonly knownGroups: readonly GroupId[]
  /** Memberships count as they are in force now. */
  readonly at: Date
}

/** The scope of a list of people, and the note that this request was authorised. Faults: `authz.denied` when it is empty. */
export function scopeFor(ctx: Ctx, action: Permission): Scope {
  const scope = userScope(ctx, action)
  if (!scope.all && scope.realmIds.length === 0 && scope.groupIds.length === 0) {
    throw new Fault('authz.denied', {
      params: { reason: 'notPermitted' },
      denial: { action, target: { type: 'org', id: 'org' }, reason: 'notPermitted' },
    })
  }
  ctx.minted.push({ action, targetId: 'list' })
  return scope
}

/** The same scope for a lookup or a lock: it may be empty, and then finds nobody. */
export function userScope(ctx: Ctx, action: Permission): Scope {
  const { actor } = ctx
  const at = ctx.now()
  if (actor.kind === 'system') return { ...nobody(at), all: systemMay(actor, action) }
  if (actor.kind === 'anonymous') return nobody(at)
  const knownGroups = [...new Set(actor.grants.flatMap((grant) => grant.resources.usersOfGroups))]
  if (actor.via.kind === 'token' && !actor.via.permissions.has(action)) return { ...nobody(at), knownGroups }
  return {
    ...reachOf(actor, action),
    withinRealms: actor.via.kind === 'token' ? actor.via.realmIds : null,
    knownGroups,
    at,
  }
}

/** The same scope within one realm: what a page of that realm may show. */
export function narrowTo(scope: Scope, realmId: RealmId): Scope {
  const isOutside = scope.withinRealms !== null && !scope.withinRealms.includes(realmId)
  return { ...scope, withinRealms: isOutside ? [] : [realmId] }
}

/**
 * The attributes by which a list may be searched and sorted: those that the actor may read on everybody in its scope. An
 * order or a hit on anything else would tell what the rows do not show.
 */
export function searchableAttributes({ actor }: Ctx, action: Permission): AttributeRule {
  if (actor.kind !== 'user') return everyAttribute
  const granting = actor.grants.filter((grant) => grant.permissions.has(action))
  const ruleOf = (grant: Grant) => attributeRule([grant.permissions.get(action) ?? null])
  const onAll = granting.filter(({ resources }) => resources.org || resources.allUsers).map(ruleOf)
  const onSome = granting
    .filter(({ resources }) => resources.usersOfRealms.length > 0 || resources.usersOfGroups.length > 0)
    .map(ruleOf)
  return (attribute) =>
    onAll.length > 0 ? onAll.some((rule) => rule(attribute)) : onSome.every((rule) => rule(attribute))
}

function reachOf(actor: UserActor, action: Permission): Pick<Scope, 'all' | 'realmIds' | 'groupIds'> {
  const granting = actor.grants.filter((grant) => grant.permissions.has(action)).map((grant) => grant.resources)
  return {
    all: granting.some((resources) => resources.org || resources.allUsers),
    realmIds: [...new Set(granting.flatMap((resources) => resources.usersOfRealms))],
    groupIds: [...new Set(granting.flatMap((resources) => resources.usersOfGroups))],
  }
}

function nobody(at: Date): Scope {
  return { all: false, realmIds: [], groupIds: [], withinRealms: null, knownGroups: [], at }
}
