import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { hour, secondsAfter } from '../../kernel/clock.ts'

/**
 * How many usernames that cannot be used somebody may meet in an hour. Attempts under way count as well until they are
 * given back, so it is above what an honest client has in flight, and above what a crash leaves.
 */
export const maxClashes = 100
const windowSeconds = hour
const counter = { device: 'unknown', kind: 'loginClash' } as const

/** What was charged, to give back; or how many seconds somebody who has no attempt left has to wait. */
export type ClashCharge =
  | { readonly isAllowed: true; readonly since: Date }
  | { readonly isAllowed: false; readonly waitSeconds: number }

/**
 * Takes one attempt, under the counter's row lock. Who has none left is charged nothing: giving back what is under way
 * then never leaves them above the limit. A counter whose hour is over begins anew.
 */
export async function chargeClash(tx: Tx, actor: string, at: Date): Promise<ClashCharge> {
  const isOver = sql<boolean>`c.window_started_at <= ${secondsAfter(at, -windowSeconds)}`
  const { rows } = await sql<{ readonly since: Date }>`
    insert into guess_counters as c (subject, device, kind, failures, window_started_at)
    values (${actor}, ${counter.device}, ${counter.kind}, 1, ${at})
    on conflict (subject, device, kind) do update set
      failures = case when ${isOver} then 1 else c.failures + 1 end,
      window_started_at = case when ${isOver} then ${at} else c.window_started_at end
    where ${isOver} or c.failures < ${maxClashes}
    returning c.window_started_at as since`.execute(tx)
  const [charged] = rows
  return charged === undefined
    ? { isAllowed: false, waitSeconds: await findClashWait(tx, actor, at) }
    : { isAllowed: true, since: charged.since }
}

/** How many seconds until the hour is over. */
export async function findClashWait(tx: Tx, actor: string, at: Date): Promise<number> {
  const { since } = await tx
    .selectFrom('guess_counters')
    .select('window_started_at as since')
    .where('subject', '=', actor)
    .where('device', '=', counter.device)
    .where('kind', '=', counter.kind)
    .executeTakeFirstOrThrow()
  return Math.max(1, Math.ceil((secondsAfter(since, windowSeconds).getTime() - at.getTime()) / 1000))
}

/** Gives an attempt back that met nothing. One of an hour that is over is gone already. */
export async function giveBackClash(tx: Tx, actor: string, since: Date): Promise<void> {
  await tx
    .updateTable('guess_counters')
    .set({ failures: sql`greatest(failures - 1, 0)` })
    .where('subject', '=', actor)
    .where('device', '=', counter.device)
    .where('kind', '=', counter.kind)
    .where('window_started_at', '=', since)
    .execute()
}
