import type { AppId, GroupId, RealmId, UserId } from '../kernel/ids.ts'

/** Authority as one number: 0 none, 1 realm-scoped, 2 org-wide, 3 super. */
export type Tier = 0 | 1 | 2 | 3

/** A person as the policy sees them: the row that is locked, never what a request says of it. */
export interface UserTarget {
  readonly type: 'user'
  readonly id: UserId
  readonly realmId: RealmId
  readonly tier: Tier
  /** Those of the actor's scoped groups that this person is in. */
  readonly inGroups: readonly GroupId[]
}
export interface NewUserTarget {
  readonly type: 'newUser'
  readonly id: UserId
  readonly realmId: RealmId
}
export interface RealmTarget {
  readonly type: 'realm'
  readonly id: RealmId
}
export interface GroupTarget {
  readonly type: 'group'
  readonly id: GroupId
  readonly realmId: RealmId | null
  /** Carries a role, so that membership is authority. */
  readonly isPrivileged: boolean
  /** The authority that membership gives. */
  readonly tier: Tier
}
export interface AppTarget {
  readonly type: 'app'
  readonly id: AppId
  readonly realmId: RealmId | null
}
export interface OrgTarget {
  readonly type: 'org'
  readonly id: 'org'
}
export type Target = UserTarget | NewUserTarget | RealmTarget | GroupTarget | AppTarget | OrgTarget
export const theOrg: OrgTarget = { type: 'org', id: 'org' }
