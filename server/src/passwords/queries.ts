import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'

export interface NewPassword {
  readonly userId: UserId
  readonly realmId: RealmId
  /** A PHC string. */
  readonly hash: string
  readonly mustChange: boolean
  readonly temporaryUntil: Date | null
  readonly setBy: string
  /** When the owner chose or confirmed it; null while only somebody else knows it. */
  readonly ownerConfirmedAt: Date | null
}

/** Stores somebody's password, replacing the one they had. */
export async function putPassword(tx: Tx, password: NewPassword, at: Date): Promise<void> {
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
    .values({ realm_id: password.realmId, user_id: password.userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}

/** Removes the password of the permit's person. */
export async function deletePassword(
  tx: Tx,
  permit: Permit<'users.lifecycle.deactivate' | 'portico.users.credentials.removePassword', UserTarget>,
): Promise<void> {
  await tx
    .deleteFrom('passwords')
    .where('realm_id', '=', permit.target.realmId)
    .where('user_id', '=', permit.target.id)
    .execute()
}
