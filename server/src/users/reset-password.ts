import type { Ctx } from '../authz/context.ts'
import { authorize, authorizeDisclosure } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { endPassword } from '../passwords/public.ts'
import { change, changed } from '../record/change.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, credentialDisclosed, passwordReset } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { disclosureOf, endLinks, mailLink, type ShownLink, showLink } from './links.ts'
import { notify, replacedAddresses } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { lockUser } from './queries/users.ts'

/**
 * Makes somebody's password unusable and gives them a link to choose a new one: mailed to both of their addresses, or with
 * `sendEmail` false shown to the caller, which is recorded and mailed to the person. Addresses that were replaced lately
 * hear of it without a link. `revokeSessions` also ends sessions and tokens. Faults: `user.notFound`, `authz.denied`,
 * `authz.proofNeeded`, `authz.credentialDisclosure`, `user.wrongStatus`.
 */
export function resetPassword(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly sendEmail: boolean; readonly revokeSessions: boolean },
): Promise<ShownLink | undefined> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.credentials.resetPassword', user)
    if (!input.sendEmail) authorizeDisclosure(ctx, 'link', user)
    const to = nextStatus('resetPassword', user)
    const at = ctx.now()
    await moveStatus(tx, permit, { to, at, endsEverything: input.revokeSessions, endsLinks: true })
    await endPassword(tx, permit, at)
    await endLinks(tx, user, at)
    const ended = input.revokeSessions ? await endSessions(tx, permit) : {}
    const target = [asTarget(user)]
    const facts = { previousStatus: user.status, sessionRevocation: input.revokeSessions, ...ended }
    if (!input.sendEmail) {
      const shown = await showLink(tx, ctx, user, 'recovery')
      return changed(
        shown,
        passwordReset(target, { ...facts, link: 'shown' }),
        credentialDisclosed(target, disclosureOf(shown)),
      )
    }
    await mailLink(tx, ctx, user, 'recovery')
    await notify(tx, ctx, user, { template: 'passwordReset', recipients: await replacedAddresses(tx, user, at) })
    return changed(undefined, passwordReset(target, { ...facts, link: 'mail' }))
  })
}
