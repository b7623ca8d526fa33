import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { Tx } from '../../db/database.ts'
import type { User } from '../user.ts'

/** Everything that the person holds dies with this commit, and nothing else about them changes. */
export async function growEpoch(tx: Tx, { target }: Permit<'users.lifecycle.clearSessions', Locked<User>>) {
  await tx
    .updateTable('users')
    .set({ epoch: sql`epoch + 1` })
    .where('realm_id', '=', target.realmId)
    .where('id', '=', target.id)
    .execute()
}
