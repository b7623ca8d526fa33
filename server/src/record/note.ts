import { sql } from 'kysely'
import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import type { Denial, Fault } from '../kernel/fault.ts'
import { newId } from '../kernel/ids.ts'
import { hashSecret } from '../kernel/secret.ts'
import { defineEvent, type DomainEvent, type EventTarget } from './event.ts'
import { insertEvents } from './insert-events.ts'
import { databaseOf } from './open-context.ts'

const accessDenied = defineEvent('portico.access.denied', {
  doc: 'Somebody asked for what they may not do, or for what they may not know of. Repeats within a minute are counted.',
  fields: { action: 'public', targetType: 'public', targetId: 'public', refusal: 'public' },
  severity: 'WARN',
  outcome: 'DENY',
})

/**
 * Records something that changed nothing: a refused request, a failed sign-in. Repeats of the same type with the same
 * `fold` within a minute add to a count instead of a row, so that a flood of failures cannot bury the log.
 */
export async function note(ctx: Ctx, event: DomainEvent, fold: readonly string[]): Promise<void> {
  await databaseOf(ctx)
    .transaction()
    .execute((tx) => noteIn(tx, ctx, event, fold))
}

/** The same inside a transaction that already settles something, such as a counted guess. */
export async function noteIn(tx: Tx, ctx: Ctx, event: DomainEvent, fold: readonly string[]): Promise<void> {
  const at = ctx.now()
  const minute = Math.floor(at.getTime() / 60_000)
  const id = newId('event', at)
  const { first } = await tx
    .insertInto('event_repeats')
    .values({
      fold_key: hashSecret([event.type, ...fold, minute].join('\n')).toString('base64url'),
      event_id: id,
      published_at: at,
      count: 1,
    })
    .onConflict((conflict) => conflict.column('fold_key').doUpdateSet({ count: sql`event_repeats.count + 1` }))
    .returning(sql<boolean>`xmax = 0`.as('first')) // a row that was there has the updating transaction in xmax
    .executeTakeFirstOrThrow()
  if (first) await insertEvents(tx, ctx, [event], [id])
}

/** Leaves a trace of a refusal in the actor's realm and for the operator. A trace that cannot be written is logged. */
export async function noteDenial(ctx: Ctx, fault: Fault): Promise<void> {
  const { denial } = fault
  if (denial === undefined || denial.reason === 'proofNeeded') return
  const { action, target, reason } = denial
  const event = accessDenied(ownTarget(ctx, denial), {
    action,
    targetType: target.type,
    targetId: target.id,
    refusal: reason,
  })
  try {
    await note(ctx, event, [actorId(ctx.actor), ctx.origin.address])
  } catch (error) {
    ctx.log('error', 'a denial could not be recorded', { action, reason: String(error) })
  }
}

/** A colleague is named as target, so that their history shows the attempt. A foreign one is not: the log would tell. */
function ownTarget(ctx: Ctx, { target }: Denial): readonly EventTarget[] {
  if (ctx.actor.kind !== 'user' || target.type !== 'user' || target.realmId !== ctx.actor.realmId) return []
  return [{ type: 'User', id: target.id, realmId: ctx.actor.realmId, displayName: '', alternateId: '' }]
}
