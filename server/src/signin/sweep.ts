import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { authorizeSignin } from '../authz/permit.ts'
import type { Database } from '../db/database.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Log } from '../kernel/log.ts'
import { bookkeep } from '../record/bookkeep.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { openContext } from '../record/open-context.ts'
import { lockUser } from '../users/public.ts'
import { endLock } from './lock-account.ts'

/** How many locks one round ends at most. */
const roundSize = 100

/**
 * Ends locks whose time is over, and forgets flows and counters that nothing reads any more. Sign-in decides by the times
 * and never waits for this; lists and the log do.
 */
export async function sweepSignin(ctx: Ctx): Promise<void> {
  for (const userId of await findOverdue(ctx)) {
    await change(ctx, async (tx) => {
      const user = await lockUser(tx, userScope(ctx, 'users.read'), userId)
      authorizeSignin(ctx, 'signin.lock', user)
      const [ended, ...more] = await endLock(tx, ctx, user)
      return ended === undefined ? unchanged(undefined) : changed(undefined, ended, ...more)
    })
  }
  const at = ctx.now()
  await bookkeep(ctx, async (tx) => {
    await tx.deleteFrom('signin_flows').where('expires_at', '<=', at).execute()
    await tx
      .deleteFrom('guess_counters')
      .where('window_started_at', '<=', secondsAfter(at, -day))
      .where((row) => row.or([row('blocked_until', 'is', null), row('blocked_until', '<=', at)]))
      .execute()
  })
}

async function findOverdue(ctx: Ctx): Promise<readonly UserId[]> {
  const rows = await ctx.reader
    .selectFrom('users')
    .select('users.id')
    .where('users.status', '=', 'LOCKED_OUT')
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('guess_counters as c')
            .select('c.subject')
            .whereRef('c.subject', '=', 'users.id')
            .where('c.device', '=', 'unknown')
            .where('c.kind', '=', 'password')
            .where('c.blocked_until', '>', ctx.now()),
        ),
      ),
    )
    .orderBy('users.id')
    .limit(roundSize)
    .execute()
  return rows.map((row) => row.id)
}

/** Sweeps every half minute until stopped. Several processes may: what one has ended the next does not find. */
export function startSigninSweep(parts: { readonly db: Database; readonly now: () => Date; readonly log: Log }): {
  readonly stop: () => Promise<void>
} {
  const { db, now, log } = parts
  let running: Promise<void> | undefined
  const round = () => {
    const ctx = openContext(db, {
      actor: { kind: 'system', name: 'signin' },
      now,
      requestId: 'sweep',
      origin: { address: '', userAgent: 'portico' },
      log,
    })
    running ??= sweepSignin(ctx)
      .catch((error: unknown) => log('error', 'sign-in could not be swept', { reason: String(error) }))
      .finally(() => {
        running = undefined
      })
  }
  const timer = setInterval(round, 30_000)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
