import type { Locked } from '../authz/locked.ts'
import type { Permit, SelfTarget } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { uncountNetwork, unknownDevice } from './charge-guess.ts'

/**
 * Gives back what a right password was charged: the account's counter on this device begins anew, and the network is one
 * attempt better off, no more. Other devices' counters stay: who is right here may be under attack there.
 */
export async function settleRightGuess(
  tx: Tx,
  ctx: Ctx,
  { target }: Permit<'signin.startSession', Locked<UserTarget>> | Permit<'self.prove', SelfTarget>,
  deviceId: string | undefined,
): Promise<void> {
  // The network first, as when it was charged.
  await uncountNetwork(tx, ctx, 'password')
  await tx
    .deleteFrom('guess_counters')
    .where('subject', '=', target.id)
    .where('device', '=', deviceId ?? unknownDevice)
    .where('kind', '=', 'password')
    .execute()
}
