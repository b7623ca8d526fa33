import type { UserStatus } from '@portico/contract/users.ts'
import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permission } from '../../authz/permissions.ts'
import type { Permit, SigninAction } from '../../authz/permit.ts'
import type { Tx } from '../../db/database.ts'
import type { User } from '../user.ts'

interface Move {
  readonly to: UserStatus
  readonly at: Date
  /** Everything the person holds dies with this commit: their epoch grows. */
  readonly endsEverything?: boolean
  /** Links made for the credentials they had die: the version of their credentials grows. */
  readonly endsLinks?: boolean
  /** The first time that somebody is activated, and again after a deactivation. */
  readonly activates?: boolean
}

/** The only place that writes a status. Remembers what was before a suspension, and forgets it after. */
export async function moveStatus(
  tx: Tx,
  permit: Permit<Permission | SigninAction, Locked<User>>,
  move: Move,
): Promise<void> {
  const { target } = permit
  await tx
    .updateTable('users')
    .set({
      status: move.to,
      status_before_suspend: move.to === 'SUSPENDED' ? earlier(target) : null,
      status_changed_at: move.at,
      updated_at: move.at,
      version: sql`version + 1`,
      ...(move.activates ? { activated_at: move.at } : {}),
      ...(move.endsEverything ? { epoch: sql`epoch + 1` } : {}),
      ...(move.endsLinks ? { credential_version: sql`credential_version + 1` } : {}),
    })
    .where('realm_id', '=', target.realmId)
    .where('id', '=', target.id)
    .execute()
}

/** A status that a suspension can come back to. */
function earlier({ status }: User) {
  if (status === 'STAGED' || status === 'DEPROVISIONED' || status === 'SUSPENDED')
    throw new Error(`${status} cannot be suspended`)
  return status
}
