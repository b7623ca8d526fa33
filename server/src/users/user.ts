import type { UserStatus } from '@portico/contract/users.ts'
import type { Tier, UserTarget } from '../authz/target.ts'
import type { GroupId, RealmId, UserId, UserTypeId } from '../kernel/ids.ts'

/** A profile as it is stored: base and custom attributes by name. Empty ones are absent. */
export type Profile = Readonly<Record<string, AttributeValue>>
export type AttributeValue = string | number | boolean | readonly string[] | readonly number[]

/** A person as a row that was read or locked at one moment. */
export interface User extends UserTarget {
  readonly id: UserId
  readonly realmId: RealmId
  readonly tier: Tier
  readonly inGroups: readonly GroupId[]
  readonly typeId: UserTypeId
  readonly status: UserStatus
  readonly statusBeforeSuspend: UserStatus | null
  readonly profile: Profile
  readonly createdAt: Date
  readonly activatedAt: Date | null
  readonly statusChangedAt: Date | null
  readonly updatedAt: Date
  readonly lastLoginAt: Date | null
  readonly passwordSetAt: Date | null
  readonly hasPassword: boolean
  readonly emailConfirmedAt: Date | null
  readonly secondEmailConfirmedAt: Date | null
  readonly epoch: number
  readonly credentialVersion: number
  readonly version: number
}

/** A base attribute that is text, or the empty string. */
export function textOf(profile: Profile, name: string): string {
  const value = profile[name]
  return typeof value === 'string' ? value : ''
}

/** "Lee Park", or the login of somebody without names. */
export function nameOf(profile: Profile): string {
  const name = `${textOf(profile, 'firstName')} ${textOf(profile, 'lastName')}`.trim()
  return name === '' ? textOf(profile, 'login') : name
}

/** Every address that notices about this person go to now, without repeats. */
export function addressesOf(profile: Profile): readonly string[] {
  return [...new Set([textOf(profile, 'email'), textOf(profile, 'secondEmail')].filter((address) => address !== ''))]
}
