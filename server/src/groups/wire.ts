import type { WireGroup } from '@portico/contract/groups.ts'
import type { Group } from './group.ts'

/** A group as the Management API shows it. `logo` is always there and empty: Portico has no pictures of groups. */
export function toWireGroup(group: Group, origin: string): WireGroup {
  const href = `${origin}/api/v1/groups/${group.id}`
  return {
    id: group.id,
    created: group.createdAt.toISOString(),
    lastUpdated: group.updatedAt.toISOString(),
    lastMembershipUpdated: group.membershipUpdatedAt.toISOString(),
    objectClass: ['okta:user_group'],
    type: group.kind,
    profile: { ...group.profile, name: group.name, description: group.description },
    _links: { logo: [], users: { href: `${href}/users` }, apps: { href: `${href}/apps` } },
  }
}
