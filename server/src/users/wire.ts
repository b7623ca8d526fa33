import { baseAttributes } from '@portico/contract/profile.ts'
import type { WireUser } from '@portico/contract/users.ts'
import type { Can } from '../authz/permit.ts'
import type { Verb } from './lifecycle.ts'
import type { SeenUser } from './see-user.ts'
import { type Profile, textOf } from './user.ts'

/** A person as the Management API shows them: with the links of what this reader may do now, or only `self` in a list. */
export function toWireUser(user: SeenUser, origin: string, links: 'all' | 'self'): WireUser {
  const href = `${origin}/api/v1/users/${user.id}`
  return {
    id: user.id,
    status: user.status,
    created: user.createdAt.toISOString(),
    activated: iso(user.activatedAt),
    statusChanged: iso(user.statusChangedAt),
    lastLogin: iso(user.lastLoginAt),
    lastUpdated: user.updatedAt.toISOString(),
    passwordChanged: iso(user.passwordSetAt),
    realmId: user.realmId,
    type: { id: user.typeId },
    profile: wireProfile(user.profile),
    credentials: credentialsOf(user),
    _links: { self: { href }, ...(links === 'all' ? linksOf(user, origin, href) : {}) },
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

const nullWhenEmpty = baseAttributes.filter((attribute) => attribute.nullWhenEmpty).map((attribute) => attribute.name)

/** Empty attributes are absent, except the two that the wire always sends. */
function wireProfile(profile: Profile): WireUser['profile'] {
  return { ...Object.fromEntries(nullWhenEmpty.map((name) => [name, null])), ...profile }
}

function credentialsOf(user: SeenUser): WireUser['credentials'] {
  const address = (name: string, type: string, confirmedAt: Date | null) => {
    const value = textOf(user.profile, name)
    return value === '' ? [] : [{ value, status: confirmedAt === null ? 'UNVERIFIED' : 'VERIFIED', type }]
  }
  return {
    ...(user.hasPassword ? { password: {} } : {}),
    emails: [
      ...address('email', 'PRIMARY', user.emailConfirmedAt),
      ...address('secondEmail', 'SECONDARY', user.secondEmailConfirmedAt),
    ],
    provider: { type: 'OKTA', name: 'OKTA' },
  }
}

/** The path of each verb, and the name under which its link is published. */
const published: Readonly<Record<Verb, { readonly name: string; readonly path: string; readonly method: string }>> = {
  activate: { name: 'activate', path: '/lifecycle/activate', method: 'POST' },
  reactivate: { name: 'reactivate', path: '/lifecycle/reactivate', method: 'POST' },
  suspend: { name: 'suspend', path: '/lifecycle/suspend', method: 'POST' },
  unsuspend: { name: 'unsuspend', path: '/lifecycle/unsuspend', method: 'POST' },
  unlock: { name: 'unlock', path: '/lifecycle/unlock', method: 'POST' },
  resetPassword: { name: 'resetPassword', path: '/lifecycle/reset_password', method: 'POST' },
  expirePassword: { name: 'expirePassword', path: '/lifecycle/expire_password', method: 'POST' },
  deactivate: { name: 'deactivate', path: '/lifecycle/deactivate', method: 'POST' },
  delete: { name: 'delete', path: '', method: 'DELETE' },
}

/** Would the call succeed as it stands? Where a proof is missing first, it would not. */
const isOpen = (can: Can) => can.allowed && can.needsProof !== true

/** A link is published exactly when the call would succeed for this reader. */
function linksOf(user: SeenUser, origin: string, href: string): WireUser['_links'] {
  const allowed = Object.entries(published).filter(([verb]) => isOpen(user.can[verb as Verb])) // the keys are verbs by the record's type
  return {
    schema: { href: `${origin}/api/v1/meta/schemas/user/osc${user.typeId.slice(3)}` },
    type: { href: `${origin}/api/v1/meta/types/user/${user.typeId}` },
    ...Object.fromEntries(allowed.map(([, link]) => [link.name, { href: href + link.path, method: link.method }])),
  }
}
