import type { Ctx } from '../authz/context.ts'
import { authorizeSelf } from '../authz/permit.ts'
import { Fault } from '../kernel/fault.ts'
import type { Secret } from '../kernel/secret.ts'
import { settleRightGuess } from '../passwords/public.ts'
import { change, changed } from '../record/change.ts'
import { findSessionDevice, markProved } from '../sessions/public.ts'
import { findAccountOf, standingOf } from './account.ts'
import { personVerified, targetOf } from './events.ts'
import type { SigninParts } from './parts.ts'
import { refuseSignIn } from './refuse-sign-in.ts'
import { verifyPassword } from './verify-password.ts'

/**
 * Proves a signed-in person again by their password: sensitive actions are open to this session for 15 minutes. Wrong
 * guesses are counted with those of sign-in. Faults: `auth.noSession` by token, `password.wrong`, `signin.limited`.
 */
export async function proveSelf(ctx: Ctx, parts: SigninParts, input: { readonly password: Secret }): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user' || actor.via.kind !== 'session') throw new Fault('auth.noSession')
  const { sessionId } = actor.via
  const account = await findAccountOf(ctx.reader, actor.userId, [], ctx.now())
  const deviceId = await findSessionDevice(ctx.reader, sessionId)
  const guess = { account, countedAs: actor.userId, deviceId, password: input.password }
  const verdict = await verifyPassword(ctx, parts, guess)
  if (verdict.kind === 'wrong') {
    await refuseSignIn(ctx, guess, verdict)
    throw verdict.charge.isAllowed ? wrong() : limited(verdict.charge.blockedUntil, ctx.now())
  }
  const verified = verdict.account
  return change(ctx, async (tx) => {
    // `change` holds this person's row: what is read now stays until the commit.
    const permit = authorizeSelf(ctx, 'self.prove')
    const now = await findAccountOf(tx, actor.userId, [], ctx.now())
    if (now?.passwordHash !== verified.passwordHash || standingOf(now, ctx.now()) !== 'open') throw wrong()
    await markProved(tx, permit, sessionId, ctx.now())
    await settleRightGuess(tx, ctx, permit, deviceId)
    return changed(undefined, personVerified([targetOf(now)], { method: 'pwd' }))
  })
}

const wrong = () => new Fault('password.wrong', { fields: [{ path: 'password', code: 'passwordWrong' }] })

function limited(until: Date | null, at: Date): Fault {
  const seconds = until === null ? 60 : Math.ceil((until.getTime() - at.getTime()) / 1000)
  return new Fault('signin.limited', { retryAfterSeconds: Math.max(1, seconds) })
}
