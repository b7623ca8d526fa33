import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { RealmTarget } from '../../authz/target.ts'
import type { Reader, Tx } from '../../db/database.ts'
import type { RealmId } from '../../kernel/ids.ts'
import { overlaps, type RealmDomain, showDomain, withParents } from '../domain-rule.ts'

const row = ['domain', 'is_wildcard as isWildcard'] as const

/** The domains of a realm, by name. */
export function listDomains(db: Reader, realmId: RealmId): Promise<RealmDomain[]> {
  return db
    .selectFrom('realm_domains')
    .select(row)
    .where('realm_id', '=', realmId)
    .orderBy('domain')
    .orderBy('is_wildcard')
    .execute()
}

/** The rules of other realms that may cover one of these domain names. */
export function findRulesElsewhere(db: Reader, realmId: RealmId, names: readonly string[]): Promise<RealmDomain[]> {
  return db
    .selectFrom('realm_domains')
    .select(row)
    .where('realm_id', '<>', realmId)
    .where('domain', 'in', [...new Set(names.flatMap(withParents))])
    .execute()
}

/**
 * Holds the domains of every realm still until this transaction ends: a rule may overlap with one that is being written,
 * and no row of either would be in the other's way.
 */
export async function holdAllDomains(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7023501846)`.execute(tx)
}

/** Which of these rules another realm has already, or one that overlaps. Under `holdAllDomains`. */
export async function findTaken(
  tx: Tx,
  realmId: RealmId,
  wished: readonly RealmDomain[],
): Promise<readonly RealmDomain[]> {
  const below = wished.filter((rule) => rule.isWildcard).map((rule) => `%.${rule.domain}`) // a domain holds no % and no _
  const others = await tx
    .selectFrom('realm_domains')
    .select(row)
    .where('realm_id', '<>', realmId)
    .where((rules) =>
      rules.or([
        rules('domain', 'in', [...new Set(wished.flatMap((rule) => withParents(rule.domain)))]),
        ...(below.length === 0 ? [] : [sql<boolean>`domain like any (${below}::text[])`]),
      ]),
    )
    .execute()
  return wished.filter((rule) => others.some((other) => overlaps(rule, other)))
}

/** Makes these the realm's domains. Under `holdAllDomains`, after `findTaken`. */
export async function writeDomains(
  tx: Tx,
  { target }: Permit<'realm.manage', RealmTarget | Locked<RealmTarget>>,
  before: readonly RealmDomain[],
  domains: readonly RealmDomain[],
): Promise<void> {
  const [old, wished] = [before.map(showDomain), domains.map(showDomain)]
  const gone = before.filter((rule) => !wished.includes(showDomain(rule)))
  const added = domains.filter((rule) => !old.includes(showDomain(rule)))
  for (const { domain, isWildcard } of gone)
    await tx
      .deleteFrom('realm_domains')
      .where('realm_id', '=', target.id)
      .where('domain', '=', domain)
      .where('is_wildcard', '=', isWildcard)
      .execute()
  if (added.length > 0)
    await tx
      .insertInto('realm_domains')
      .values(added.map(({ domain, isWildcard }) => ({ domain, is_wildcard: isWildcard, realm_id: target.id })))
      .execute()
}
