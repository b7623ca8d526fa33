import { sql } from 'kysely'
import { isPermission, type Permission } from '../authz/permissions.ts'
import type { Reader } from '../db/database.ts'
import { day } from '../kernel/clock.ts'
import type { ApiTokenId, RealmId, UserId } from '../kernel/ids.ts'
import { hashSecret, type Secret } from '../kernel/secret.ts'

/** A token dies after this long without use, in seconds, and at its own end whatever happens. */
export const tokenIdleSeconds = 30 * day

export interface LiveToken {
  readonly tokenId: ApiTokenId
  readonly permissions: ReadonlySet<Permission>
  readonly realmIds: readonly RealmId[] | null
  readonly lastUsedAt: Date
  readonly userId: UserId
  readonly realmId: RealmId
  readonly epoch: number
  readonly authzEpoch: number
  readonly name: string
  readonly login: string
}

/** The API token of this secret, if it lives at `at`: not expired, used within 30 days, its owner ACTIVE and of the same epoch. */
export async function findToken(db: Reader, secret: Secret, at: Date): Promise<LiveToken | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('users', (join) =>
      join
        .onRef('users.realm_id', '=', 'api_tokens.realm_id')
        .onRef('users.id', '=', 'api_tokens.user_id')
        .onRef('users.epoch', '=', 'api_tokens.user_epoch'),
    )
    .select([
      'api_tokens.id as tokenId',
      'api_tokens.permissions',
      sql<readonly RealmId[] | null>`api_tokens.realm_ids`.as('realmIds'),
      'api_tokens.last_used_at as lastUsedAt',
      'users.id as userId',
      'users.realm_id as realmId',
      'users.epoch',
      'users.authz_epoch as authzEpoch',
      sql<string>`coalesce(nullif(trim(concat(users.profile ->> 'firstName', ' ', users.profile ->> 'lastName')), ''), users.profile ->> 'login')`.as(
        'name',
      ),
      sql<string>`users.profile ->> 'login'`.as('login'),
    ])
    .where('api_tokens.secret_hash', '=', hashSecret(secret))
    .where('api_tokens.expires_at', '>', at)
    .where(sql<boolean>`api_tokens.last_used_at + make_interval(secs => ${tokenIdleSeconds}) > ${at}`)
    .where('users.status', '=', 'ACTIVE')
    .where(sql<boolean>`portico_in_force(users.starts_at, users.expires_at, ${at})`)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, permissions: new Set(row.permissions.filter(isPermission)) }
}
