import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { Tx } from '../../db/database.ts'
import type { User } from '../user.ts'

type RoleChange = Permit<'users.groupMembership.manage', Locked<User>>

/** Everything that the person holds dies with this commit, and with `links` also what was sent to get in by. */
export async function growEpochs(tx: Tx, { target }: RoleChange, what: { readonly links: boolean }): Promise<void> {
  await tx
    .updateTable('users')
    .set({ epoch: sql`epoch + 1`, ...(what.links ? { credential_version: sql`credential_version + 1` } : {}) })
    .where('realm_id', '=', target.realmId)
    .where('id', '=', target.id)
    .execute()
}

/** Deletes what somebody else set up for the person and they never confirmed. Says whether their password was of that kind. */
export async function dropUnconfirmed(tx: Tx, { target }: RoleChange): Promise<{ readonly password: boolean }> {
  const dropped = await tx
    .deleteFrom('passwords')
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .where('owner_confirmed_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()
  await tx
    .deleteFrom('enrollments')
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .where('owner_confirmed_at', 'is', null)
    .execute()
  return { password: dropped !== undefined }
}
