import type { Permit } from '../authz/permit.ts'
import type { Locked } from '../authz/locked.ts'
import type { NewUserTarget, UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/** Whose password it is comes from the permit: of a person being created, or of a locked one. */
export type SetsPassword =
  | Permit<'users.create', NewUserTarget>
  | Permit<
      | 'users.credentials.expirePassword'
      | 'users.credentials.resetPassword'
      | 'users.lifecycle.activate'
      | 'signin.choosePassword',
      Locked<UserTarget>
    >

export interface NewPassword {
  /** A PHC string. */
  readonly hash: string
  readonly mustChange: boolean
  readonly temporaryUntil: Date | null
  readonly setBy: string
  /** When the owner chose or confirmed it; null while only somebody else knows it. */
  readonly ownerConfirmedAt: Date | null
}

/** Stores somebody's password, replacing the one they had. */
export async function putPassword(tx: Tx, { target }: SetsPassword, password: NewPassword, at: Date): Promise<void> {
  const row = {
    hash: password.hash,
    must_change: password.mustChange,
    temporary_until: password.temporaryUntil,
    set_by: password.setBy,
    set_at: at,
    owner_confirmed_at: password.ownerConfirmedAt,
  }
  await tx
    .insertInto('passwords')
    .values({ realm_id: target.realmId, user_id: target.id, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}

/**
 * Makes the password of the permit's person unusable from now on, in whatever status they are later. The row stays: that
 * there is a password, and since when, is still true.
 */
export async function endPassword(
  tx: Tx,
  { target }: Permit<'users.credentials.resetPassword', Locked<UserTarget>>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('passwords')
    .set({ temporary_until: at })
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .execute()
}

/** Removes the password of the permit's person. */
export async function deletePassword(
  tx: Tx,
  permit: Permit<'users.lifecycle.deactivate' | 'portico.users.credentials.removePassword', Locked<UserTarget>>,
): Promise<void> {
  const { id, realmId } = permit.target
  await tx.deleteFrom('passwords').where('realm_id', '=', realmId).where('user_id', '=', id).execute()
}
