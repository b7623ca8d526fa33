import type { Ctx } from '../authz/context.ts'
import { authorize, can } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, userUnsuspended } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { mailLink } from './links.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'

/**
 * Lifts a suspension: the person is in the status that they had before, and signs in anew. Who was still to activate gets
 * a new link, if the actor could send one: the earlier ones ended with the suspension. Faults: `user.notFound`,
 * `authz.denied`, `user.notSuspended`.
 */
export function unsuspendUser(ctx: Ctx, input: { readonly userId: UserId }): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.unsuspend', user)
    const to = nextStatus('unsuspend', user)
    await moveStatus(tx, permit, { to, at: ctx.now() })
    await notify(tx, ctx, user, { template: 'unsuspended' })
    if (to === 'PROVISIONED' && can(ctx, 'users.lifecycle.activate', user).allowed)
      await mailLink(tx, ctx, user, 'activation')
    return changed(undefined, userUnsuspended([asTarget(user)], { status: to }))
  })
}
