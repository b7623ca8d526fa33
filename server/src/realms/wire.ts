import type { WireRealm } from '@portico/contract/realms.ts'
import { showDomain } from './domain-rule.ts'
import type { Realm } from './realm.ts'

/** A realm as the Management API shows it: a list leaves the domains out. */
export function toWireRealm(realm: Realm, origin: string, where: 'single' | 'list'): WireRealm {
  const { id, name, realmType } = realm
  return {
    id,
    created: realm.createdAt.toISOString(),
    lastUpdated: realm.updatedAt.toISOString(),
    profile: { name, realmType, ...(where === 'single' ? { domains: realm.domains.map(showDomain) } : {}) },
    isDefault: realm.isDefault,
    _links: { self: { rel: 'self', href: `${origin}/api/v1/realms/${id}`, method: 'GET' } },
  }
}
