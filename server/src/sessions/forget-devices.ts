import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/** Forgets on which devices the person is known: the next sign-in on each is one from an unknown device. Returns how many. */
export async function forgetDevices(
  tx: Tx,
  { target }: Permit<'users.lifecycle.clearSessions', Locked<UserTarget>>,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('devices')
    .set({ forgotten_at: at })
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .where('forgotten_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
