import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { UserId } from '../kernel/ids.ts'
import type { Conditions, Grant, Resources } from './grants.ts'
import { collective, isPermission, type Permission } from './permissions.ts'
import type { Tier } from './target.ts'

interface AssignmentRow {
  readonly role_type: string
  readonly binding_id: string | null
  readonly permissions: ReadonlyArray<{ readonly name: string; readonly conditions: Conditions | null }>
  readonly resources: ReadonlyArray<{ readonly kind: string; readonly id: string | null }>
}

/**
 * Everything that this person may do now, read from the primary in one query: their grants and their tier. What a service
 * app of theirs holds is the app's to use, so it counts for neither.
 */
export async function loadAuthority(
  db: Reader,
  userId: UserId,
  at: Date,
): Promise<{ readonly grants: readonly Grant[]; readonly tier: Tier }> {
  const rows = await db
    .selectFrom(
      sql<{
        via: string
        role_id: string
        role_type: string
        binding_id: string | null
        resource_set_id: string | null
      }>`portico_assignments_of(array[${userId}]::text[], ${at})`.as('a'),
    )
    .select([
      'a.role_type',
      'a.binding_id',
      sql<
        AssignmentRow['permissions']
      >`(select coalesce(json_agg(json_build_object('name', p.permission, 'conditions', p.conditions)), '[]') from role_permissions p where p.role_id = a.role_id)`.as(
        'permissions',
      ),
      sql<
        AssignmentRow['resources']
      >`(select coalesce(json_agg(json_build_object('kind', s.kind, 'id', coalesce(s.realm_id::text, s.group_id::text, s.app_id::text))), '[]') from resource_set_resources s where s.resource_set_id = a.resource_set_id)`.as(
        'resources',
      ),
    ])
    .where('a.via', '<>', 'app')
    .execute()
  const tiers = rows.map(tierOf)
  return {
    grants: rows.map(grantOf),
    tier: tiers.reduce<Tier>((highest, tier) => (tier > highest ? tier : highest), 0),
  }
}

/** Says the same as `portico_tiers` of the database; a test holds the two together. */
function tierOf(row: AssignmentRow): Tier {
  if (row.role_type === 'SUPER_ADMIN') return 3
  if (row.binding_id === null) return 2
  return row.resources.some((resource) => ['realms', 'users', 'groups', 'apps'].includes(resource.kind)) ? 2 : 1
}

function grantOf(row: AssignmentRow): Grant {
  const permissions = new Map<Permission, Conditions | null>()
  for (const { name, conditions } of row.permissions) {
    for (const permission of collective[name] ?? (isPermission(name) ? [name] : [])) {
      if (permissions.get(permission) !== null) permissions.set(permission, conditions)
    }
  }
  return { permissions, resources: resourcesOf(row) }
}

function resourcesOf(row: AssignmentRow): Resources {
  const has = (kind: string) => row.resources.some((resource) => resource.kind === kind)
  const named = <T extends string>(kind: string) =>
    row.resources.filter((resource) => resource.kind === kind).map((resource) => resource.id as T) // a check constraint ties the id's column to the kind
  return {
    org: row.binding_id === null,
    allRealms: has('realms'),
    allUsers: has('users'),
    allGroups: has('groups'),
    allApps: has('apps'),
    realms: named('realm'),
    usersOfRealms: named('realm_users'),
    groups: named('group'),
    usersOfGroups: named('group_users'),
    apps: named('app'),
  }
}
