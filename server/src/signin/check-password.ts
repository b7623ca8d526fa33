import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorizeSignin } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { Tx } from '../db/database.ts'
import { foldLogin } from '../kernel/fold.ts'
import type { LocalPath } from '../kernel/local-path.ts'
import type { Secret } from '../kernel/secret.ts'
import { settleRightGuess, unknownAccount } from '../passwords/public.ts'
import { change, changed, type Outcome, unchanged } from '../record/change.ts'
import { asSystem } from '../record/open-context.ts'
import { asTarget, lockUser, type User } from '../users/public.ts'
import { type Account, findAccount, findAccountOf, standingOf } from './account.ts'
import { type Entered, enter, personOf } from './enter.ts'
import { inEvenTime } from './even-time.ts'
import { personVerified } from './events.ts'
import { beginFlow, endFlow, type Flow, findFlow } from './flow.ts'
import { endLock } from './lock-account.ts'
import { advance, type FlowState } from './machine.ts'
import type { Browser, SigninParts } from './parts.ts'
import { refuseSignIn } from './refuse-sign-in.ts'
import { expectStep, OutOfStep } from './step.ts'
import { verifyPassword } from './verify-password.ts'

export type Checked =
  | { readonly kind: 'entered'; readonly entered: Entered; readonly returnTo: LocalPath }
  /** Right, and there is more to do: the flow goes on under a new secret. */
  | { readonly kind: 'goOn'; readonly flow: Flow }
  /** Wrong, or as good as that: one answer for all. */
  | { readonly kind: 'wrong' }

interface TypedStep {
  readonly browser: Browser
  readonly token: string
  readonly password: Secret
}
type AtPassword = Flow & { readonly state: Extract<FlowState, { step: 'challenge' }> }

/**
 * Takes the password of whoever the flow names. Right: the session starts, or a password that is to be changed is asked
 * for. Every other answer takes the same time. Throws `OutOfStep`. Faults: `signin.limited`, `server.busy`.
 */
export function checkPassword(ctx: Ctx, parts: SigninParts, input: TypedStep): Promise<Checked> {
  return inEvenTime(parts, () => check(ctx, parts, input), isRight)
}

const isRight = ({ kind }: Checked) => kind !== 'wrong'

async function check(ctx: Ctx, parts: SigninParts, input: TypedStep): Promise<Checked> {
  const { browser } = input
  const found = await findFlow(ctx.reader, browser.flow, ctx.now())
  const flow = expectStep(found, { step: 'challenge', pending: 'password', token: input.token })
  const loginKey = foldLogin(flow.state.login)
  const account = await findAccount(ctx.reader, loginKey, browser.devices, ctx.now())
  const guess = {
    account,
    countedAs: account?.userId ?? unknownAccount(parts.keyring, loginKey),
    deviceId: account?.deviceId ?? undefined,
    password: input.password,
  }
  const verdict = await verifyPassword(ctx, parts, guess)
  if (verdict.kind === 'right') {
    const settled = await settle(ctx, flow, verdict.account, browser)
    if (settled.kind !== 'wrong') return settled
  } else await refuseSignIn(ctx, guess, verdict)
  return { kind: 'wrong' }
}

/** Looks again under the row's lock: what was verified must still be what is stored, and still let in. */
function settle(request: Ctx, flow: AtPassword, verified: Account, browser: Browser): Promise<Checked> {
  const ctx = asSystem(request, 'signin')
  return change<Checked>(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), verified.userId)
    const permit = authorizeSignin(ctx, 'signin.startSession', user)
    const now = await findAccountOf(tx, user.id, browser.devices, ctx.now())
    if (now === undefined || now.passwordHash !== verified.passwordHash) return unchanged({ kind: 'wrong' })
    const standing = standingOf(now, ctx.now())
    if (standing === 'closed') return unchanged({ kind: 'wrong' })
    const next = advance(flow.state, {
      kind: 'proved',
      challenge: 'password',
      proof: { method: 'pwd', at: ctx.now().toISOString() },
      subject: { userId: user.id, realmId: user.realmId, credentialVersion: user.credentialVersion },
      challenges: [],
      obligations: standing === 'mustChange' ? ['changePassword'] : [],
    })
    if (next === undefined || !(await endFlow(tx, flow))) throw new OutOfStep()
    if (next.step === 'complete') return complete(tx, ctx, user, { next, browser, deviceId: verified.deviceId })
    await settleRightGuess(tx, ctx, permit, verified.deviceId ?? undefined)
    return changed(
      { kind: 'goOn', flow: await beginFlow(tx, next, ctx.now()) },
      personVerified([asTarget(user)], { method: 'pwd', before: 'changePassword' }, { by: personOf(user) }),
    )
  })
}

async function complete(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  {
    next,
    browser,
    deviceId,
  }: {
    readonly next: Extract<FlowState, { step: 'complete' }>
    readonly browser: Browser
    readonly deviceId: string | null
  },
): Promise<Outcome<Checked>> {
  const unlocked = await endLock(tx, ctx, user)
  const { entered, events } = await enter(tx, ctx, user, {
    browser,
    proofs: next.proofs,
    after: 'password',
    guessedOn: deviceId ?? undefined,
  })
  return changed({ kind: 'entered', entered, returnTo: next.returnTo }, ...events, ...unlocked)
}
