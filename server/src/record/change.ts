import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import type { DomainEvent } from './event.ts'
import { claimKey, releaseKey, settleKey } from './idempotency.ts'
import { insertEvents } from './insert-events.ts'
import { databaseOf } from './open-context.ts'
import { termsOf } from './request-terms.ts'

export type Outcome<R> =
  | { readonly kind: 'changed'; readonly result: R; readonly events: readonly [DomainEvent, ...DomainEvent[]] }
  | { readonly kind: 'unchanged'; readonly result: R }
  | { readonly kind: 'settled'; readonly refusal: Fault; readonly events: readonly DomainEvent[] }

/** What a change did, with at least one event: leaving it out does not compile. */
export function changed<R>(result: R, ...events: readonly [DomainEvent, ...DomainEvent[]]): Outcome<R> {
  return { kind: 'changed', result, events }
}
/** Nothing had to be done: no row, no event. */
export function unchanged<R>(result: R): Outcome<R> {
  return { kind: 'unchanged', result }
}
/** A "no" that commits what it wrote, such as a counted guess. Everywhere else a thrown fault rolls back. */
export function settled(refusal: Fault, ...events: readonly DomainEvent[]): Outcome<never> {
  return { kind: 'settled', refusal, events }
}

/** The actor's rights were changed between reading them and using them. The edge reads them again and repeats once. */
export class AuthorityChanged extends Error {}

const attempts = 4
const retryable = new Set(['40P01', '40001'])
const running = new WeakSet<Ctx>()
const keyed = new WeakSet<Ctx>()

/**
 * The only door to a transaction. Runs `work`, and commits what it wrote together with its events, its mail (rows of the
 * outbox) and its idempotency key, or none of it.
 *
 * First takes the actor's row `for share` and compares their epochs, so that who lost a right a moment ago does not use it.
 * Refuses to commit without a permit minted inside, and under a route without a permit for what the route declares. Runs
 * `work` again on deadlock or serialization failure, so it must touch nothing but `tx`, and neither the network nor a
 * password hash. Never inside another change of the same request: use cases compose by calling down, not by nesting.
 */
export async function change<R>(ctx: Ctx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<R> {
  if (running.has(ctx)) throw new Error('a change inside a change would wait for itself')
  if (keyed.has(ctx)) throw new Error('a request with an idempotency key makes one change')
  running.add(ctx)
  try {
    const outcome = await withRetries(ctx, work)
    if (ctx.origin.idempotency !== undefined) keyed.add(ctx)
    if (outcome.kind === 'settled') throw outcome.refusal
    return outcome.result
  } finally {
    running.delete(ctx)
  }
}

async function withRetries<R>(ctx: Ctx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<Outcome<R>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await databaseOf(ctx)
        .transaction()
        .execute((tx) => once(ctx, tx, work))
    } catch (error) {
      if (attempt === attempts || !retryable.has(codeOf(error))) throw error
    }
  }
}

async function once<R>(ctx: Ctx, tx: Tx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<Outcome<R>> {
  await holdActor(ctx, tx)
  await claimKey(tx, ctx)
  const permitsBefore = ctx.minted.length
  const outcome = await work(tx)
  const minted = ctx.minted.slice(permitsBefore)
  refuseUnpermitted(ctx, minted)
  if (outcome.kind !== 'unchanged' && outcome.events.length > 0) await insertEvents(tx, ctx, outcome.events)
  if (outcome.kind === 'settled') await releaseKey(tx, ctx)
  else await settleKey(tx, ctx, minted.at(-1)?.targetId ?? '')
  return outcome
}

function refuseUnpermitted(ctx: Ctx, minted: Ctx['minted']): void {
  const access = termsOf(ctx)?.access
  const isDeclared =
    access === undefined ||
    access === 'signedIn' ||
    access === 'public' ||
    minted.some((permit) => permit.action === access)
  if (minted.length === 0 || !isDeclared)
    throw new Error(
      `a change without a permit${access === undefined ? '' : ` for ${access}`}: authorize() was not called`,
    )
}

/** Holds the actor as they are: alive, with the rights that were read. */
async function holdActor(ctx: Ctx, tx: Tx): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user') return
  const row = await tx
    .selectFrom('users')
    .select(['epoch', 'authz_epoch'])
    .where('id', '=', actor.userId)
    .forShare()
    .executeTakeFirst()
  if (row === undefined || row.epoch !== actor.epoch) throw new Fault('actor.dead')
  if (row.authz_epoch !== actor.authzEpoch) throw new AuthorityChanged()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
