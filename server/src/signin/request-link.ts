import type { Ctx } from '../authz/context.ts'
import { authorizeSignin } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { foldLogin } from '../kernel/fold.ts'
import type { UserId } from '../kernel/ids.ts'
import { networkOf } from '../kernel/network.ts'
import { hashSecret, type Secret } from '../kernel/secret.ts'
import { chargeGuess, unknownAccount } from '../passwords/public.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { note } from '../record/note.ts'
import { asSystem } from '../record/open-context.ts'
import { findDeadSecret, type SecretPurpose, secretStatuses } from '../tokens/public.ts'
import { asTarget, lockUser, mailAskedLink, mailLink } from '../users/public.ts'
import { type Account, findAccount, findAccountOf } from './account.ts'
import { inEvenTime } from './even-time.ts'
import { linkRequested, loginFacts, targetOf } from './events.ts'
import type { SigninParts } from './parts.ts'

/**
 * Mails a link to choose a new password to whoever has this login: to the addresses that they confirmed or have had for a
 * day. Nobody, somebody without such an address, somebody who may not sign in and somebody who asked too often get none,
 * and the same answer after the same time. Faults: `signin.limited` by network.
 */
export function requestRecovery(request: Ctx, parts: SigninParts, input: { readonly login: string }): Promise<void> {
  return inEvenTime(parts, () => recover(request, parts, input))
}

async function recover(request: Ctx, { keyring }: SigninParts, input: { readonly login: string }): Promise<void> {
  const loginKey = foldLogin(input.login)
  const account = await findAccount(request.reader, loginKey, [], request.now())
  await requestLink(request, {
    purpose: 'recovery',
    account,
    countedAs: account?.userId ?? unknownAccount(keyring, loginKey),
  })
}

/**
 * Mails a new link in place of one that does not work any more, by the same rule; for an activation to
 * the primary address, and only while they still wait for it. The answer is the same for a link that never was. Faults: `signin.limited`.
 */
export function requestLinkAgain(
  request: Ctx,
  parts: SigninParts,
  input: { readonly purpose: SecretPurpose; readonly secret: Secret },
): Promise<void> {
  return inEvenTime(parts, () => renew(request, input))
}

async function renew(request: Ctx, input: { readonly purpose: SecretPurpose; readonly secret: Secret }): Promise<void> {
  const dead = await findDeadSecret(request.reader, input.purpose, input.secret)
  const account = dead && (await findAccountOf(request.reader, dead.userId, [], request.now()))
  await requestLink(request, {
    purpose: input.purpose,
    account,
    countedAs: account?.userId ?? hashSecret(input.secret).toString('base64url'),
  })
}

interface Asked {
  readonly purpose: SecretPurpose
  readonly account: Account | undefined
  readonly countedAs: string
}

async function requestLink(request: Ctx, asked: Asked): Promise<void> {
  const ctx = asSystem(request, 'signin')
  const { purpose, account } = asked
  const { isAllowed } = await chargeGuess(ctx, { kind: 'link', account: asked.countedAs })
  const isSent =
    isAllowed &&
    account !== undefined &&
    mayHave(account, purpose) &&
    (await sendLink(ctx, { userId: account.userId, purpose }))
  if (isSent) return
  const event = linkRequested(account === undefined ? [] : [targetOf(account)], {
    purpose,
    ...loginFacts(asked),
  })
  await note(ctx, { ...event, outcome: 'FAILURE' }, [asked.countedAs, networkOf(ctx.origin.address)])
}

const mayHave = (account: Account, purpose: SecretPurpose) =>
  account.isInForce && secretStatuses[purpose].includes(account.status)

function sendLink(
  ctx: Ctx,
  { userId, purpose }: { readonly userId: UserId; readonly purpose: SecretPurpose },
): Promise<boolean> {
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), userId)
    authorizeSignin(ctx, 'signin.sendLink', user)
    if (!secretStatuses[purpose].includes(user.status)) return unchanged(false)
    if (purpose === 'activation') await mailLink(tx, ctx, user, 'activation')
    else if (!(await mailAskedLink(tx, ctx, user))) return unchanged(false)
    return changed(true, linkRequested([asTarget(user)], { purpose }))
  })
}
