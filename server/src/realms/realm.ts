import type { RealmTarget } from '../authz/target.ts'
import type { RealmId } from '../kernel/ids.ts'
import type { RealmDomain } from './domain-rule.ts'

export const realmTypes = ['PARTNER', 'DEFAULT'] as const
export type RealmType = (typeof realmTypes)[number]

/** A partition of people. A PARTNER realm has a portal of its own. */
export interface Realm extends RealmTarget {
  readonly id: RealmId
  readonly name: string
  readonly realmType: RealmType
  readonly isDefault: boolean
  /** The mail domains of its usernames and primary addresses, by name. None: any that no other realm has. */
  readonly domains: readonly RealmDomain[]
  readonly createdAt: Date
  readonly updatedAt: Date
}
