import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { secondsAfter } from '../kernel/clock.ts'
import { newId, type RealmId, type UserId } from '../kernel/ids.ts'

/** What leaves this machine after the commit. Recipients are fixed now; a one-time secret is minted when it is sent. */
export interface Outgoing {
  readonly kind: 'mail'
  readonly template: string
  readonly realmId: RealmId
  readonly subjectUserId: UserId
  readonly recipients: readonly string[]
  readonly params: Readonly<Record<string, string | number>>
  readonly secretPurpose?: string | undefined
  readonly locale: string
  /** How long it is still worth sending, in seconds. */
  readonly ttlSeconds: number
}

/** When a row may leave, and behind which others. */
export interface Schedule {
  readonly runAt: Date
  readonly orderingKey: string
}

/** Queues something to send with the change that causes it. Rows of one person leave in order, and now, unless said otherwise. */
export async function enqueue(tx: Tx, ctx: Ctx, outgoing: Outgoing, schedule?: Schedule): Promise<void> {
  const now = ctx.now()
  await tx
    .insertInto('outbox')
    .values({
      id: newId('outbox', now),
      created_at: now,
      kind: outgoing.kind,
      template: outgoing.template,
      realm_id: outgoing.realmId,
      subject_user_id: outgoing.subjectUserId,
      recipients: JSON.stringify(outgoing.recipients),
      params: JSON.stringify(outgoing.params),
      secret_purpose: outgoing.secretPurpose ?? null,
      locale: outgoing.locale,
      ordering_key: schedule?.orderingKey ?? `user:${outgoing.subjectUserId}`,
      run_at: schedule?.runAt ?? now,
      expires_at: secondsAfter(now, outgoing.ttlSeconds),
      locked_until: null,
      last_error: null,
    })
    .execute()
}

/** Withdraws what is queued for somebody and not yet being sent. Skips what a deliverer holds: waiting for it would wait for the network. */
export async function withdraw(tx: Tx, subjectUserId: UserId, secretPurposes: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('outbox')
    .where('id', 'in', (rows) =>
      rows
        .selectFrom('outbox')
        .select('id')
        .where('subject_user_id', '=', subjectUserId)
        .where('secret_purpose', 'in', [...secretPurposes])
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}
