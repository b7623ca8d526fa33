import type { Ctx } from '../authz/context.ts'
import { authorize, userScope } from '../authz/permit.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, userSuspended } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { lockUser, markSuspended } from './queries/users.ts'

/**
 * Suspends a user: sign-in is refused and every session and token ends, until somebody unsuspends them. What the person
 * has stays. Faults: `user.notFound`, `authz.denied`, `user.notSuspendable`.
 */
export function suspendUser(ctx: Ctx, input: { readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), ctx.now(), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.suspend', user)
    nextStatus('suspend', user)
    await markSuspended(tx, permit, ctx.now())
    const ended = await endSessions(tx, permit)
    return changed(undefined, userSuspended([asTarget(user)], { previousStatus: user.status, ...ended }))
  })
}
