import type { AppId, GroupId, RealmId } from '../kernel/ids.ts'
import type { Permission } from './permissions.ts'
import type { Target } from './target.ts'

/** What one role assignment covers. `org` is everything; the lists hold what a resource set names. */
export interface Resources {
  readonly org: boolean
  readonly allRealms: boolean
  readonly allUsers: boolean
  readonly allGroups: boolean
  readonly allApps: boolean
  readonly realms: readonly RealmId[]
  readonly usersOfRealms: readonly RealmId[]
  readonly groups: readonly GroupId[]
  readonly usersOfGroups: readonly GroupId[]
  readonly apps: readonly AppId[]
}

/** Limits a permission to some attributes, or a disclosure to some kinds. Null: no limit. */
export type Conditions =
  | { readonly include: readonly string[] }
  | { readonly exclude: readonly string[] }
  | { readonly kinds: readonly string[] }

/** One assignment in force: its permissions hold on its own resources and on nothing else. */
export interface Grant {
  readonly permissions: ReadonlyMap<Permission, Conditions | null>
  readonly resources: Resources
}

/** Whether these resources take in the target. A kind of target without a line here is covered by nothing. */
export function covers(resources: Resources, target: Target): boolean {
  switch (target.type) {
    case 'org':
      return resources.org
    case 'realm':
      return resources.org || resources.allRealms || resources.realms.includes(target.id)
    case 'user':
      return (
        resources.org ||
        resources.allUsers ||
        resources.usersOfRealms.includes(target.realmId) ||
        target.inGroups.some((group) => resources.usersOfGroups.includes(group))
      )
    case 'newUser':
      return resources.org || resources.allUsers || resources.usersOfRealms.includes(target.realmId)
    case 'group':
      return resources.org || resources.allGroups || resources.groups.includes(target.id)
    case 'app':
      return resources.org || resources.allApps || resources.apps.includes(target.id)
    default:
      return false
  }
}
