import type { SignInState } from '@portico/contract/portal.ts'
import type { UserStatus } from '@portico/contract/users.ts'
import { assertNever } from '../kernel/assert-never.ts'

/** All that decides whether somebody can sign in, read at one moment. */
export interface SignInFacts {
  readonly status: UserStatus
  readonly statusChangedAt: Date | null
  readonly startsAt: Date | null
  readonly expiresAt: Date | null
  /** Until when a password that somebody else set is good; null for one of their own. */
  readonly temporaryUntil: Date | null
  /** Until when guesses from unknown devices are refused. */
  readonly lockedUntil: Date | null
  /** The mail with a link that has not left yet. It supersedes every earlier link. */
  readonly queuedMail: { readonly at: Date; readonly hasFailed: boolean } | null
  /** The newest link that was not used, superseded or outlived by a newer credential; it may have expired. */
  readonly link: { readonly sentAt: Date; readonly expiresAt: Date } | null
}
type State = SignInState

/**
 * Whether somebody can sign in, and if not, the one reason and the verb that mends it. What no verb mends comes before
 * what one does, and what comes first in their way before what comes later.
 */
export function signInState(facts: SignInFacts, now: Date): State {
  const { status, startsAt, expiresAt } = facts
  if (status === 'DEPROVISIONED') return cannot('deactivated', null, 'activate')
  if (expiresAt !== null && expiresAt <= now) return cannot('ended', expiresAt, null)
  if (status === 'SUSPENDED') return cannot('suspended', null, 'unsuspend')
  if (status === 'STAGED') return cannot('notActivated', null, 'activate')
  if (startsAt !== null && startsAt > now) return cannot('notYet', startsAt, null)
  switch (status) {
    case 'PROVISIONED':
      return byLink(facts, now) ?? cannot('notActivated', null, 'reactivate')
    case 'RECOVERY':
      return byLink(facts, now) ?? cannot('recovering', facts.statusChangedAt, 'reactivate')
    case 'LOCKED_OUT':
      return locked(facts, now)
    case 'PASSWORD_EXPIRED':
    case 'ACTIVE':
      return byPassword(facts, now)
    default:
      return assertNever(status)
  }
}

/** What became of the mail with the link, which is all that this person can get in by. */
function byLink({ status, queuedMail, link }: SignInFacts, now: Date): State | undefined {
  const sent = status === 'RECOVERY' ? 'recovering' : 'linkSent'
  // The address is what is wrong: sending the same mail there again mends nothing.
  if (queuedMail?.hasFailed) return cannot('mailFailing', queuedMail.at, 'editProfile')
  if (queuedMail !== null) return cannot(sent, queuedMail.at, 'reactivate')
  if (link === null) return undefined
  return link.expiresAt > now
    ? cannot(sent, link.sentAt, 'reactivate')
    : cannot('linkExpired', link.expiresAt, 'reactivate')
}

/** A lock ends by itself; the status says so only after the next sign-in. */
function locked(facts: SignInFacts, now: Date): State {
  const { lockedUntil } = facts
  return lockedUntil !== null && lockedUntil > now ? cannot('lockedOut', lockedUntil, 'unlock') : byPassword(facts, now)
}

function byPassword({ status, temporaryUntil }: SignInFacts, now: Date): State {
  if (temporaryUntil !== null && temporaryUntil <= now)
    return cannot('temporaryPasswordExpired', temporaryUntil, 'resetPassword')
  if (status === 'PASSWORD_EXPIRED') return can('passwordExpired', temporaryUntil)
  return can('active', null)
}

function can(reason: State['reason'], at: Date | null): State {
  return { canSignIn: true, reason, at: at?.toISOString() ?? null, remedy: null }
}
function cannot(reason: State['reason'], at: Date | null, remedy: string | null): State {
  return { canSignIn: false, reason, at: at?.toISOString() ?? null, remedy }
}
