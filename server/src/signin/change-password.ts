import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import type { LocalPath } from '../kernel/local-path.ts'
import { change, changed } from '../record/change.ts'
import { asSystem } from '../record/open-context.ts'
import { getUser, lockUser } from '../users/public.ts'
import { findAccountOf, standingOf } from './account.ts'
import { type Entered, enter } from './enter.ts'
import { endFlow, findFlow } from './flow.ts'
import { advance } from './machine.ts'
import { installPassword, refuseUnfit, type TypedPassword } from './new-password.ts'
import type { Browser, SigninParts } from './parts.ts'
import { expectStep, OutOfStep } from './step.ts'

/**
 * Takes the new password of somebody who has just proved the one that has to be changed, and lets them in. Throws
 * `OutOfStep`, also when their account changed since they proved it. Faults: `password.policy`.
 */
export async function changePassword(
  request: Ctx,
  { hasher }: SigninParts,
  input: { readonly browser: Browser; readonly token: string; readonly typed: TypedPassword },
): Promise<{ readonly entered: Entered; readonly returnTo: LocalPath }> {
  const ctx = asSystem(request, 'signin')
  const found = await findFlow(ctx.reader, input.browser.flow, ctx.now())
  const flow = expectStep(found, { step: 'obligation', pending: 'changePassword', token: input.token })
  const { userId, credentialVersion } = flow.state.subject
  const account = await findAccountOf(ctx.reader, userId, input.browser.devices, ctx.now())
  if (account === undefined) throw new OutOfStep()
  refuseUnfit(input.typed, await getUser(ctx.reader, userScope(ctx, 'users.read'), userId))
  // What has to be changed has to be another.
  if (await hasher.verify(input.typed.password, account.passwordHash ?? undefined))
    throw new Fault('password.policy', { fields: [{ path: 'password', code: 'passwordUnchanged' }] })
  const hash = await hasher.hash(input.typed.password)
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), userId)
    const now = await findAccountOf(tx, userId, input.browser.devices, ctx.now())
    const isSame = now !== undefined && now.credentialVersion === credentialVersion
    if (!isSame || now.passwordHash !== account.passwordHash || standingOf(now, ctx.now()) !== 'mustChange')
      throw new OutOfStep()
    const installed = await installPassword(tx, ctx, user, { hash, cause: 'expired' })
    const subject = { ...flow.state.subject, credentialVersion: installed.user.credentialVersion }
    const next = advance(flow.state, { kind: 'met', obligation: 'changePassword', subject })
    if (next?.step !== 'complete' || !(await endFlow(tx, flow))) throw new OutOfStep()
    const entry = { browser: input.browser, proofs: next.proofs, after: 'password', guessedOn: null }
    const { entered, events } = await enter(tx, ctx, installed.user, entry)
    return changed({ entered, returnTo: next.returnTo }, installed.event, ...events)
  })
}
