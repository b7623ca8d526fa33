import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { RealmTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { parseDomain, type RealmDomain, showDomain } from './domain-rule.ts'
import { findTaken, holdAllDomains, writeDomains } from './queries/domains.ts'

/**
 * The only place that gives a realm its domains. Holds the domains of all realms, so that of two realms that want the same
 * domain at once, or overlapping ones, one gets it. `asTyped` is where the request has them. Faults: `realm.domainTaken`.
 */
export async function giveDomains(
  tx: Tx,
  permit: Permit<'realm.manage', RealmTarget | Locked<RealmTarget>>,
  before: readonly RealmDomain[],
  domains: readonly RealmDomain[],
  asTyped: readonly string[] = [],
): Promise<void> {
  if (same(before, domains)) return
  await holdAllDomains(tx)
  const taken = domains.length === 0 ? [] : (await findTaken(tx, permit.target.id, domains)).map(showDomain)
  if (taken.length > 0) {
    const fields = asTyped.flatMap((text, index) => {
      const domain = parseDomain(text)
      return domain !== undefined && taken.includes(showDomain(domain))
        ? [{ path: `profile.domains.${index}`, code: 'domainTaken' as const }]
        : []
    })
    throw new Fault('realm.domainTaken', { fields })
  }
  await writeDomains(tx, permit, before, domains)
}

/** Whether two lists name the same domains, in whatever order. */
export function same(one: readonly RealmDomain[], other: readonly RealmDomain[]): boolean {
  return one.map(showDomain).sort().join() === other.map(showDomain).sort().join()
}
