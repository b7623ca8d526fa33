import { defineEvent, type EventTarget } from '../record/event.ts'
import type { Group } from './group.ts'

/** A group as the target of an event. */
export function asTarget(group: Pick<Group, 'id' | 'realmId' | 'name'>): EventTarget {
  return { type: 'UserGroup', id: group.id, realmId: group.realmId, displayName: group.name, alternateId: '' }
}

export const memberAdded = defineEvent('group.user_membership.add', {
  doc: 'Somebody was put into a group. Where it carries a role, what they held from before may have ended.',
  fields: { carriesRole: 'public', endedSessions: 'public', revokedTokens: 'public' },
})

export const memberRemoved = defineEvent('group.user_membership.remove', {
  doc: 'Somebody was taken out of a group. Where it carries a role, their sessions and tokens ended.',
  fields: { carriesRole: 'public', endedSessions: 'public', revokedTokens: 'public' },
})
