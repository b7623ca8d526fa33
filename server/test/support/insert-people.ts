import type { UserStatus } from '@portico/contract/users.ts'
import { newId, type RealmId, type UserId } from '../../src/kernel/ids.ts'
import { keysOf } from '../../src/users/keys.ts'
import type { World } from './world.ts'

export interface Somebody {
  readonly login: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly status?: UserStatus
  readonly createdAt?: Date
  readonly lastLoginAt?: Date | null
}

/** People of a realm, straight into the tables with the keys that a use case would write, in two statements. */
export async function insertPeople(world: World, realmId: RealmId, people: readonly Somebody[]): Promise<UserId[]> {
  const rows = people.map((person) => {
    const { login, firstName = 'Some', lastName = 'Body', email = login } = person
    const profile = { login, firstName, lastName, email }
    return {
      id: newId('user', world.now),
      status: person.status ?? 'ACTIVE',
      created_at: person.createdAt ?? world.now,
      last_login_at: person.lastLoginAt ?? null,
      profile,
      email,
      ...keysOf(profile),
    }
  })
  await world.owner.query(
    `insert into users (id, realm_id, type_id, status, status_before_suspend, created_at, updated_at, last_login_at, profile, login_key, short_key, email_key, first_key, last_key, sort_key, search_text, fold_version)
     select r.id, $1, t.id, r.status, case when r.status = 'SUSPENDED' then 'ACTIVE' end, r.created_at, r.created_at, r.last_login_at, r.profile, r.login_key, r.short_key, r.email_key, r.first_key, r.last_key, r.sort_key, r.search_text, r.fold_version
       from jsonb_to_recordset($2::jsonb) as r (id text, status text, created_at timestamptz, last_login_at timestamptz, profile jsonb, login_key text, short_key text, email_key text, first_key text, last_key text, sort_key text, search_text text, fold_version int)
       join user_types t on t.is_default`,
    [realmId, JSON.stringify(rows)],
  )
  await world.owner.query(
    `insert into user_addresses (realm_id, user_id, kind, address, address_key, set_by, set_at)
     select $1, r.id, 'PRIMARY', r.email, r.email_key, 'test', $3 from jsonb_to_recordset($2::jsonb) as r (id text, email text, email_key text)`,
    [realmId, JSON.stringify(rows), world.now],
  )
  return rows.map(({ id }) => id)
}
