import { sql } from 'kysely'
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

/**
 * The present addresses of a locked person that are theirs as far as anybody can tell, the primary one first: those that
 * they confirmed, and those that stand since `settledBy` or longer. Of somebody who never confirmed any also the primary
 * one, however new. Empty when there is none.
 */
export async function findSettledAddresses(tx: Tx, user: Locked<User>, settledBy: Date): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('user_addresses as a')
    .select('a.address')
    .where('a.realm_id', '=', user.realmId)
    .where('a.user_id', '=', user.id)
    .where('a.replaced_at', 'is', null)
    .where((a) =>
      a.or([
        a('a.owner_confirmed_at', 'is not', null),
        a('a.set_at', '<=', settledBy),
        a.and([
          a('a.kind', '=', 'PRIMARY'),
          sql<boolean>`not exists (select 1 from user_addresses c where c.realm_id = a.realm_id and c.user_id = a.user_id and c.owner_confirmed_at is not null)`,
        ]),
      ]),
    )
    .orderBy('a.kind')
    .execute()
  return [...new Set(rows.map((row) => row.address))]
}
