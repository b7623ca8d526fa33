import type { Database } from '../db/database.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import type { LiveSession } from './find-session.ts'

/** Notes that the session is in use, at most once a minute. Not an event: nothing about anybody changes. */
export async function touchSession(db: Database, session: LiveSession, at: Date): Promise<void> {
  if (secondsAfter(session.lastSeenAt, minute) > at) return
  await db
    .updateTable('sessions')
    .set({ last_seen_at: at })
    .where('id', '=', session.sessionId)
    .where('last_seen_at', '<', at)
    .execute()
}
