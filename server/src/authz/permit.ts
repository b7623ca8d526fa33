import { Fault, type FaultCode } from '../kernel/fault.ts'
import type { GroupId, RealmId } from '../kernel/ids.ts'
import type { Ctx } from './context.ts'
import { type AttributeRule, attributeRule } from './attributes.ts'
import type { Permission } from './permissions.ts'
import { type Decision, type DenyReason, decide } from './policy.ts'
import type { Target } from './target.ts'

declare const mint: unique symbol
/**
 * Proof that `authorize` allowed this action on this target. Every write asks for one and takes the target's id from it.
 * A local: never stored, returned or sent, because it speaks of a row that is locked now.
 */
export interface Permit<A extends Permission = Permission, T extends Target = Target> {
  readonly [mint]: A
  readonly action: A
  readonly target: T
  readonly attributes: AttributeRule
}
export type AnyPermit = { readonly action: Permission | 'signedIn' | 'public'; readonly targetId: string }

const notFoundCodes: Readonly<Record<Target['type'], FaultCode>> = {
  user: 'user.notFound',
  newUser: 'realm.notFound',
  realm: 'realm.notFound',
  group: 'group.notFound',
  app: 'request.pathNotFound',
  org: 'request.pathNotFound',
}

/**
 * The only place that mints a permit. Faults: the target's `…notFound` where the actor may not know of it,
 * `authz.proofNeeded` where a fresh proof would help, `authz.denied` otherwise. Both are recorded.
 */
export function authorize<A extends Permission, T extends Target>(ctx: Ctx, action: A, target: T): Permit<A, T> {
  const decision = decide(ctx.actor, action, target, ctx.now())
  if (decision.kind !== 'allow') throw refusal(decision, action, target)
  ctx.minted.push({ action, targetId: target.id })
  return { action, target, attributes: attributeRule(decision.limits) } as Permit<A, T> // the one place where a permit is made
}

function refusal(decision: Exclude<Decision, { kind: 'allow' }>, action: Permission, target: Target): Fault {
  const denial = (reason: string) => ({
    action,
    target: {
      type: target.type,
      id: target.id,
      realmId: 'realmId' in target ? target.realmId : target.type === 'realm' ? target.id : null,
    },
    reason,
  })
  if (decision.kind === 'hide')
    return new Fault(notFoundCodes[target.type], { params: { id: target.id }, denial: denial('hidden') })
  if (decision.reason === 'proofNeeded') return new Fault('authz.proofNeeded', { denial: denial('proofNeeded') })
  return new Fault('authz.denied', { params: { reason: decision.reason }, denial: denial(decision.reason) })
}

/** Whether an action would be allowed now, and the reason code where not. For showing, never for deciding. */
export type Can =
  | { readonly allowed: true }
  | {
      readonly allowed: false
      readonly reason: { readonly code: string; readonly params: Readonly<Record<string, string>> }
    }
export function can(ctx: Ctx, action: Permission, target: Target): Can {
  const decision = decide(ctx.actor, action, target, ctx.now())
  // A stale proof does not forbid: the person proves themselves in place and goes on.
  if (decision.kind === 'allow' || (decision.kind === 'deny' && decision.reason === 'proofNeeded'))
    return { allowed: true }
  const code: DenyReason = decision.kind === 'hide' ? 'notPermitted' : decision.reason
  return { allowed: false, reason: { code, params: {} } }
}

/** What rows a list may show: the union of the resources on which the actor holds the permission. Empty means none. */
export interface Scope {
  readonly all: boolean
  readonly realmIds: readonly RealmId[]
  readonly groupIds: readonly GroupId[]
  /** A token's realms: whatever else the scope says, nothing outside them. Null: no such limit. */
  readonly withinRealms: readonly RealmId[] | null
}

/** The scope of a read of people, and the note that this request was authorised. Faults: `authz.denied` when it is empty. */
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

/** The same scope for a lookup or a lock: it may be empty, and then finds nothing. */
export function userScope(ctx: Ctx, action: Permission): Scope {
  const { actor } = ctx
  if (actor.kind === 'system') return { all: true, realmIds: [], groupIds: [], withinRealms: null }
  if (actor.kind === 'anonymous' || (actor.via.kind === 'token' && !actor.via.permissions.has(action))) return noScope
  const granting = actor.grants.filter((grant) => grant.permissions.has(action)).map((grant) => grant.resources)
  return {
    all: granting.some((resources) => resources.org || resources.allUsers),
    realmIds: [...new Set(granting.flatMap((resources) => resources.usersOfRealms))],
    groupIds: [...new Set(granting.flatMap((resources) => resources.usersOfGroups))],
    withinRealms: actor.via.kind === 'token' ? actor.via.realmIds : null,
  }
}
const noScope: Scope = { all: false, realmIds: [], groupIds: [], withinRealms: null }
