import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { authorize, authorizeDisclosure } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { hour, secondsAfter } from '../kernel/clock.ts'
import type { UserId } from '../kernel/ids.ts'
import { newReadableSecret, type Secret } from '../kernel/secret.ts'
import { clearGuesses, type Hasher, putPassword } from '../passwords/public.ts'
import { change, changed } from '../record/change.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, credentialDisclosed, passwordExpired } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { endLinks } from './links.ts'
import { notify } from './notices.ts'
import { moveStatus } from './queries/move-status.ts'
import { getUser, lockUser } from './queries/users.ts'
import type { User } from './user.ts'

/** How long a temporary password opens anything, in seconds. */
const temporarySeconds = 72 * hour

/**
 * Replaces somebody's password by a temporary one, which the caller sees once and the person must change when they sign
 * in with it, within 72 hours. `revokeSessions` also ends sessions and tokens. Hashes before the transaction, and only for
 * a caller who may. Faults: `user.notFound`, `authz.denied`, `authz.proofNeeded`, `authz.credentialDisclosure`,
 * `user.wrongStatus`.
 */
export async function giveTemporaryPassword(
  ctx: Ctx,
  input: { readonly userId: UserId; readonly revokeSessions: boolean },
  { hasher }: { readonly hasher: Hasher },
): Promise<Secret> {
  const scope = userScope(ctx, 'users.read')
  const begin = (user: User) => {
    authorize(ctx, 'users.credentials.expirePassword', user)
    authorizeDisclosure(ctx, 'temporaryPassword', user)
    nextStatus('expirePassword', user)
  }
  begin(await getUser(ctx.reader, scope, input.userId))
  const password = newReadableSecret()
  const hash = await hasher.hash(password)
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, scope, input.userId)
    const permit = authorize(ctx, 'users.credentials.expirePassword', user)
    authorizeDisclosure(ctx, 'temporaryPassword', user)
    const to = nextStatus('expirePassword', user)
    const at = ctx.now()
    const temporaryUntil = secondsAfter(at, temporarySeconds)
    await moveStatus(tx, permit, { to, at, endsEverything: input.revokeSessions, endsLinks: true })
    const set = { hash, mustChange: true, temporaryUntil, setBy: actorId(ctx.actor), ownerConfirmedAt: null }
    await putPassword(tx, permit, set, at)
    await clearGuesses(tx, permit)
    await endLinks(tx, user, at)
    const ended = input.revokeSessions ? await endSessions(tx, permit) : {}
    await notify(tx, ctx, user, { template: 'temporaryPassword' })
    const target = [asTarget(user)]
    const facts = { previousStatus: user.status, tempPasswordSet: true, sessionRevocation: input.revokeSessions }
    return changed(
      password,
      passwordExpired(target, { ...facts, ...ended }),
      credentialDisclosed(target, { kind: 'temporaryPassword', expiresAt: temporaryUntil.toISOString() }),
    )
  })
}
