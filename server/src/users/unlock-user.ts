import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { clearGuesses } from '../passwords/public.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, userUnlocked } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'

/**
 * Unlocks somebody who was locked out after wrong guesses: the guesses are forgotten and the password is the same. Faults:
 * `user.notFound`, `authz.denied`, `user.notLockedOut`.
 */
export function unlockUser(ctx: Ctx, input: { readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.unlock', user)
    const to = nextStatus('unlock', user)
    await moveStatus(tx, permit, { to, at: ctx.now() })
    await clearGuesses(tx, permit)
    await notify(tx, ctx, user, { template: 'unlocked' })
    return changed(undefined, userUnlocked([asTarget(user)]))
  })
}
