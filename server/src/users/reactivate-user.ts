import type { Ctx } from '../authz/context.ts'
import { authorize, authorizeDisclosure } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, credentialDisclosed, userReactivated } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { disclosureOf, endLinks, mailLink, type ShownLink, showLink } from './links.ts'
import { lockUser } from './queries/users.ts'

/**
 * Gives somebody who has not chosen a password yet a new link: to activate their account, or after a reset to choose a new
 * one. Every earlier link is dead. By mail, or with `sendEmail` false shown to the caller, which is recorded and mailed to
 * the person. Faults: `user.notFound`, `authz.denied`, `authz.credentialDisclosure`, `user.wrongStatus`.
 */
export function reactivateUser(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly sendEmail: boolean },
): Promise<ShownLink | undefined> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    authorize(ctx, 'users.lifecycle.activate', user)
    if (!input.sendEmail) authorizeDisclosure(ctx, 'link', user)
    const status = nextStatus('reactivate', user)
    const purpose = status === 'RECOVERY' ? 'recovery' : 'activation'
    await endLinks(tx, user, ctx.now())
    if (input.sendEmail) {
      await mailLink(tx, ctx, user, purpose)
      return changed(undefined, userReactivated([asTarget(user)], { status, link: 'mail' }))
    }
    const shown = await showLink(tx, ctx, user, purpose)
    return changed(
      shown,
      userReactivated([asTarget(user)], { status, link: 'shown' }),
      credentialDisclosed([asTarget(user)], disclosureOf(shown)),
    )
  })
}
