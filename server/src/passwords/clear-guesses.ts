import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/** Forgets every wrong guess at the account, on known and unknown devices: nothing keeps the right person waiting. */
export async function clearGuesses(
  tx: Tx,
  {
    target,
  }: Permit<
    'users.lifecycle.unlock' | 'users.lifecycle.delete' | 'users.credentials.expirePassword' | 'signin.choosePassword',
    Locked<UserTarget>
  >,
): Promise<void> {
  await tx.deleteFrom('guess_counters').where('subject', '=', target.id).execute()
}
