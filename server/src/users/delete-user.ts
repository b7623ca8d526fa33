import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { clearGuesses } from '../passwords/public.ts'
import { change, changed } from '../record/change.ts'
import { endAccess } from './end-access.ts'
import { asTarget, userDeleted, userDeletionBegun } from './events.ts'
import { endLinks } from './links.ts'
import { loginHashes } from './login-hold.ts'
import { notify } from './notices.ts'
import { deleteUserRow, getLoginKey, holdLogin } from './queries/delete-user.ts'
import { lockUser } from './queries/users.ts'
import { writeRestorePoint } from './restore-point.ts'

/** How long a deleted username is free within its realm only, in seconds. */
const holdSeconds = 90 * day

/**
 * Deletes a deactivated user with everything of theirs; a user who is not deactivated is deactivated, and a second call
 * deletes them. A tombstone without personal data and a sealed restore point stay, and for 90 days only the same realm can
 * use the username. Faults: `user.notFound`, `authz.denied`, `authz.proofNeeded`, `user.lastSuperAdmin`.
 */
export function deleteUser(
  ctx: Ctx,
  input: { readonly userId: UserId },
  { keyring }: { readonly keyring: Keyring },
): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.delete', user)
    if (user.status !== 'DEPROVISIONED') {
      const deactivation = authorize(ctx, 'users.lifecycle.deactivate', user)
      return changed(undefined, ...(await endAccess(tx, ctx, deactivation, keyring)))
    }
    const at = ctx.now()
    const [loginHash] = loginHashes(keyring, await getLoginKey(tx, user))
    await writeRestorePoint(tx, permit, keyring, at)
    await notify(tx, ctx, user, { template: 'deleted' })
    await endLinks(tx, user, at)
    await clearGuesses(tx, permit)
    await deleteUserRow(tx, permit, at)
    await holdLogin(tx, permit, loginHash, secondsAfter(at, holdSeconds))
    const target = [asTarget(user)]
    return changed(undefined, userDeletionBegun(target), userDeleted(target, { created: user.createdAt.toISOString() }))
  })
}
