import { foldDomain } from '../kernel/fold.ts'

/** `acme.example`, or as a wildcard every name below it and not itself. In IDNA ASCII form. */
export interface RealmDomain {
  readonly domain: string
  readonly isWildcard: boolean
}

/** Reads `acme.example` or `*.acme.example`; undefined for what is no domain. */
export function parseDomain(text: string): RealmDomain | undefined {
  const trimmed = text.trim()
  const isWildcard = trimmed.startsWith('*.')
  const name = isWildcard ? trimmed.slice(2) : trimmed
  // What IDNA would map away or drop is refused: a domain is written as it is meant.
  const domain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(name) && !name.endsWith('.') ? foldDomain(name) : undefined
  return domain === undefined ? undefined : { domain, isWildcard }
}

export const showDomain = ({ domain, isWildcard }: RealmDomain): string => (isWildcard ? `*.${domain}` : domain)

/** Whether an address at this domain is one of the rule's. Exact: a sub-domain only where a wildcard says so. */
export function covers({ domain, isWildcard }: RealmDomain, name: string): boolean {
  return isWildcard ? name.endsWith(`.${domain}`) : name === domain
}

/** Whether some address would be in both: then they cannot belong to two realms. */
export function overlaps(one: RealmDomain, other: RealmDomain): boolean {
  if (!one.isWildcard) return covers(other, one.domain)
  if (!other.isWildcard) return covers(one, other.domain)
  return one.domain === other.domain || covers(one, other.domain) || covers(other, one.domain)
}

/** A domain and every domain above it: whatever rule covers it is written under one of these. */
export function withParents(domain: string): readonly string[] {
  const labels = domain.split('.')
  return labels.map((_label, index) => labels.slice(index).join('.'))
}
