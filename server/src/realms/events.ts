import { defineEvent, type EventTarget } from '../record/event.ts'
import { showDomain } from './domain-rule.ts'
import type { Realm } from './realm.ts'

/** A realm as the target of an event: the realm itself sees it. */
export function asTarget(realm: Pick<Realm, 'id' | 'name'>): EventTarget {
  return { type: 'Realm', id: realm.id, realmId: realm.id, displayName: realm.name, alternateId: realm.name }
}

/** What events tell of a realm. */
export function factsOf(realm: Pick<Realm, 'name' | 'realmType' | 'domains' | 'isDefault'>) {
  return {
    realmName: realm.name,
    realmType: realm.realmType,
    realmDomains: realm.domains.map(showDomain),
    defaultRealm: realm.isDefault,
  }
}

const facts = { realmName: 'public', realmType: 'public', realmDomains: 'public', defaultRealm: 'public' } as const

export const realmCreated = defineEvent('directory.realm.lifecycle.create', {
  doc: 'A realm was created.',
  fields: facts,
})

export const realmUpdated = defineEvent('directory.realm.lifecycle.update', {
  doc: 'A realm was renamed, or its type or domains were changed.',
  fields: { ...facts, previousName: 'public', previousType: 'public', previousDomains: 'public' },
})

export const realmDeleted = defineEvent('directory.realm.lifecycle.delete', {
  doc: 'An empty realm was deleted, with its domains.',
  fields: facts,
})
