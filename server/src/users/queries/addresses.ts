import type { Locked } from '../../authz/locked.ts'
import type { Tx } from '../../db/database.ts'
import type { User } from '../user.ts'

/** The addresses of a locked person that were replaced after `since`, the latest first, each once. */
export async function findReplacedAddresses(tx: Tx, user: Locked<User>, since: Date): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('user_addresses')
    .select('address')
    .where('realm_id', '=', user.realmId)
    .where('user_id', '=', user.id)
    .where('replaced_at', '>', since)
    .orderBy('replaced_at', 'desc')
    .execute()
  return [...new Set(rows.map((row) => row.address))]
}
