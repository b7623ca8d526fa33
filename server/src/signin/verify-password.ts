import type { Ctx } from '../authz/context.ts'
import type { Secret } from '../kernel/secret.ts'
import { type Attempt, type Charge, chargeGuess, giveBackGuess } from '../passwords/public.ts'
import { type Account, standingOf } from './account.ts'
import type { SigninParts } from './parts.ts'

export interface Guess {
  /** Undefined when the name is nobody's. */
  readonly account: Account | undefined
  /** What the attempt is counted under: the user's id, or a hash of the name. */
  readonly countedAs: string
  readonly deviceId: string | undefined
  readonly password: Secret
}
export type Verdict =
  /** Right when it was read: whoever settles it looks again, under the row's lock. */
  { readonly kind: 'right'; readonly account: Account } | { readonly kind: 'wrong'; readonly charge: Charge }

/**
 * Verifies a password: charged first, in a commit of its own, then hashed once whoever it is, outside of any transaction.
 * Nobody, somebody without a password, somebody who may not sign in and somebody who may not try now cost the same and are
 * told the same. Faults: `signin.limited` by network, `server.busy`, which costs nothing.
 */
export async function verifyPassword(ctx: Ctx, { hasher }: SigninParts, guess: Guess): Promise<Verdict> {
  const { account } = guess
  const attempt: Attempt = { kind: 'password', account: guess.countedAs, deviceId: guess.deviceId }
  const charge = await chargeGuess(ctx, attempt)
  const mayTry = charge.isAllowed && account !== undefined && standingOf(account, ctx.now()) !== 'closed'
  try {
    const isRight = await hasher.verify(guess.password, mayTry ? (account.passwordHash ?? undefined) : undefined)
    return isRight && account !== undefined ? { kind: 'right', account } : { kind: 'wrong', charge }
  } catch (error) {
    await giveBackGuess(ctx, attempt)
    throw error
  }
}
