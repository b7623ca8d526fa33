import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { change, changed } from '../record/change.ts'
import { endAccess } from './end-access.ts'
import { lockUser } from './queries/users.ts'

/**
 * Deactivates a user: everything that lets them in is gone, what they belong to stays. Faults: `user.notFound`,
 * `authz.denied`, `user.wrongStatus`, `user.lastSuperAdmin`.
 */
export function deactivateUser(
  ctx: Ctx,
  input: { readonly userId: UserId },
  { keyring }: { readonly keyring: Keyring },
): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.deactivate', user)
    return changed(undefined, ...(await endAccess(tx, ctx, permit, keyring)))
  })
}
