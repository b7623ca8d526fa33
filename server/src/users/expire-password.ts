import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, passwordExpired } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'
import { type SeenUser, seeUser } from './see-user.ts'

/**
 * Expires somebody's password: they choose a new one the next time they sign in. Answers the person as the caller may see
 * them. Faults: `user.notFound`, `authz.denied`, `authz.proofNeeded`, `user.wrongStatus`.
 */
export async function expirePassword(ctx: Ctx, input: { readonly userId: UserId }): Promise<SeenUser> {
  await change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.credentials.expirePassword', user)
    const to = nextStatus('expirePassword', user)
    await moveStatus(tx, permit, { to, at: ctx.now() })
    await notify(tx, ctx, user, { template: 'passwordExpired' })
    const facts = { previousStatus: user.status, tempPasswordSet: false, sessionRevocation: false }
    return changed(undefined, passwordExpired([asTarget(user)], facts))
  })
  return seeUser(ctx, input)
}
