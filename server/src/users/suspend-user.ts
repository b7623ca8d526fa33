import type { Ctx } from '../authz/context.ts'
import { keepSuperAdmin } from '../authz/keep-super-admin.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, userSuspended } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { endLinks } from './links.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'

/**
 * Suspends a user: sign-in is refused and every session, token and link ends, until somebody unsuspends them. What the
 * person has besides stays. Faults: `user.notFound`, `authz.denied`, `user.notSuspendable`,
 * `user.lastSuperAdmin`.
 */
export function suspendUser(ctx: Ctx, input: { readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.suspend', user)
    const to = nextStatus('suspend', user)
    await keepSuperAdmin(tx, user, ctx.now())
    await moveStatus(tx, permit, { to, at: ctx.now(), endsEverything: true, endsLinks: true })
    await endLinks(tx, user, ctx.now())
    const ended = await endSessions(tx, permit)
    await notify(tx, ctx, user, { template: 'suspended' })
    return changed(undefined, userSuspended([asTarget(user)], { previousStatus: user.status, ...ended }))
  })
}
