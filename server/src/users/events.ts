import type { ApiTokenId } from '../kernel/ids.ts'
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
  doc: 'Somebody was suspended: sign-in is refused and every session, token and link ended.',
  fields: { previousStatus: 'public', endedSessions: 'public', revokedTokens: 'public' },
})

export const userUnsuspended = defineEvent('user.lifecycle.unsuspend', {
  doc: 'Somebody’s suspension was lifted: they are as they were before it.',
  fields: { status: 'public' },
})

export const userActivated = defineEvent('user.lifecycle.activate', {
  doc: 'Somebody was activated: with a password they can sign in, without one they were given a link to choose it.',
  fields: { previousStatus: 'public', status: 'public', link: 'public' },
})

export const userReactivated = defineEvent('user.lifecycle.reactivate', {
  doc: 'Somebody was given a new link to activate their account or to choose a password. The earlier ones are dead.',
  fields: { status: 'public', link: 'public' },
})

export const userDeactivated = defineEvent('user.lifecycle.deactivate', {
  doc: 'Somebody was deactivated: sessions, tokens, password, links, direct app assignments and admin roles are gone.',
  fields: {
    previousStatus: 'public',
    endedSessions: 'public',
    revokedTokens: 'public',
    removedApps: 'public',
    removedRoles: 'public',
  },
})

export const userDeletionBegun = defineEvent('user.lifecycle.delete.initiated', {
  doc: 'The deletion of somebody began.',
  fields: {},
})

export const userDeleted = defineEvent('user.lifecycle.delete.completed', {
  doc: 'Somebody was deleted with everything of theirs. A tombstone without personal data stays.',
  fields: { created: 'public' },
})

export const userUnlocked = defineEvent('user.account.unlock_by_admin', {
  doc: 'Somebody who was locked out after wrong guesses can sign in again, with the same password.',
  fields: {},
})

export const passwordReset = defineEvent('user.account.reset_password', {
  doc: 'Somebody’s password was made unusable by somebody else, and a link to choose a new one was given.',
  fields: {
    previousStatus: 'public',
    link: 'public',
    sessionRevocation: 'public',
    endedSessions: 'public',
    revokedTokens: 'public',
  },
})

export const passwordExpired = defineEvent('user.account.expire_password', {
  doc: 'Somebody has to change their password at the next sign-in, perhaps from a temporary one that was set for them.',
  fields: {
    previousStatus: 'public',
    tempPasswordSet: 'public',
    sessionRevocation: 'public',
    endedSessions: 'public',
    revokedTokens: 'public',
  },
})

export const sessionsCleared = defineEvent('user.session.clear', {
  doc: 'Every session of somebody was ended by somebody else, with their tokens and remembered devices where asked.',
  fields: {
    endedSessions: 'public',
    tokensRevoked: 'public',
    revokedTokens: 'public',
    forgottenDevices: 'public',
  },
})

export const privilegesRevoked = defineEvent('user.account.privilege.revoke', {
  doc: 'Somebody lost the admin roles that were assigned to them directly.',
  fields: { roles: 'public' },
})

export const credentialDisclosed = defineEvent('portico.credential.disclosed', {
  doc: 'Somebody was shown a usable credential of another person, once. The person is told by mail.',
  fields: { kind: 'public', expiresAt: 'public' },
  severity: 'WARN',
})

/** An API token as the target of an event, beside its owner. */
export function tokenAsTarget(
  token: { readonly id: ApiTokenId; readonly name: string },
  owner: Pick<User, 'realmId'>,
): EventTarget {
  return { type: 'ApiToken', id: token.id, realmId: owner.realmId, displayName: token.name, alternateId: '' }
}

export const apiTokenCreated = defineEvent('system.api_token.create', {
  doc: 'An API token was made that acts as its owner, within these permissions and realms.',
  fields: { expiresAt: 'public', permissions: 'public', realmIds: 'public' },
  severity: 'WARN',
})

export const apiTokenRevoked = defineEvent('system.api_token.revoke', {
  doc: 'An API token was ended.',
  fields: {},
})
