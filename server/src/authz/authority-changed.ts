import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { UserId } from '../kernel/ids.ts'

/**
 * The one thing to call when what these people may do changes: an assignment, a role's permissions, a resource set, the
 * membership of a group that carries a role, the owner of an app. Takes their rows in id order, so whoever decides about
 * them under that lock sees the new authority, and a change that they had begun with the old one is refused.
 */
export async function authorityChanged(tx: Tx, userIds: readonly UserId[]): Promise<void> {
  if (userIds.length === 0) return
  const ids = [...new Set(userIds)].sort()
  await tx.selectFrom('users').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
  await tx.updateTable('users').set({ authz_epoch: sql`authz_epoch + 1` }).where('id', 'in', ids).execute()
}
