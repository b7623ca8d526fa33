import { sql } from 'kysely'
import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/**
 * Deletes the sessions of the permit's person and carries their living tokens over to the epoch that has just begun: what
 * lived in the old one lives on, what was dead stays dead. A code or a sign-in that is under way is neither and ends. The
 * person's epoch has grown by one in the same transaction. Returns how many sessions ended.
 */
export async function endOnlySessions(
  tx: Tx,
  { target }: Permit<'users.lifecycle.clearSessions', Locked<UserTarget & { readonly epoch: number }>>,
): Promise<number> {
  const { id, realmId, epoch } = target
  await tx.deleteFrom('app_sessions').where('realm_id', '=', realmId).where('user_id', '=', id).execute()
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('realm_id', '=', realmId)
    .where('user_id', '=', id)
    .executeTakeFirst()
  for (const table of ['api_tokens', 'oauth_grants', 'oauth_artifacts'] as const) {
    const isToken = table === 'oauth_artifacts' ? sql<boolean>`model in ('AccessToken', 'RefreshToken')` : sql.lit(true)
    await tx
      .updateTable(table)
      .set({ user_epoch: epoch + 1 })
      .where('realm_id', '=', realmId)
      .where('user_id', '=', id)
      .where('user_epoch', '=', epoch)
      .where(isToken)
      .execute()
  }
  return Number(numDeletedRows)
}
