import { type RawBuilder, sql } from 'kysely'
import { type Locked, locked } from '../../authz/locked.ts'
import { type GroupScope, groupsWithin } from '../../authz/object-scope.ts'
import type { Scope } from '../../authz/scope.ts'
import type { Tier } from '../../authz/target.ts'
import { within } from '../../authz/within.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import type { GroupId } from '../../kernel/ids.ts'
import type { Group } from '../group.ts'

/** What a statement about groups may reach: the groups themselves, and the people whose comings and goings it may tell of. */
export interface GroupReach {
  readonly groups: GroupScope
  readonly people: Scope
}

/** The columns of `Group` but for what follows from them. @see groupOf */
export function groupsIn(db: Reader, { groups, people }: GroupReach) {
  return db
    .selectFrom('groups')
    .select([
      'groups.id',
      'groups.realm_id as realmId',
      'groups.type as kind',
      'groups.name',
      'groups.description',
      sql<Group['profile']>`groups.profile`.as('profile'),
      'groups.created_at as createdAt',
      'groups.updated_at as updatedAt',
      membershipUpdatedAt(db, people).as('membershipUpdatedAt'),
      tierOfMembers(people.at).as('tier'),
    ])
    .where(groupsWithin(groups))
}

type GroupRow = Omit<Group, 'type' | 'isPrivileged'>
export function groupOf(row: GroupRow): Group {
  return { type: 'group', isPrivileged: row.tier > 0, ...row }
}

/** The last change of a membership in the realms of the scope; of Everyone, the last person who came. */
function membershipUpdatedAt(db: Reader, people: Scope): RawBuilder<Date> {
  const newest = db
    .selectFrom('users')
    .select('users.created_at')
    .where(within(people))
    .orderBy('users.id', 'desc')
    .limit(1)
  const inRealms = (ids: readonly string[]) => sql`a.realm_id = any (${[...ids]}::text[])`
  const reach = people.all ? sql`true` : inRealms(people.realmIds)
  const limit = people.withinRealms === null ? sql`true` : inRealms(people.withinRealms)
  return sql`coalesce(case when groups.type = 'BUILT_IN' then (${newest}) else (select max(a.last_membership_updated_at) from group_realm_activity a where a.group_id = groups.id and ${reach} and ${limit}) end, groups.created_at)`
}

/**
 * The authority that membership gives, as `portico_tiers` would compute it for a member: one that begins later counts
 * already, because who is in by then has it.
 */
function tierOfMembers(at: Date): RawBuilder<Tier> {
  return sql`coalesce((select max(case
      when r.type = 'SUPER_ADMIN' then 3
      when a.binding_id is null then 2
      when exists (select from resource_set_resources s where s.resource_set_id = b.resource_set_id and s.kind in ('realms','users','groups','apps')) then 2
      else 1 end)
    from role_assignments a join roles r on r.id = a.role_id left join bindings b on b.id = a.binding_id
   where a.group_id = groups.id and portico_in_force(null, a.expires_at, ${at}) and portico_in_force(null, b.expires_at, ${at})), 0)`
}

/** Those of these groups that the scope reaches, in one statement. */
export async function findGroups(db: Reader, reach: GroupReach, ids: readonly GroupId[]): Promise<readonly Group[]> {
  const rows = await groupsIn(db, reach)
    .where(sql<boolean>`groups.id = any (${[...ids]}::text[])`)
    .execute()
  return rows.map(groupOf)
}

/** The group with this id if the scope reaches it, or `group.notFound`: one answer for absent and foreign. */
export async function getGroup(db: Reader, reach: GroupReach, id: GroupId): Promise<Group> {
  const row = await groupsIn(db, reach).where('groups.id', '=', id).executeTakeFirst()
  return row === undefined ? groupNotFound(id) : groupOf(row)
}

/**
 * Takes the row's lock, then reads the group in a statement of its own: whether it carries a role is what holds under the
 * lock. Memberships share it; whoever gives the group a role takes it alone. Before the lock of a person, always.
 * Faults: `group.notFound`.
 */
export async function lockGroup(tx: Tx, reach: GroupReach, id: GroupId): Promise<Locked<Group>> {
  const held = await tx
    .selectFrom('groups')
    .select('groups.id')
    .where(groupsWithin(reach.groups))
    .where('groups.id', '=', id)
    .forShare()
    .executeTakeFirst()
  return held === undefined ? groupNotFound(id) : locked(tx, await getGroup(tx, reach, id))
}

export function groupNotFound(id: string): never {
  throw new Fault('group.notFound', {
    params: { id },
    denial: { action: 'groups.read', target: { type: 'group', id }, reason: 'hidden' },
  })
}
