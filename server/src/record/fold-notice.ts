// What is done to somebody again and again is told in few mails: at most one of a kind in five minutes. A notice that still
// waits takes up what happens in the meantime, in the transaction of that, so that nothing done goes untold.
import { sql } from 'kysely'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { enqueue, type Outgoing } from './outbox.ts'

/** How far apart two notices of one kind to one person are, in seconds. */
const apartSeconds = 5 * minute

type Params = Outgoing['params']
/** A notice: it carries no secret, and says who did it. */
export type Notice = Omit<Outgoing, 'secretPurpose'>

interface Waiting {
  readonly recipients: readonly string[]
  readonly params: Params
  readonly runAt: Date
  readonly orderingKey: string
}

/**
 * Queues a notice, or takes up what already waits for the same person by the same template and of the same doer. The person's
 * row is held by the caller. `lists` are the parameters that name several things: those of both are named. Of the rest the
 * newer counts, but a person is called as they were when the first of it happened.
 */
export async function enqueueNotice(tx: Tx, ctx: Ctx, notice: Notice, lists: readonly string[]): Promise<void> {
  const now = ctx.now()
  const [first, ...more] = await takeWaiting(tx, notice, now)
  if (first !== undefined) {
    const waiting = [first, ...more]
    const recipients = [...new Set([...waiting.flatMap((one) => one.recipients), ...notice.recipients])]
    const params = waiting.reduceRight((newer, { params: older }) => together(older, newer, lists), notice.params)
    return enqueue(tx, ctx, { ...notice, recipients, params }, first)
  }
  const runAt = await nextTime(tx, notice, now)
  const isLater = runAt > now
  // One that waits for its time holds up the other notices that do, and no link.
  const orderingKey = `${isLater ? 'notice' : 'user'}:${notice.subjectUserId}`
  return enqueue(tx, ctx, notice, { runAt, orderingKey })
}

/** Takes what is queued and not being sent. What a deliverer holds is left to it: waiting for it would wait for the network. */
async function takeWaiting(tx: Tx, notice: Notice, now: Date): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    delete from outbox where id in (
      select id from outbox
       where subject_user_id = ${notice.subjectUserId} and template = ${notice.template} and secret_purpose is null
         and params ->> 'actor' is not distinct from ${notice.params['actor'] ?? null}::text
         and (locked_until is null or locked_until < ${now}) and expires_at > ${now}
       order by id for update skip locked)
    returning recipients, params, run_at as "runAt", ordering_key as "orderingKey"`.execute(tx)
  return rows
}

function together(older: Params, newer: Params, lists: readonly string[]): Params {
  const named = lists.flatMap((list) => {
    const names = [older[list], newer[list]].flatMap((value) => (value === undefined ? [] : String(value).split(', ')))
    return names.length === 0 ? [] : [[list, [...new Set(names)].join(', ')] as const]
  })
  const known = ['name', 'login'].flatMap((who) => (older[who] === undefined ? [] : [[who, older[who]] as const]))
  return { ...newer, ...Object.fromEntries([...known, ...named]) }
}

/** When the next of this kind may leave: now, or five minutes after the last. Takes that time. */
async function nextTime(tx: Tx, { subjectUserId, template }: Notice, now: Date): Promise<Date> {
  const { last_at } = await tx
    .insertInto('notice_times')
    .values({ subject_user_id: subjectUserId, template, last_at: now })
    .onConflict((conflict) =>
      conflict.columns(['subject_user_id', 'template']).doUpdateSet({
        last_at: sql<Date>`greatest(excluded.last_at, notice_times.last_at + make_interval(secs => ${apartSeconds}))`,
      }),
    )
    .returning('last_at')
    .executeTakeFirstOrThrow()
  return last_at
}

/** Forgets when people were last told of what they were told of so long ago that it holds nothing back. */
export async function forgetNoticeTimes(tx: Tx, now: Date): Promise<void> {
  await tx.deleteFrom('notice_times').where('last_at', '<', secondsAfter(now, -apartSeconds)).execute()
}
