import type { EventTarget } from '../record/event.ts'
import { defineEvent } from '../record/event.ts'
import type { Account } from './account.ts'

/** An account as the target of an event: before anybody is proved there is no more of it than this. */
export function targetOf(account: Pick<Account, 'userId' | 'realmId' | 'name' | 'login'>): EventTarget {
  const { userId, realmId, name, login } = account
  return { type: 'User', id: userId, realmId, displayName: name, alternateId: login }
}

/** People type passwords where a name is asked for. So the log has no name that nobody has, but a hash of it under our key. */
const triedLogin = { isKnownAccount: 'public', unknownLogin: 'personal' } as const

/** What the log says of the name that somebody tried. `countedAs` is what an unknown one is counted under. */
export function loginFacts(tried: { readonly account: Account | undefined; readonly countedAs: string }) {
  return tried.account === undefined
    ? { isKnownAccount: false, unknownLogin: tried.countedAs }
    : { isKnownAccount: true }
}

export const sessionStarted = defineEvent('user.session.start', {
  doc: 'Somebody signed in. With the outcome FAILURE: somebody tried to, and repeats within a minute are counted.',
  fields: { methods: 'public', after: 'public', isKnownDevice: 'public', ...triedLogin },
})

export const sessionEnded = defineEvent('user.session.end', {
  doc: 'A session ended: its holder signed out, or somebody signed in anew in the same browser.',
  fields: { cause: 'public' },
})

export const accountLocked = defineEvent('user.account.lock', {
  doc: 'Too many wrong passwords from devices that the account does not know: for some time none of them may try.',
  fields: { until: 'public' },
  severity: 'WARN',
})

export const accountUnlocked = defineEvent('user.account.unlock', {
  doc: 'The time of a lock was over.',
  fields: {},
})

export const personVerified = defineEvent('user.authentication.verify', {
  doc: 'Somebody proved who they are: again in a session before something grave, or on the way in.',
  fields: { method: 'public', before: 'public' },
})

export const passwordChosen = defineEvent('user.account.update_password', {
  doc: 'Somebody chose their password: at the first sign-in, by a link, or because it had to be changed. All else ended.',
  fields: { cause: 'public', previousStatus: 'public', endedSessions: 'public', revokedTokens: 'public' },
})

export const linkRequested = defineEvent('portico.signin.link_requested', {
  doc: 'Somebody asked for a link by mail. With the outcome FAILURE none was sent; the answer was the same.',
  fields: { purpose: 'public', ...triedLogin },
})
