import type { Connection, Database } from '../db/database.ts'
import { makeLogPartitions } from '../db/log-partitions.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { bookkeep } from '../record/bookkeep.ts'
import { forgetNoticeTimes } from '../record/fold-notice.ts'
import { openContext } from '../record/open-context.ts'

/** How long ended sessions and spent links stay to be looked at, in seconds. */
const keptSeconds = 30 * day

/**
 * Makes room for the log of the coming months and forgets what nobody can use any more. Nothing waits for it: what has
 * ended is refused when it is read.
 */
export async function keepHouse(parts: {
  readonly db: Database
  readonly connection: Connection
  readonly now: () => Date
  readonly log: Log
}): Promise<void> {
  const { db, connection, now, log } = parts
  await makeLogPartitions(connection, now())
  const ctx = openContext(db, {
    actor: { kind: 'system', name: 'sweeper' },
    now,
    requestId: 'housekeeping',
    origin: { address: '', userAgent: 'portico' },
    log,
  })
  const at = now()
  await bookkeep(ctx, async (tx) => {
    await tx.deleteFrom('idempotency_keys').where('created_at', '<', secondsAfter(at, -day)).execute()
    await tx.deleteFrom('sessions').where('expires_at', '<', secondsAfter(at, -keptSeconds)).execute()
    await tx.deleteFrom('one_time_secrets').where('expires_at', '<', secondsAfter(at, -keptSeconds)).execute()
    await tx.deleteFrom('login_holds').where('held_until', '<', at).execute()
    await forgetNoticeTimes(tx, at)
    await tx.deleteFrom('restore_points').where('expires_at', '<', at).execute()
  })
}

/** Keeps house six times a day until stopped. Several processes may: each finds what the others left. */
export function startHousekeeping(parts: Parameters<typeof keepHouse>[0]): { readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(
    () => {
      running = keepHouse(parts).catch((error: unknown) =>
        parts.log('error', 'housekeeping failed', { reason: String(error) }),
      )
    },
    4 * hour * 1000,
  )
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
