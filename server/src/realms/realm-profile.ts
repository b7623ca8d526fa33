import type { FieldFault } from '../kernel/fault.ts'
import { parseDomain, type RealmDomain, showDomain } from './domain-rule.ts'
import { type RealmType, realmTypes } from './realm.ts'

/** What a request says of a realm. What it leaves out is not said. */
export interface RealmProfileInput {
  readonly name: string
  readonly realmType?: string | undefined
  readonly domains?: readonly string[] | undefined
}
export interface RealmProfile {
  readonly name: string
  readonly realmType: RealmType | undefined
  readonly domains: readonly RealmDomain[] | undefined
}

const maxNameLength = 255
const maxDomains = 200
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/** Reads a realm's profile, or tells everything that is wrong with it. */
export function readProfile(input: RealmProfileInput): {
  readonly profile: RealmProfile
  readonly faults: readonly FieldFault[]
} {
  const name = input.name.trim()
  const realmType = realmTypes.find((type) => type === input.realmType)
  const domains = input.domains?.map(parseDomain)
  const faults: FieldFault[] = []
  if (name === '') faults.push({ path: 'profile.name', code: 'required' })
  else if ([...name].length > maxNameLength)
    faults.push({ path: 'profile.name', code: 'tooLong', params: { limit: maxNameLength } })
  else if (unseen.test(name)) faults.push({ path: 'profile.name', code: 'notText' })
  if (input.realmType !== undefined && realmType === undefined)
    faults.push({ path: 'profile.realmType', code: 'notAllowedValue' })
  if (domains !== undefined && domains.length > maxDomains)
    faults.push({ path: 'profile.domains', code: 'tooMany', params: { limit: maxDomains } })
  else
    domains?.forEach((domain, index) => {
      if (domain === undefined) faults.push({ path: `profile.domains.${index}`, code: 'domainInvalid' })
    })
  return { profile: { name, realmType, domains: domains === undefined ? undefined : once(domains) }, faults }
}

function once(domains: ReadonlyArray<RealmDomain | undefined>): readonly RealmDomain[] {
  return [...new Map(domains.flatMap((domain) => (domain ? [[showDomain(domain), domain] as const] : []))).values()]
}
