import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import { type GroupScope, groupsWithin } from '../../authz/object-scope.ts'
import type { Permit } from '../../authz/permit.ts'
import type { UserTarget } from '../../authz/target.ts'
import type { Reader, Tx } from '../../db/database.ts'
import type { UserId } from '../../kernel/ids.ts'
import type { User } from '../../users/public.ts'
import type { Group } from '../group.ts'

/** Both halves of the right to change a membership, each on a row that is held. */
export interface MembershipPermit {
  readonly person: Permit<'users.groupMembership.manage', Locked<User>>
  readonly group: Permit<'groups.members.manage', Locked<Group>>
}

/**
 * Makes the person a member from now on, without an end; says whether they were none before. Who is in already stays as
 * they are, with the end that they have.
 */
export async function insertMember(
  tx: Tx,
  { person, group }: MembershipPermit,
  grantedBy: string,
  at: Date,
): Promise<boolean> {
  const fresh = { created_at: at, starts_at: null, expires_at: null, granted_by: grantedBy, reason: null }
  const row = await tx
    .insertInto('group_members')
    .values({ realm_id: person.target.realmId, group_id: group.target.id, user_id: person.target.id, ...fresh })
    .onConflict((conflict) =>
      conflict
        .constraint('group_members_once')
        .doUpdateSet(fresh)
        .where(sql<boolean>`not portico_in_force(group_members.starts_at, group_members.expires_at, ${at})`),
    )
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Ends the membership, also one that is not in force; says whether there was one. */
export async function deleteMember(tx: Tx, { person, group }: MembershipPermit): Promise<boolean> {
  const row = await tx
    .deleteFrom('group_members')
    .where('realm_id', '=', person.target.realmId)
    .where('group_id', '=', group.target.id)
    .where('user_id', '=', person.target.id)
    .returning('user_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Notes for the person's realm alone that somebody joined or left. */
export async function markActivity(tx: Tx, { person, group }: MembershipPermit, at: Date): Promise<void> {
  await tx
    .insertInto('group_realm_activity')
    .values({ group_id: group.target.id, realm_id: person.target.realmId, last_membership_updated_at: at })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'realm_id']).doUpdateSet({ last_membership_updated_at: at }),
    )
    .execute()
}

/** Up to `limit` native groups in the scope that somebody is in now, by name. */
export function listNativeGroupsOf(
  db: Reader,
  scope: GroupScope,
  person: Pick<UserTarget, 'id' | 'realmId'>,
  page: { readonly at: Date; readonly limit: number },
): Promise<ReadonlyArray<Pick<Group, 'id' | 'name'>>> {
  return db
    .selectFrom('group_members as m')
    .innerJoin('groups', 'groups.id', 'm.group_id')
    .select(['groups.id', 'groups.name'])
    .where('m.realm_id', '=', person.realmId)
    .where('m.user_id', '=', person.id)
    .where(sql<boolean>`portico_in_force(m.starts_at, m.expires_at, ${page.at})`)
    .where(groupsWithin(scope))
    .orderBy('groups.name_key')
    .limit(page.limit)
    .execute()
}

export interface GroupNames {
  /** At most three, by name. */
  readonly names: readonly string[]
  readonly count: number
}

/** The groups in the scope that each of these people is in now, in one statement. Who is in none is not in the answer. */
export async function findGroupNames(
  db: Reader,
  scope: GroupScope,
  people: readonly Pick<UserTarget, 'id' | 'realmId'>[],
  at: Date,
): Promise<ReadonlyMap<UserId, GroupNames>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('group_members as m')
    .innerJoin('groups', 'groups.id', 'm.group_id')
    .select([
      'm.user_id as userId',
      sql<string[]>`(array_agg(groups.name order by groups.name_key))[1:3]`.as('names'),
      sql<number>`count(*)::int`.as('count'),
    ])
    .where(sql<boolean>`m.realm_id = any (${[...new Set(people.map(({ realmId }) => realmId))]}::text[])`)
    .where(sql<boolean>`m.user_id = any (${people.map(({ id }) => id)}::text[])`)
    .where(sql<boolean>`portico_in_force(m.starts_at, m.expires_at, ${at})`)
    .where(groupsWithin(scope))
    .groupBy('m.user_id')
    .execute()
  return new Map(rows.map(({ userId, names, count }) => [userId, { names, count }]))
}
