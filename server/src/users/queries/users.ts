import { type RawBuilder, sql } from 'kysely'
import { type Locked, locked } from '../../authz/locked.ts'
import type { Scope } from '../../authz/scope.ts'
import type { Tier } from '../../authz/target.ts'
import { inKnownGroups, within } from '../../authz/within.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import type { UserId } from '../../kernel/ids.ts'
import type { Profile, User } from '../user.ts'

/** The columns of `User` but for the tier, which one row and a page compute differently. */
export function usersIn(db: Reader, scope: Scope) {
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
      inKnownGroups(scope).as('inGroups'),
    ])
    .where(within(scope))
}

function confirmedAt(kind: 'PRIMARY' | 'SECONDARY'): RawBuilder<Date | null> {
  return sql`(select a.owner_confirmed_at from user_addresses a where a.user_id = users.id and a.kind = ${kind} and a.replaced_at is null)`
}

/** The person with this id if the scope reaches them, or `user.notFound`: one answer for absent and foreign. */
export async function getUser(db: Reader, scope: Scope, id: UserId): Promise<User> {
  const user = await usersIn(db, scope)
    .select(sql<Tier>`portico_tier(users.id, ${scope.at})`.as('tier'))
    .where('users.id', '=', id)
    .executeTakeFirst()
  return user ?? userNotFound(id)
}

/**
 * Takes the row's lock, then reads it in a statement of its own, so that status, tier and memberships are those that hold
 * under the lock. The scope is in the locking statement: nobody holds up a foreign row. Whoever changes what a person may
 * do takes the same lock (`authorityChanged`). Faults: `user.notFound`.
 */
export async function lockUser(tx: Tx, scope: Scope, id: UserId): Promise<Locked<User>> {
  const held = await tx
    .selectFrom('users')
    .select('users.id')
    .where(within(scope))
    .where('users.id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return held === undefined ? userNotFound(id) : locked(tx, await getUser(tx, scope, id))
}

/** Absent, foreign, or named by what is no id: the same answer. */
export function userNotFound(id: string): never {
  throw new Fault('user.notFound', {
    params: { id },
    denial: { action: 'users.read', target: { type: 'user', id }, reason: 'hidden' },
  })
}
