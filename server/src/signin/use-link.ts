import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Secret } from '../kernel/secret.ts'
import { change, changed } from '../record/change.ts'
import { asSystem } from '../record/open-context.ts'
import { consumeSecret, findSecret, type SecretPurpose, secretStatuses } from '../tokens/public.ts'
import { getUser, lockUser, nameOf, textOf, type User } from '../users/public.ts'
import { findAccountOf } from './account.ts'
import { type Entered, enter } from './enter.ts'
import { confirmAddress, installPassword, refuseUnfit, type TypedPassword } from './new-password.ts'
import type { Browser, SigninParts } from './parts.ts'

/** Whose link it is, for its page. */
export interface OpenLink {
  readonly name: string
  readonly login: string
}

/** Looks at a link without using it: mail scanners open links too. Faults: `link.expired`. */
export async function seeLink(request: Ctx, purpose: SecretPurpose, secret: Secret): Promise<OpenLink> {
  const { profile } = await ownerOf(asSystem(request, 'signin'), purpose, secret)
  return { name: nameOf(profile), login: textOf(profile, 'login') }
}

/**
 * Uses a link up: its owner has the password that they typed, is ACTIVE and in. Of two uses at once one is one; a newer
 * link, a newer password or a suspension that commits first makes this one `link.expired`. Faults: also `password.policy`.
 */
export async function takeLink(
  request: Ctx,
  { hasher }: SigninParts,
  input: {
    readonly purpose: SecretPurpose
    readonly secret: Secret
    readonly typed: TypedPassword
    readonly browser: Browser
  },
): Promise<Entered> {
  const ctx = asSystem(request, 'signin')
  const { purpose, secret } = input
  const owner = await ownerOf(ctx, purpose, secret)
  refuseUnfit(input.typed, owner)
  const hash = await hasher.hash(input.typed.password)
  return change(ctx, async (tx) => {
    // The person first, as whoever makes a link does: then neither waits for the other in a circle.
    const user = await lockUser(tx, userScope(ctx, 'users.read'), owner.id)
    if (!(await opensFor(tx, user.id, purpose, ctx.now()))) throw new Fault('link.expired')
    const { sentTo } = await consumeSecret(tx, purpose, secret, ctx.now())
    await confirmAddress(tx, user, sentTo, ctx.now())
    const installed = await installPassword(tx, ctx, user, { hash, cause: purpose })
    const { entered, events } = await enter(tx, ctx, installed.user, {
      browser: input.browser,
      proofs: [
        { method: 'link', at: ctx.now().toISOString() },
        { method: 'pwd', at: ctx.now().toISOString() },
      ],
      after: purpose,
      guessedOn: null,
    })
    return changed(entered, installed.event, ...events)
  })
}

async function ownerOf(ctx: Ctx, purpose: SecretPurpose, secret: Secret): Promise<User> {
  const found = await findSecret(ctx.reader, purpose, secret, ctx.now())
  if (found === undefined || !(await opensFor(ctx.reader, found.userId, purpose, ctx.now())))
    throw new Fault('link.expired')
  return getUser(ctx.reader, userScope(ctx, 'users.read'), found.userId)
}

/** Whether a link of this purpose opens something for somebody who is as they are now. */
async function opensFor(db: Ctx['reader'], userId: UserId, purpose: SecretPurpose, at: Date): Promise<boolean> {
  const account = await findAccountOf(db, userId, [], at)
  return account !== undefined && account.isInForce && secretStatuses[purpose].includes(account.status)
}
