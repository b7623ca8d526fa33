import type { Reader } from '../db/database.ts'
import { domainOf } from '../kernel/email.ts'
import type { FieldFault } from '../kernel/fault.ts'
import type { RealmId } from '../kernel/ids.ts'
import { covers, showDomain } from './domain-rule.ts'
import { findRulesElsewhere, listDomains } from './queries/domains.ts'

/** An address somebody is to be known by, and where in the request it stands. */
export interface WishedAddress {
  readonly path: string
  readonly address: string
}

/**
 * What keeps these addresses out of a realm: they are not at its domains, where it has any, or at the domain of another.
 * Says nothing of who has which domain or address elsewhere. What is no address is somebody else's fault.
 */
export async function domainFaults(
  db: Reader,
  realmId: RealmId,
  wished: readonly WishedAddress[],
): Promise<readonly FieldFault[]> {
  const named = wished.flatMap(({ path, address }) => {
    const name = domainOf(address)
    return name === undefined ? [] : [{ path, name }]
  })
  if (named.length === 0) return []
  const own = await listDomains(db, realmId)
  if (own.length > 0) {
    const params = { domains: own.map(showDomain).join(', ') }
    const outside = named.filter(({ name }) => !own.some((rule) => covers(rule, name)))
    return outside.map(({ path }) => ({ path, code: 'domainNotAllowed', params }))
  }
  const names = named.map(({ name }) => name)
  const elsewhere = await findRulesElsewhere(db, realmId, names)
  const foreign = named.filter(({ name }) => elsewhere.some((rule) => covers(rule, name)))
  return foreign.map(({ path }) => ({ path, code: 'domainForeign' }))
}
