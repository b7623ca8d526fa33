import type { Ctx } from '../authz/context.ts'
import { networkOf } from '../kernel/network.ts'
import { note } from '../record/note.ts'
import { asSystem } from '../record/open-context.ts'
import { loginFacts, sessionStarted, targetOf } from './events.ts'
import { lockAccount } from './lock-account.ts'
import type { Guess, Verdict } from './verify-password.ts'

/**
 * Settles a wrong password: the log says that somebody tried, folded by account, network and minute; and the account is
 * locked when strangers have used up their attempts.
 */
export async function refuseSignIn(
  request: Ctx,
  guess: Guess,
  { charge }: Extract<Verdict, { kind: 'wrong' }>,
): Promise<void> {
  const ctx = asSystem(request, 'signin')
  const { account } = guess
  const event = sessionStarted(account === undefined ? [] : [targetOf(account)], loginFacts(guess))
  const reason = charge.isAllowed ? 'INVALID_CREDENTIALS' : 'LOCKED_OUT'
  await note(ctx, { ...event, outcome: 'FAILURE', severity: 'WARN', reason }, [
    guess.countedAs,
    networkOf(ctx.origin.address),
  ])
  const isUsedUp = charge.blockedUntil !== null && guess.deviceId === undefined
  if (isUsedUp && account?.status === 'ACTIVE') await lockAccount(request, account.userId)
}
