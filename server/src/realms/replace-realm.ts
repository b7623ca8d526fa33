import type { Ctx } from '../authz/context.ts'
import { realmScope } from '../authz/object-scope.ts'
import { authorize } from '../authz/permit.ts'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { showDomain } from './domain-rule.ts'
import { asTarget, factsOf, realmUpdated } from './events.ts'
import { giveDomains, same } from './give-domains.ts'
import { lockRealm } from './queries/realms.ts'
import { rewriteRealm } from './queries/write-realms.ts'
import type { Realm } from './realm.ts'
import { type RealmProfile, type RealmProfileInput, readProfile } from './realm-profile.ts'

/**
 * Gives a realm another name, type and domains. A type or domains that are not named stay: a client that does not know of
 * them would otherwise open a realm to every domain. People who are in it stay as they are until they are edited.
 * Faults: `realm.notFound`, `authz.denied`, `authz.proofNeeded`, `request.invalid`, `realm.nameTaken`, `realm.domainTaken`.
 */
export function replaceRealm(ctx: Ctx, input: RealmProfileInput & { readonly realmId: string }): Promise<void> {
  return change(ctx, async (tx) => {
    const realm = await lockRealm(tx, realmScope(ctx, 'realm.read'), input.realmId, 'edit')
    const permit = authorize(ctx, 'realm.manage', realm)
    const { profile, faults } = readProfile(input)
    const all = [...faults, ...defaultFaults(realm, profile)]
    if (all.length > 0) throw new Fault('request.invalid', { params: { object: 'profile' }, fields: all })
    const { name, realmType = realm.realmType, domains = realm.domains } = profile
    if (name === realm.name && realmType === realm.realmType && same(domains, realm.domains))
      return unchanged(undefined)
    await rewriteRealm(tx, permit, { name, realmType }, ctx.now())
    await giveDomains(tx, permit, realm.domains, domains, input.domains)
    const now = { name, realmType, domains, isDefault: realm.isDefault }
    return changed(undefined, realmUpdated([asTarget(realm)], { ...factsOf(now), ...previous(realm) }))
  })
}

/** The default realm takes everybody whom no other realm claims: it has no domains and is nobody's portal. */
function defaultFaults(realm: Realm, { realmType, domains = [] }: RealmProfile): readonly FieldFault[] {
  if (!realm.isDefault) return []
  return [
    ...(realmType === 'PARTNER' ? [{ path: 'profile.realmType', code: 'readOnly' as const }] : []),
    ...(domains.length > 0 ? [{ path: 'profile.domains', code: 'readOnly' as const }] : []),
  ]
}

const previous = (realm: Realm) => ({
  previousName: realm.name,
  previousType: realm.realmType,
  previousDomains: realm.domains.map(showDomain),
})
