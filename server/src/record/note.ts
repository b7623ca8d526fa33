import { sql } from 'kysely'
import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import type { Fault } from '../kernel/fault.ts'
import { hashSecret } from '../kernel/secret.ts'
import { defineEvent, type DomainEvent } from './event.ts'
import { insertEvents } from './insert-events.ts'
import { databaseOf } from './open-context.ts'

const accessDenied = defineEvent('portico.access.denied', {
  doc: 'Somebody asked for what they may not do, or for what they may not know of. The target is named by id only.',
  fields: { action: 'public', targetType: 'public', targetId: 'public', refusal: 'public' },
  severity: 'WARN',
  outcome: 'DENY',
})

/**
 * Records something that changed nothing: a refused request, a failed sign-in. Repeats with the same `fold` within a
 * minute add to a count instead of a row, so that a flood of failures cannot bury the log.
 */
export async function note(ctx: Ctx, event: DomainEvent, fold: readonly string[]): Promise<void> {
  await databaseOf(ctx)
    .transaction()
    .execute((tx) => noteIn(tx, ctx, event, fold))
}

/** The same inside a transaction that already settles something, such as a counted guess. */
export async function noteIn(tx: Tx, ctx: Ctx, event: DomainEvent, fold: readonly string[]): Promise<void> {
  const minute = Math.floor(ctx.now().getTime() / 60_000)
  const fold_key = hashSecret([event.type, ...fold, minute].join('\n')).toString('base64url')
  const counted = await tx
    .updateTable('event_repeats')
    .set({ count: sql`count + 1` })
    .where('fold_key', '=', fold_key)
    .returning('count')
    .executeTakeFirst()
  if (counted !== undefined) return
  const [written] = await insertEvents(tx, ctx, [event])
  if (written === undefined) return
  await tx
    .insertInto('event_repeats')
    .values({ fold_key, event_id: written.id, published_at: written.at, count: 1 })
    .onConflict((conflict) => conflict.column('fold_key').doUpdateSet({ count: sql`event_repeats.count + 1` }))
    .execute()
}

const recorded = new WeakSet<Fault>()

/** Leaves a trace of a refusal, once, in the actor's realm and for the operator. A trace that cannot be written is logged. */
export async function noteDenial(ctx: Ctx, fault: Fault): Promise<void> {
  const { denial } = fault
  if (denial === undefined || denial.reason === 'proofNeeded' || recorded.has(fault)) return
  recorded.add(fault)
  const event = accessDenied([], {
    action: denial.action,
    targetType: denial.target.type,
    targetId: denial.target.id,
    refusal: denial.reason,
  })
  try {
    await note(ctx, event, [actorId(ctx.actor), ctx.origin.address, denial.action, denial.target.id])
  } catch (error) {
    ctx.log('error', 'a denial could not be recorded', { action: denial.action, reason: String(error) })
  }
}
