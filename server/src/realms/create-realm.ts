import type { Ctx } from '../authz/context.ts'
import { realmScope } from '../authz/object-scope.ts'
import { authorize } from '../authz/permit.ts'
import { Fault } from '../kernel/fault.ts'
import { newId, type RealmId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, factsOf, realmCreated } from './events.ts'
import { giveDomains } from './give-domains.ts'
import { insertRealm } from './queries/write-realms.ts'
import { type RealmProfileInput, readProfile } from './realm-profile.ts'

/**
 * Creates a realm, of type DEFAULT unless it is to be a partner's. Only who manages every realm creates one.
 * Faults: `authz.denied`, `authz.proofNeeded`, `request.invalid`, `realm.nameTaken`, `realm.domainTaken`.
 */
export function createRealm(ctx: Ctx, input: RealmProfileInput): Promise<RealmId> {
  const id = newId('realm', ctx.now())
  return change(ctx, async (tx) => {
    refuseUnlessAll(ctx, 'realm.read')
    refuseUnlessAll(ctx, 'realm.manage')
    const permit = authorize(ctx, 'realm.manage', { type: 'realm', id })
    const { profile, faults } = readProfile(input)
    if (faults.length > 0) throw new Fault('request.invalid', { params: { object: 'profile' }, fields: faults })
    const { name, realmType = 'DEFAULT', domains = [] } = profile
    await insertRealm(tx, permit, { name, realmType }, ctx.now())
    await giveDomains(tx, permit, [], domains, input.domains)
    return changed(id, realmCreated([asTarget({ id, name })], factsOf({ name, realmType, domains, isDefault: false })))
  })
}

/** A realm that is not there yet is in nobody's resource set but that of all realms. */
function refuseUnlessAll(ctx: Ctx, action: 'realm.read' | 'realm.manage'): void {
  const scope = realmScope(ctx, action)
  if (scope.all && scope.withinRealms === null) return
  throw new Fault('authz.denied', {
    params: { reason: 'notPermitted' },
    denial: { action, target: { type: 'org', id: 'org' }, reason: 'notPermitted' },
  })
}
