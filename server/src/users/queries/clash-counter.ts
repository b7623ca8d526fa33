import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/database.ts'
import { hour, secondsAfter } from '../../kernel/clock.ts'

/** How many usernames that cannot be used somebody may meet in an hour. */
export const maxClashes = 20
const windowSeconds = hour
const counter = { device: 'unknown', kind: 'loginClash' } as const

/** How many seconds somebody who met too many still has to wait; undefined for everybody else. */
export async function findClashWait(db: Reader, actor: string, at: Date): Promise<number | undefined> {
  const row = await db
    .selectFrom('guess_counters')
    .select(['failures', 'window_started_at as since'])
    .where('subject', '=', actor)
    .where('device', '=', counter.device)
    .where('kind', '=', counter.kind)
    .where('window_started_at', '>', secondsAfter(at, -windowSeconds))
    .executeTakeFirst()
  if (row === undefined || row.failures < maxClashes) return undefined
  return Math.max(1, Math.ceil((secondsAfter(row.since, windowSeconds).getTime() - at.getTime()) / 1000))
}

/** Counts one more. A counter whose hour is over begins anew. */
export async function countClash(tx: Tx, actor: string, at: Date): Promise<void> {
  const isOver = sql<boolean>`c.window_started_at <= ${secondsAfter(at, -windowSeconds)}`
  await sql`
    insert into guess_counters as c (subject, device, kind, failures, window_started_at)
    values (${actor}, ${counter.device}, ${counter.kind}, 1, ${at})
    on conflict (subject, device, kind) do update set
      failures = case when ${isOver} then 1 else c.failures + 1 end,
      window_started_at = case when ${isOver} then ${at} else c.window_started_at end`.execute(tx)
}
