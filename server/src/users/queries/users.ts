import { sql } from 'kysely'
import type { Permit, Scope } from '../../authz/permit.ts'
import type { Tier, UserTarget } from '../../authz/target.ts'
import { inGroups, within } from '../../authz/within.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import type { UserId } from '../../kernel/ids.ts'
import type { Profile, User } from '../user.ts'

/** The columns of `User`. The tier is computed by the database from what is in force at `at`. */
function usersIn(db: Reader, scope: Scope, at: Date) {
  return db
    .selectFrom('users')
    .leftJoin('passwords', (join) =>
      join.onRef('passwords.realm_id', '=', 'users.realm_id').onRef('passwords.user_id', '=', 'users.id'),
    )
    .select([
      sql<'user'>`'user'`.as('type'),
      'users.id',
      'users.realm_id as realmId',
      'users.type_id as typeId',
      'users.status',
      'users.status_before_suspend as statusBeforeSuspend',
      sql<Profile>`users.profile`.as('profile'),
      'users.created_at as createdAt',
      'users.activated_at as activatedAt',
      'users.status_changed_at as statusChangedAt',
      'users.updated_at as updatedAt',
      'users.last_login_at as lastLoginAt',
      'passwords.set_at as passwordSetAt',
      sql<boolean>`passwords.user_id is not null`.as('hasPassword'),
      confirmedAt('PRIMARY').as('emailConfirmedAt'),
      confirmedAt('SECONDARY').as('secondEmailConfirmedAt'),
      'users.epoch',
      'users.credential_version as credentialVersion',
      'users.version',
      sql<Tier>`portico_tier(users.id, ${at})`.as('tier'),
      inGroups(scope).as('inGroups'),
    ])
    .where(within(scope))
}

function confirmedAt(kind: 'PRIMARY' | 'SECONDARY') {
  return sql<Date | null>`(select a.owner_confirmed_at from user_addresses a where a.user_id = users.id and a.kind = ${kind} and a.replaced_at is null)`
}

/** The person with this id if the scope reaches them. */
export function findUser(db: Reader, scope: Scope, at: Date, id: UserId): Promise<User | undefined> {
  return usersIn(db, scope, at).where('users.id', '=', id).executeTakeFirst()
}

/** The same, or `user.notFound`: one answer for absent and foreign. */
export async function getUser(db: Reader, scope: Scope, at: Date, id: UserId): Promise<User> {
  return (await findUser(db, scope, at, id)) ?? notFound(id)
}

/**
 * Takes the row's lock and reads it. The scope is in the locking statement, so nobody can hold up a foreign row.
 * Faults: `user.notFound`.
 */
export async function lockUser(tx: Tx, scope: Scope, at: Date, id: UserId): Promise<User> {
  return (
    (await usersIn(tx, scope, at).where('users.id', '=', id).forNoKeyUpdate('users').executeTakeFirst()) ?? notFound(id)
  )
}

function notFound(id: string): never {
  throw new Fault('user.notFound', { params: { id } })
}

/** Sets SUSPENDED and remembers what was before. The epoch grows: whatever the person held is dead from this commit on. */
export async function markSuspended(
  tx: Tx,
  permit: Permit<'users.lifecycle.suspend', UserTarget>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('users')
    .set((row) => ({
      status: 'SUSPENDED',
      status_before_suspend: sql`${row.ref('status')}`,
      status_changed_at: at,
      updated_at: at,
      epoch: sql`epoch + 1`,
      version: sql`version + 1`,
    }))
    .where('id', '=', permit.target.id)
    .execute()
}
