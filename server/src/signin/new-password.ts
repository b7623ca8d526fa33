import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorizeSignin } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { Tx } from '../db/database.ts'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import { foldEmail } from '../kernel/fold.ts'
import type { Secret } from '../kernel/secret.ts'
import { clearGuesses, passwordFaults, putPassword } from '../passwords/public.ts'
import type { DomainEvent } from '../record/event.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, endLinks, lockUser, moveStatus, notify, textOf, type User } from '../users/public.ts'
import { personOf } from './enter.ts'
import { passwordChosen } from './events.ts'

/** What somebody typed as their new password, twice. */
export interface TypedPassword {
  readonly password: Secret
  readonly repeat: Secret
}
type Cause = 'activation' | 'recovery' | 'expired'

/** Faults: `password.policy` with what is wrong, by field. */
export function refuseUnfit(typed: TypedPassword, owner: Pick<User, 'profile'>): void {
  const login = textOf(owner.profile, 'login')
  const names = ['firstName', 'lastName'].map((name) => textOf(owner.profile, name))
  const faults: readonly FieldFault[] = passwordFaults(typed.password, { login, names }, 'password')
  if (faults.length > 0) throw new Fault('password.policy', { fields: faults })
  if (typed.password.reveal() !== typed.repeat.reveal())
    throw new Fault('password.policy', { fields: [{ path: 'repeat', code: 'passwordsDiffer' }] })
}

/**
 * Gives a locked person the password that they chose themselves, and ends all that hung on what they had: sessions,
 * tokens, links, wrong guesses. They are ACTIVE, and told of it. Returns them as they are then, with the event.
 */
export async function installPassword(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  chosen: { readonly hash: string; readonly cause: Cause },
): Promise<{ readonly user: Locked<User>; readonly event: DomainEvent }> {
  const at = ctx.now()
  const permit = authorizeSignin(ctx, 'signin.choosePassword', user)
  const password = { hash: chosen.hash, mustChange: false, temporaryUntil: null, setBy: user.id, ownerConfirmedAt: at }
  await putPassword(tx, permit, password, at)
  await moveStatus(tx, permit, { to: 'ACTIVE', at, endsEverything: true, endsLinks: true })
  await endLinks(tx, user, at)
  await clearGuesses(tx, permit)
  const ended = await endSessions(tx, permit)
  // Who has just been welcomed needs no notice that they have a password now.
  if (chosen.cause !== 'activation')
    await notify(tx, ctx, user, { template: 'passwordChanged', params: { address: ctx.origin.address } })
  const fields = { cause: chosen.cause, previousStatus: user.status, ...ended }
  const event = passwordChosen([asTarget(user)], fields, { by: personOf(user) })
  return { user: await lockUser(tx, userScope(ctx, 'users.read'), user.id), event }
}

/** Notes that an address is its owner's: a link that went there alone was used. An address that was changed since is not. */
export async function confirmAddress(tx: Tx, user: Locked<User>, sentTo: string | null, at: Date): Promise<void> {
  if (sentTo === null) return
  await tx
    .updateTable('user_addresses')
    .set({ owner_confirmed_at: at })
    .where('realm_id', '=', user.realmId)
    .where('user_id', '=', user.id)
    .where('address_key', '=', foldEmail(sentTo))
    .where('replaced_at', 'is', null)
    .where('owner_confirmed_at', 'is', null)
    .execute()
}
