import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { Tx } from '../../db/database.ts'
import type { User } from '../user.ts'

type Deletion = Permit<'users.lifecycle.delete', Locked<User>>

/** Removes the person; every row of theirs goes with them by its foreign key. Leaves id, realm and times. */
export async function deleteUserRow(tx: Tx, { target }: Deletion, at: Date): Promise<void> {
  await tx
    .insertInto('user_tombstones')
    .values({ user_id: target.id, realm_id: target.realmId, created_at: target.createdAt, deleted_at: at })
    .execute()
  await tx.deleteFrom('users').where('realm_id', '=', target.realmId).where('id', '=', target.id).execute()
}

/** Keeps a deleted login for its realm until `until`: within it the name is free at once, elsewhere it is not. */
export async function holdLogin(tx: Tx, { target }: Deletion, loginHash: Buffer, until: Date): Promise<void> {
  await tx
    .insertInto('login_holds')
    .values({ login_hash: loginHash, realm_id: target.realmId, held_until: until })
    .onConflict((conflict) =>
      conflict.column('login_hash').doUpdateSet({
        realm_id: sql`excluded.realm_id`,
        held_until: sql`excluded.held_until`,
      }),
    )
    .execute()
}

/** The folded login by which the person's row is unique: what a hold is kept for. */
export async function getLoginKey(tx: Tx, user: Locked<User>): Promise<string> {
  const row = await tx
    .selectFrom('users')
    .select('login_key')
    .where('realm_id', '=', user.realmId)
    .where('id', '=', user.id)
    .executeTakeFirstOrThrow()
  return row.login_key
}
