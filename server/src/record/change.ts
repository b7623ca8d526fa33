import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { claimKey, settleKey } from './idempotency.ts'
import type { DomainEvent } from './event.ts'
import { insertEvents } from './insert-events.ts'
import { noteDenial } from './note.ts'
import { databaseOf } from './open-context.ts'

export type Outcome<R> =
  | { readonly kind: 'changed'; readonly result: R; readonly events: readonly [DomainEvent, ...DomainEvent[]] }
  | { readonly kind: 'unchanged'; readonly result: R }

/** What a change did, with at least one event: leaving it out does not compile. */
export function changed<R>(result: R, ...events: readonly [DomainEvent, ...DomainEvent[]]): Outcome<R> {
  return { kind: 'changed', result, events }
}
/** Nothing had to be done: no row, no event. */
export function unchanged<R>(result: R): Outcome<R> {
  return { kind: 'unchanged', result }
}

/** The actor's rights were changed between reading them and using them. The edge reads them again and repeats once. */
export class AuthorityChanged extends Error {}

const attempts = 4
const retryable = new Set(['40P01', '40001'])

/**
 * The only door to a transaction. Runs `work`, and commits what it wrote together with its events, its mail (rows of the
 * outbox) and its idempotency key, or none of it.
 *
 * First takes the actor's row `for share` and compares their epochs, so that who lost a right a moment ago does not use it.
 * Refuses to commit when no permit was minted inside. Runs `work` again on deadlock or serialization failure, so it must
 * touch nothing but `tx`, and neither the network nor a password hash. Records a denial after the rollback.
 */
export async function change<R>(ctx: Ctx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<R> {
  try {
    return await withRetries(ctx, work)
  } catch (error) {
    if (error instanceof Fault) await noteDenial(ctx, error)
    throw error
  }
}

async function withRetries<R>(ctx: Ctx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<R> {
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

async function once<R>(ctx: Ctx, tx: Tx, work: (tx: Tx) => Promise<Outcome<R>>): Promise<R> {
  await holdActor(ctx, tx)
  await claimKey(tx, ctx)
  const permitsBefore = ctx.minted.length
  const outcome = await work(tx)
  if (ctx.minted.length === permitsBefore) throw new Error('a change without a permit: authorize() was not called')
  if (outcome.kind === 'changed') await insertEvents(tx, ctx, outcome.events)
  await settleKey(tx, ctx, outcome.result)
  return outcome.result
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
