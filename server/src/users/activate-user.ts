import type { Ctx } from '../authz/context.ts'
import { authorize, authorizeDisclosure } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, credentialDisclosed, userActivated } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { disclosureOf, endLinks, mailLink, type ShownLink, showLink } from './links.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'

/**
 * Activates a user. Who has a password can sign in from now on and is told so. Everybody else gets a link to choose one:
 * by mail, or with `sendEmail` false shown to the caller, which is recorded and mailed to the person. Faults:
 * `user.notFound`, `authz.denied`, `authz.credentialDisclosure`, `user.alreadyActive`, `user.wrongStatus`.
 */
export function activateUser(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly sendEmail: boolean },
): Promise<ShownLink | undefined> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.activate', user)
    const link = user.hasPassword ? 'none' : input.sendEmail ? 'mail' : 'shown'
    if (link === 'shown') authorizeDisclosure(ctx, 'link', user)
    const status = nextStatus('activate', user)
    const at = ctx.now()
    await moveStatus(tx, permit, { to: status, at, activates: true, endsLinks: true })
    await endLinks(tx, user, at)
    const activated = userActivated([asTarget(user)], { previousStatus: user.status, status, link })
    if (link === 'shown') {
      const shown = await showLink(tx, ctx, user, 'activation')
      return changed(shown, activated, credentialDisclosed([asTarget(user)], disclosureOf(shown)))
    }
    if (link === 'mail') await mailLink(tx, ctx, user, 'activation')
    else await notify(tx, ctx, user, { template: 'activated' })
    return changed(undefined, activated)
  })
}
