import type { Database } from '../db/database.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import type { LiveToken } from './find-token.ts'

/** Notes that the token is in use, at most once a minute. */
export async function touchToken(db: Database, token: LiveToken, at: Date): Promise<void> {
  if (secondsAfter(token.lastUsedAt, minute) > at) return
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: at })
    .where('id', '=', token.tokenId)
    .where('last_used_at', '<', at)
    .execute()
}
