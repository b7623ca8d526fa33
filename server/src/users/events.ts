import { defineEvent, type EventTarget } from '../record/event.ts'
import { nameOf, textOf, type User } from './user.ts'

/** A person as the target of an event. */
export function asTarget(user: Pick<User, 'id' | 'realmId' | 'profile'>): EventTarget {
  return {
    type: 'User',
    id: user.id,
    realmId: user.realmId,
    displayName: nameOf(user.profile),
    alternateId: textOf(user.profile, 'login'),
  }
}

export const userSuspended = defineEvent('user.lifecycle.suspend', {
  doc: 'Somebody was suspended: sign-in is refused and every session and token ended.',
  fields: { previousStatus: 'public', endedSessions: 'public', revokedTokens: 'public' },
})
