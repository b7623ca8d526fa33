import { secondsAfter } from '../kernel/clock.ts'
import type { Actor, SystemActor, UserActor } from './actor.ts'
import { type Conditions, covers, type Grant } from './grants.ts'
import type { Permission } from './permissions.ts'
import type { Target } from './target.ts'

/** How long a proof of identity opens sensitive actions, in seconds. */
export const proofSeconds = 15 * 60

export interface Rule {
  /** Needs more authority than the target has: the action reaches somebody's sign-in, addresses, memberships or sessions. */
  readonly guarded?: true
  /** Nobody does this to themselves. */
  readonly notOnSelf?: true
  /** Needs a proof of identity that is at most 15 minutes old. */
  readonly proof?: true
  /** Never by API token: a token makes no tokens, roles or keys. */
  readonly noToken?: true
  /** Reading, or one half of a two-sided right: a token limited to realms may use it on the operator's own groups and apps. */
  readonly onOperatorObjects?: true
  /** The processes of ours that may do it, without any grant. */
  readonly system?: readonly SystemActor['name'][]
}

/** Every permission with what it takes beyond holding it. A permission without a line does not compile; an actor without a grant is refused. */
const rules: Readonly<Record<Permission, Rule>> = {
  'users.read': { system: ['signin', 'operator-cli'] },
  'users.create': { system: ['seed', 'operator-cli'] },
  'users.userprofile.manage': { guarded: true, notOnSelf: true },
  'users.lifecycle.activate': { guarded: true, notOnSelf: true, system: ['signin', 'seed', 'operator-cli'] },
  'users.lifecycle.deactivate': { guarded: true, notOnSelf: true, system: ['sweeper'] },
  'users.lifecycle.suspend': { guarded: true, notOnSelf: true },
  'users.lifecycle.unsuspend': { guarded: true, notOnSelf: true },
  'users.lifecycle.delete': { guarded: true, notOnSelf: true, proof: true },
  'users.lifecycle.unlock': { guarded: true, notOnSelf: true, system: ['signin', 'operator-cli'] },
  'users.lifecycle.clearSessions': { guarded: true, notOnSelf: true },
  'users.credentials.resetPassword': { guarded: true, notOnSelf: true, proof: true },
  'users.credentials.expirePassword': { guarded: true, notOnSelf: true, proof: true },
  'users.credentials.resetFactors': { guarded: true, notOnSelf: true, proof: true },
  'users.groupMembership.manage': { guarded: true, notOnSelf: true, system: ['seed'] },
  'users.appAssignment.manage': { guarded: true, notOnSelf: true, system: ['seed'] },
  'users.apitokens.read': {},
  'users.apitokens.manage': { guarded: true, proof: true, noToken: true, system: ['operator-cli'] },
  'groups.read': { onOperatorObjects: true },
  'groups.members.manage': { onOperatorObjects: true, system: ['seed'] },
  'groups.manage': { system: ['seed'] },
  'apps.read': { onOperatorObjects: true },
  'apps.assignment.manage': { onOperatorObjects: true, system: ['seed'] },
  'apps.manage': { system: ['seed'] },
  'realm.read': {},
  'realm.manage': { proof: true, system: ['seed'] },
  'iam.read': {},
  'iam.manage': { proof: true, noToken: true, system: ['seed', 'operator-cli'] },
  'policies.read': {},
  'portico.userTypes.read': {},
  'portico.logs.read': {},
  'portico.authenticators.enroll': { guarded: true, notOnSelf: true, proof: true },
  'portico.users.credentials.removePassword': { guarded: true, notOnSelf: true, proof: true },
  'portico.credentials.disclose': { system: ['operator-cli'] },
  'portico.portal.manage': { proof: true },
  'portico.users.bulk': { proof: true },
}

export type DenyReason = 'notPermitted' | 'self' | 'higherAuthority' | 'privilegedGroup' | 'proofNeeded'
export type Decision =
  /** `limits` are the conditions of every grant that allows it; one null means no limit. */
  | { readonly kind: 'allow'; readonly limits: ReadonlyArray<Conditions | null> }
  | { readonly kind: 'deny'; readonly reason: DenyReason }
  | { readonly kind: 'hide' }

/** Decides one action of one actor on one target. Pure: the target is what the caller loaded and, for a change, locked. */
export function decide(actor: Actor, action: Permission, target: Target, now: Date): Decision {
  if (actor.kind === 'anonymous') return { kind: 'hide' }
  if (actor.kind === 'system') return systemMay(actor, action) ? { kind: 'allow', limits: [null] } : { kind: 'hide' }
  const granting = grantsFor(actor, action, target)
  if (granting.length === 0) return maySee(actor, target) ? { kind: 'deny', reason: 'notPermitted' } : { kind: 'hide' }
  const refusal = refusalOf(actor, action, target, now)
  if (refusal !== undefined) return { kind: 'deny', reason: refusal }
  return { kind: 'allow', limits: granting.map((grant) => grant.permissions.get(action) ?? null) }
}

/** One half of a right on two things: what is asked, and of which. */
export interface Half<A extends Permission = Permission, T extends Target = Target> {
  readonly action: A
  readonly target: T
}

/**
 * Decides what takes a right on a person and on a group or an app at once. One grant has to carry both halves: what an
 * operator chose for one realm is not handed out in another by who runs both. Where each half is held by another grant
 * alone, the second is denied.
 */
export function decidePair(
  actor: Actor,
  person: Half,
  object: Half,
  now: Date,
): { readonly person: Decision; readonly object: Decision } {
  const halves = {
    person: decide(actor, person.action, person.target, now),
    object: decide(actor, object.action, object.target, now),
  }
  if (actor.kind !== 'user' || halves.person.kind !== 'allow' || halves.object.kind !== 'allow') return halves
  const isWhole = grantsFor(actor, object.action, object.target).some((grant) => carries(actor, grant, person))
  return isWhole ? halves : { ...halves, object: { kind: 'deny', reason: 'notPermitted' } }
}

/** Whether one of our own processes is named in the action's rule. */
export function systemMay(actor: SystemActor, action: Permission): boolean {
  return rules[action].system?.includes(actor.name) ?? false
}

/** Whether a token limited to realms may use the permission on the operator's own groups and apps. */
export function reachesOperatorObjects(action: Permission): boolean {
  return rules[action].onOperatorObjects === true
}

/** What a permission takes beyond holding it, for the reference. */
export function ruleOf(action: Permission): Readonly<Rule> {
  return rules[action]
}

/** Whether a token can ever carry the permission. Some things are done by people only. */
export function mayBeInToken(action: Permission): boolean {
  return rules[action].noToken !== true
}

/** The grants through which this actor holds the permission on this target, narrowed by the token that carries them. */
function grantsFor(actor: UserActor, action: Permission, target: Target): readonly Grant[] {
  return actor.grants.filter((grant) => carries(actor, grant, { action, target }))
}

/** Whether this one grant gives the actor the permission on this target, by the way that they came. */
export function carries(actor: UserActor, { permissions, resources }: Grant, { action, target }: Half): boolean {
  return withinToken(actor, action, target) && permissions.has(action) && covers(resources, target)
}

function withinToken({ via }: UserActor, action: Permission, target: Target): boolean {
  if (via.kind !== 'token') return true
  if (!via.permissions.has(action) || rules[action].noToken) return false
  if (via.realmIds === null) return true
  const realmId = target.type === 'realm' ? target.id : 'realmId' in target ? target.realmId : null
  return realmId === null ? reachesOperatorObjects(action) : via.realmIds.includes(realmId)
}

const readOf: Readonly<Record<Target['type'], Permission | null>> = {
  user: 'users.read',
  newUser: 'users.read',
  realm: 'realm.read',
  group: 'groups.read',
  app: 'apps.read',
  org: null,
}

/** Whether the actor may know that the target exists. Of the org itself everybody knows. */
function maySee(actor: UserActor, target: Target): boolean {
  const read = readOf[target.type]
  return read === null || grantsFor(actor, read, target).length > 0
}

function refusalOf(actor: UserActor, action: Permission, target: Target, now: Date): DenyReason | undefined {
  const rule = rules[action]
  if (rule.notOnSelf && target.type === 'user' && target.id === actor.userId) return 'self'
  if (rule.guarded && target.type === 'user' && target.tier >= actor.tier) {
    if (actor.tier < 3) return 'higherAuthority'
    if (!hasProof(actor, action, now)) return 'proofNeeded'
  }
  if (action === 'groups.members.manage' && target.type === 'group' && target.isPrivileged) {
    if (actor.tier < 2 || target.tier > actor.tier) return 'privilegedGroup'
  }
  if (rule.proof && !hasProof(actor, action, now)) return 'proofNeeded'
  return undefined
}

/** Whether a process of ours asks, or a person who has proved themselves lately, or a token that was made for the action. */
export function isProved(actor: Actor, action: Permission, now: Date): boolean {
  if (actor.kind === 'user') return hasProof(actor, action, now)
  return actor.kind === 'system' && systemMay(actor, action)
}

/** A session proves a person for 15 minutes. A token passes what it was made for: its permissions were proved then. */
function hasProof({ via }: UserActor, action: Permission, now: Date): boolean {
  if (via.kind === 'token') return via.permissions.has(action)
  return secondsAfter(via.provedAt, proofSeconds) > now
}
