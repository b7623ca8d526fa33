import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { UserId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { endOnlySessions, endSessions, forgetDevices } from '../sessions/public.ts'
import { asTarget, sessionsCleared } from './events.ts'
import { notify } from './notices.ts'
import { growEpoch } from './queries/grow-epoch.ts'
import { lockUser } from './queries/users.ts'

/**
 * Ends every session of a user, in whatever status. `withTokens` also revokes API tokens and what apps hold; otherwise the
 * living ones live on. `withDevices` also forgets the devices that they are known on. Faults: `user.notFound`,
 * `authz.denied`.
 */
export function clearSessions(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly withTokens: boolean; readonly withDevices: boolean },
): Promise<void> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
    const permit = authorize(ctx, 'users.lifecycle.clearSessions', user)
    await growEpoch(tx, permit)
    const ended = input.withTokens
      ? await endSessions(tx, permit)
      : { endedSessions: await endOnlySessions(tx, permit), revokedTokens: 0 }
    const forgottenDevices = input.withDevices ? await forgetDevices(tx, permit, ctx.now()) : 0
    await notify(tx, ctx, user, { template: 'sessionsCleared' })
    return changed(
      undefined,
      sessionsCleared([asTarget(user)], { ...ended, tokensRevoked: input.withTokens, forgottenDevices }),
    )
  })
}
