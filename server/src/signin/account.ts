import { sql } from 'kysely'
import type { UserStatus } from '@portico/contract/users.ts'
import type { Reader } from '../db/database.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'
import type { Secret } from '../kernel/secret.ts'
import { isOneOf, personLogin, personName } from '../sessions/public.ts'

/** An account as sign-in needs it before anybody is proved. Read by everybody's requests: nothing of it is ever shown. */
export interface Account {
  readonly userId: UserId
  readonly realmId: RealmId
  /** For the log: the person's name and login as they are written. */
  readonly name: string
  readonly login: string
  readonly status: UserStatus
  /** Between the dates at which the account begins and ends. */
  readonly isInForce: boolean
  readonly credentialVersion: number
  /** A PHC string; null without a password. */
  readonly passwordHash: string | null
  readonly mustChange: boolean | null
  readonly temporaryUntil: Date | null
  /** The one of the browser's devices that this account knows. */
  readonly deviceId: string | null
}

/** `open`: a right password lets in. `mustChange`: it lets choose a new one. `closed`: it is as good as a wrong one. */
export type Standing = 'open' | 'mustChange' | 'closed'

/**
 * What a right password would be worth. A locked account is open here: the counters decide whether anybody may try, and
 * they do not keep out who comes from a known device.
 */
export function standingOf(account: Account, at: Date): Standing {
  if (account.passwordHash === null || !account.isInForce) return 'closed'
  if (account.temporaryUntil !== null && account.temporaryUntil <= at) return 'closed'
  switch (account.status) {
    case 'ACTIVE':
    case 'LOCKED_OUT':
      return account.mustChange ? 'mustChange' : 'open'
    case 'PASSWORD_EXPIRED':
      return 'mustChange'
    case 'STAGED':
    case 'PROVISIONED':
    case 'RECOVERY':
    case 'SUSPENDED':
    case 'DEPROVISIONED':
      return 'closed'
    default:
      return assertNever(account.status)
  }
}

/** The account of a folded login. One query whether it exists or not. */
export function findAccount(
  db: Reader,
  loginKey: string,
  devices: readonly Secret[],
  at: Date,
): Promise<Account | undefined> {
  return accounts(db, devices, at).where('users.login_key', '=', loginKey).executeTakeFirst()
}

/** The account of somebody who was proved before, as it is now. */
export function findAccountOf(
  db: Reader,
  userId: UserId,
  devices: readonly Secret[],
  at: Date,
): Promise<Account | undefined> {
  return accounts(db, devices, at).where('users.id', '=', userId).executeTakeFirst()
}

function accounts(db: Reader, devices: readonly Secret[], at: Date) {
  return db
    .selectFrom('users')
    .leftJoin('passwords', (join) =>
      join.onRef('passwords.realm_id', '=', 'users.realm_id').onRef('passwords.user_id', '=', 'users.id'),
    )
    .select((row) => [
      'users.id as userId',
      'users.realm_id as realmId',
      personName.as('name'),
      personLogin.as('login'),
      'users.status',
      sql<boolean>`portico_in_force(users.starts_at, users.expires_at, ${at})`.as('isInForce'),
      'users.credential_version as credentialVersion',
      'passwords.hash as passwordHash',
      'passwords.must_change as mustChange',
      'passwords.temporary_until as temporaryUntil',
      row
        .selectFrom('devices')
        .select('devices.id')
        .whereRef('devices.realm_id', '=', 'users.realm_id')
        .whereRef('devices.user_id', '=', 'users.id')
        .where(isOneOf(devices))
        .limit(1)
        .as('deviceId'),
    ])
}
