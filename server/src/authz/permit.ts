import { type Denial, Fault, type FaultCode } from '../kernel/fault.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'
import type { Ctx } from './context.ts'
import { type AttributeRule, attributeRule, everyAttribute } from './attributes.ts'
import type { Permission } from './permissions.ts'
import { type Decision, type DenyReason, decide, decidePair, type Half, isProved } from './policy.ts'
import type { Target, UserTarget } from './target.ts'

declare const mint: unique symbol
/**
 * Proof that `authorize` allowed this action on this target. Every write asks for one and takes the target's id from it.
 * A local: never stored, returned or sent, because it speaks of a row that is locked now.
 */
export interface Permit<A extends Action = Action, T = Target> {
  readonly [mint]: A
  readonly action: A
  readonly target: T
  readonly attributes: AttributeRule
}
export type AnyPermit = { readonly action: Action; readonly targetId: string }
type Action = Permission | SelfAction | SigninAction

/** What everybody may do to themselves once signed in, with their own credentials and no grant. */
export type SelfAction = 'self.read' | 'self.prove' | 'self.endSession'
/**
 * What the sign-in process does for somebody who is proving who they are. No role holds these and no token carries them:
 * only the process named `signin` has them, and each use case of it says what was proved first.
 */
export type SigninAction = 'signin.choosePassword' | 'signin.lock' | 'signin.sendLink' | 'signin.startSession'
export interface SelfTarget {
  readonly id: UserId
  readonly realmId: RealmId
}
/** Whether a usable credential of somebody else may be shown has its own question: `authorizeDisclosure`. */
type Asked = Exclude<Permission, 'portico.credentials.disclose'>
export type DisclosureKind = 'temporaryPassword' | 'link' | 'totpSecret'

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
export function authorize<A extends Asked, T extends Target>(ctx: Ctx, action: A, target: T): Permit<A, T> {
  return minted(ctx, decide(ctx.actor, action, target, ctx.now()), { action, target })
}

/**
 * The same for what takes a right on a person and on a group or an app at once: both permits, or neither. The object's
 * half is told of first. Faults: as `authorize`.
 */
export function authorizePair<A extends Asked, T extends Target, B extends Asked, U extends Target>(
  ctx: Ctx,
  person: Half<A, T>,
  object: Half<B, U>,
): { readonly person: Permit<A, T>; readonly object: Permit<B, U> } {
  const decided = decidePair(ctx.actor, person, object, ctx.now())
  return { object: minted(ctx, decided.object, object), person: minted(ctx, decided.person, person) }
}

function minted<A extends Asked, T extends Target>(
  ctx: Ctx,
  decision: Decision,
  { action, target }: Half<A, T>,
): Permit<A, T> {
  if (decision.kind !== 'allow') throw refusal(decision, action, target)
  ctx.minted.push({ action, targetId: target.id })
  return { action, target, attributes: attributeRule(decision.limits) } as Permit<A, T> // the one place where a permit is made
}

/**
 * Asks for a fresh proof of what is allowed already, where a request turns out to reach further than its action always
 * does: to where somebody's links go. Faults: `authz.proofNeeded`.
 */
export function askProof(ctx: Ctx, { action, target }: Permit<Asked>): void {
  if (isProved(ctx.actor, action, ctx.now())) return
  throw new Fault('authz.proofNeeded', { denial: denialOf(action, target, 'proofNeeded') })
}

/**
 * Allows showing the actor one kind of usable credential of somebody else. Faults: `authz.credentialDisclosure`, before
 * anything is made.
 */
export function authorizeDisclosure<T extends Target>(ctx: Ctx, kind: DisclosureKind, target: T): void {
  const decision = decide(ctx.actor, 'portico.credentials.disclose', target, ctx.now())
  const limits = decision.kind === 'allow' ? decision.limits : []
  if (limits.some((limit) => limit === null || ('kinds' in limit && limit.kinds.includes(kind)))) return
  throw new Fault('authz.credentialDisclosure', {
    denial: denialOf('portico.credentials.disclose', target, 'notPermitted'),
  })
}

/** Allows the signed-in person something about themselves. Faults: `auth.noSession`. */
export function authorizeSelf<A extends SelfAction>(ctx: Ctx, action: A): Permit<A, SelfTarget> {
  const { actor } = ctx
  if (actor.kind !== 'user') throw new Fault('auth.noSession')
  ctx.minted.push({ action, targetId: actor.userId })
  const permit: unknown = { action, target: { id: actor.userId, realmId: actor.realmId }, attributes: everyAttribute }
  return permit as Permit<A, SelfTarget> // the other place where a permit is made
}

/** Allows the sign-in process something for somebody who proves themselves. Anybody else who asks is a bug of ours. */
export function authorizeSignin<A extends SigninAction, T extends UserTarget>(
  ctx: Ctx,
  action: A,
  target: T,
): Permit<A, T> {
  const { actor } = ctx
  if (actor.kind !== 'system' || actor.name !== 'signin') throw new Error(`${action} is asked for by ${actor.kind}`)
  ctx.minted.push({ action, targetId: target.id })
  const permit: unknown = { action, target, attributes: everyAttribute }
  return permit as Permit<A, T> // the third and last place where a permit is made
}

function refusal(decision: Exclude<Decision, { kind: 'allow' }>, action: Permission, target: Target): Fault {
  if (decision.kind === 'hide')
    return new Fault(notFoundCodes[target.type], {
      params: { id: target.type === 'newUser' ? target.realmId : target.id },
      denial: denialOf(action, target, 'hidden'),
    })
  if (decision.reason === 'proofNeeded')
    return new Fault('authz.proofNeeded', { denial: denialOf(action, target, 'proofNeeded') })
  return new Fault('authz.denied', {
    params: { reason: decision.reason },
    denial: denialOf(action, target, decision.reason),
  })
}

function denialOf(action: Permission, target: Target, reason: string): Denial {
  const realmId = 'realmId' in target ? target.realmId : target.type === 'realm' ? target.id : null
  // Somebody who is not there yet is named by the realm that they were to be in.
  if (target.type === 'newUser') return { action, target: { type: 'realm', id: target.realmId, realmId }, reason }
  return { action, target: { type: target.type, id: target.id, realmId }, reason }
}

/**
 * Which attributes an action would cover, were the actor to prove themselves where that is needed: none where it is not
 * allowed. For showing, never for deciding.
 */
export function attributesFor({ actor, now }: Ctx, action: Asked, target: Target): AttributeRule {
  const proved = actor.kind === 'user' && actor.via.kind === 'session' ? actor.via.provedAt : now()
  const decision = decide(actor, action, target, proved)
  return decision.kind === 'allow' ? attributeRule(decision.limits) : () => false
}

/** Whether an action would be allowed now, and the reason code where not. For showing, never for deciding. */
export type Can =
  | { readonly allowed: true; readonly needsProof?: true }
  | {
      readonly allowed: false
      readonly reason: { readonly code: string; readonly params: Readonly<Record<string, string>> }
    }
export function can(ctx: Ctx, action: Permission, target: Target): Can {
  return shown(decide(ctx.actor, action, target, ctx.now()))
}

/** The same for what takes a right on two things at once. */
export function canPair(ctx: Ctx, person: Half, object: Half): Can {
  const decided = decidePair(ctx.actor, person, object, ctx.now())
  const onObject = shown(decided.object)
  return onObject.allowed && onObject.needsProof !== true ? shown(decided.person) : onObject
}

function shown(decision: Decision): Can {
  if (decision.kind === 'allow') return { allowed: true }
  const code: DenyReason = decision.kind === 'hide' ? 'notPermitted' : decision.reason
  // A stale proof does not forbid: the person proves themselves in place and goes on.
  return code === 'proofNeeded' ? { allowed: true, needsProof: true } : { allowed: false, reason: { code, params: {} } }
}
