import type { GroupTarget } from '../authz/target.ts'

/** A group as one reader sees it at one moment. */
export interface Group extends GroupTarget {
  /** The wire's type. `BUILT_IN` is Everyone: nobody joins or leaves it, and no row says who is in it. */
  readonly kind: 'OKTA_GROUP' | 'BUILT_IN'
  readonly name: string
  readonly description: string | null
  readonly profile: Readonly<Record<string, unknown>>
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When somebody whom the reader may know of last joined or left. */
  readonly membershipUpdatedAt: Date
}

/** Whether people of a realm may be in the group, by its kind and whose it is. Who may put them there is another question. */
export function isForRealm(group: Pick<Group, 'kind' | 'realmId'>, realmId: string): boolean {
  return group.kind === 'OKTA_GROUP' && (group.realmId === null || group.realmId === realmId)
}
