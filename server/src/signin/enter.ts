import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorizeSignin, type Permit } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import type { Secret } from '../kernel/secret.ts'
import { settleRightGuess } from '../passwords/public.ts'
import type { DomainEvent, EventPerson } from '../record/event.ts'
import { createSession, endShownSession, type NewSession, type Proof, rememberDevice } from '../sessions/public.ts'
import { asTarget, nameOf, textOf, type User } from '../users/public.ts'
import { sessionEnded, sessionStarted, targetOf } from './events.ts'
import type { Browser } from './parts.ts'

/** Somebody is in: what their browser has to keep. */
export interface Entered {
  readonly session: NewSession
  readonly deviceCookie: Secret
}

/**
 * Lets somebody in whose row is held and who was proved: a session with a new secret, a device that is known from now on,
 * and the end of the session that this browser had before, whosever it was.
 */
export async function enter(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  entry: {
    readonly browser: Browser
    readonly proofs: readonly Proof[]
    /** What they came by: `password`, or the purpose of a link. */
    readonly after: string
    /** The device whose counter a right password gives back; null when no password was guessed. */
    readonly guessedOn: string | undefined | null
  },
): Promise<{ readonly entered: Entered; readonly events: readonly [DomainEvent, ...DomainEvent[]] }> {
  const at = ctx.now()
  const permit = authorizeSignin(ctx, 'signin.startSession', user)
  const { deviceId, cookie } = await rememberDevice(tx, permit, entry.browser.devices, at)
  const session = await createSession(tx, permit, { deviceId, proofs: entry.proofs, ...ctx.origin }, at)
  const before = entry.browser.session && (await endShownSession(tx, permit, entry.browser.session))
  await markSignedIn(tx, permit, at)
  if (entry.guessedOn !== null) await settleRightGuess(tx, ctx, permit, entry.guessedOn)
  const by = { ...personOf(user), sessionId: session.sessionId }
  const started = sessionStarted(
    [asTarget(user)],
    {
      methods: entry.proofs.map((proof) => proof.method),
      after: entry.after,
      isKnownDevice: entry.guessedOn !== undefined && entry.guessedOn !== null,
    },
    { by },
  )
  const ended = before === undefined ? [] : [sessionEnded([targetOf(before)], { cause: 'replaced' }, { by: before })]
  return { entered: { session, deviceCookie: cookie }, events: [started, ...ended] }
}

/** A user as the person behind an event. */
export function personOf(user: User): EventPerson {
  return { userId: user.id, realmId: user.realmId, name: nameOf(user.profile), login: textOf(user.profile, 'login') }
}

async function markSignedIn(tx: Tx, { target }: Permit<'signin.startSession', Locked<User>>, at: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({ last_login_at: at })
    .where('realm_id', '=', target.realmId)
    .where('id', '=', target.id)
    .execute()
}
