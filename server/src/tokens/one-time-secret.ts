// The one engine for links that work once. Random, stored hashed, bound to a purpose, a person and the version of their
// credentials; expiry is checked when it is read; a newer one supersedes it; only `consumeSecret` uses it up.
import { sql } from 'kysely'
import type { Reader, Tx } from '../db/database.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { newId, type RealmId, type UserId } from '../kernel/ids.ts'
import { hashSecret, newSecret, type Secret } from '../kernel/secret.ts'

/** What a secret is for, and how long it works, in seconds. A secret of one purpose does not exist for another. */
export const secretPurposes = { activation: 7 * day, recovery: 1 * hour } as const
export type SecretPurpose = keyof typeof secretPurposes

/** In which statuses a link of each purpose opens something: others send none, and refuse one that was sent. */
export const secretStatuses: Readonly<Record<SecretPurpose, readonly string[]>> = {
  activation: ['PROVISIONED'],
  recovery: ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT', 'PROVISIONED'],
}

export interface FoundSecret {
  readonly userId: UserId
  readonly realmId: RealmId
  readonly expiresAt: Date
}

/** Makes a new secret for somebody and supersedes every earlier one of the same purpose. Holds the person's row. */
export async function mintSecret(
  tx: Tx,
  subject: {
    readonly userId: UserId
    readonly realmId: RealmId
    readonly purpose: SecretPurpose
    readonly ttlSeconds?: number
    /** The one address that the link goes to: whoever uses it has proved that it is theirs. */
    readonly sentTo?: string | undefined
  },
  at: Date,
): Promise<{ readonly secret: Secret; readonly expiresAt: Date }> {
  const { userId, realmId, purpose } = subject
  const { credential_version } = await tx
    .selectFrom('users')
    .select('credential_version')
    .where('realm_id', '=', realmId)
    .where('id', '=', userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  await supersedeSecrets(tx, { userId, realmId, purposes: [purpose] }, at)
  const secret = newSecret()
  const expiresAt = secondsAfter(at, subject.ttlSeconds ?? secretPurposes[purpose])
  await tx
    .insertInto('one_time_secrets')
    .values({
      id: newId('oneTimeSecret', at),
      realm_id: realmId,
      user_id: userId,
      purpose,
      secret_hash: hashSecret(secret),
      credential_version,
      created_at: at,
      expires_at: expiresAt,
      detail: JSON.stringify(subject.sentTo === undefined ? {} : { sentTo: subject.sentTo }),
    })
    .execute()
  return { secret, expiresAt }
}

/** Ends every live secret of these purposes: their links say so from this commit on. */
export async function supersedeSecrets(
  tx: Tx,
  subject: { readonly userId: UserId; readonly realmId: RealmId; readonly purposes: readonly SecretPurpose[] },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('one_time_secrets')
    .set({ superseded_at: at })
    .where('realm_id', '=', subject.realmId)
    .where('user_id', '=', subject.userId)
    .where('purpose', 'in', [...subject.purposes])
    .where('consumed_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
}

/** Looks at a secret without using it: a GET shows a page and nothing else. Undefined for spent, old, superseded or unknown. */
export function findSecret(
  db: Reader,
  purpose: SecretPurpose,
  secret: Secret,
  at: Date,
): Promise<FoundSecret | undefined> {
  return db
    .selectFrom('one_time_secrets')
    .innerJoin('users', (join) =>
      join
        .onRef('users.realm_id', '=', 'one_time_secrets.realm_id')
        .onRef('users.id', '=', 'one_time_secrets.user_id')
        .onRef('users.credential_version', '=', 'one_time_secrets.credential_version'),
    )
    .select([
      'one_time_secrets.user_id as userId',
      'one_time_secrets.realm_id as realmId',
      'one_time_secrets.expires_at as expiresAt',
    ])
    .where('secret_hash', '=', hashSecret(secret))
    .where('purpose', '=', purpose)
    .where('one_time_secrets.expires_at', '>', at)
    .where('consumed_at', 'is', null)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
}

/** Whose dead link this is, so that its page can offer a new one by mail. Tells nobody anything by itself. */
export function findDeadSecret(
  db: Reader,
  purpose: SecretPurpose,
  secret: Secret,
): Promise<{ readonly userId: UserId; readonly realmId: RealmId } | undefined> {
  return db
    .selectFrom('one_time_secrets')
    .select(['user_id as userId', 'realm_id as realmId'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
}

/**
 * Uses a secret up: of two requests with the same one, one gets it. `sentTo` is the address that is proved by it, null
 * when it went to several or was shown to somebody. Faults: `link.expired`.
 */
export async function consumeSecret(
  tx: Tx,
  purpose: SecretPurpose,
  secret: Secret,
  at: Date,
): Promise<FoundSecret & { readonly sentTo: string | null }> {
  const used = await tx
    .updateTable('one_time_secrets')
    .set({ consumed_at: at })
    .where('secret_hash', '=', hashSecret(secret))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', at)
    .where('consumed_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where(
      sql<boolean>`credential_version = (select u.credential_version from users u where u.id = one_time_secrets.user_id)`,
    )
    .returning([
      'user_id as userId',
      'realm_id as realmId',
      'expires_at as expiresAt',
      sql<string | null>`detail ->> 'sentTo'`.as('sentTo'),
    ])
    .executeTakeFirst()
  if (used === undefined) throw new Fault('link.expired')
  return used
}
