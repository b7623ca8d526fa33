import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { RealmId, SessionId, UserId } from '../kernel/ids.ts'
import { hashSecret, type Secret } from '../kernel/secret.ts'
import { personLogin, personName } from './person.ts'

/** The person behind a live session or token, as the request needs them. */
export interface Bearer {
  readonly userId: UserId
  readonly realmId: RealmId
  readonly epoch: number
  readonly authzEpoch: number
  readonly name: string
  readonly login: string
}
export interface LiveSession extends Bearer {
  readonly sessionId: SessionId
  readonly provedAt: Date
  readonly lastSeenAt: Date
}

/**
 * The session of this cookie secret, if it lives at `at`: not ended, within its idle and absolute limits, of its user's
 * present epoch, and its user may sign in. One query: what is dead is absent, even where no delete ran.
 */
export function findSession(db: Reader, secret: Secret, at: Date): Promise<LiveSession | undefined> {
  return db
    .selectFrom('sessions')
    .innerJoin('users', (join) =>
      join
        .onRef('users.realm_id', '=', 'sessions.realm_id')
        .onRef('users.id', '=', 'sessions.user_id')
        .onRef('users.epoch', '=', 'sessions.user_epoch'),
    )
    .select([
      'sessions.id as sessionId',
      'sessions.proved_at as provedAt',
      'sessions.last_seen_at as lastSeenAt',
      'users.id as userId',
      'users.realm_id as realmId',
      'users.epoch',
      'users.authz_epoch as authzEpoch',
      personName.as('name'),
      personLogin.as('login'),
    ])
    .where('sessions.secret_hash', '=', hashSecret(secret))
    .where('sessions.expires_at', '>', at)
    .where(sql<boolean>`sessions.last_seen_at + make_interval(secs => sessions.idle_seconds) > ${at}`)
    .where('users.status', 'in', ['ACTIVE', 'LOCKED_OUT'])
    .where(sql<boolean>`portico_in_force(users.starts_at, users.expires_at, ${at})`)
    .executeTakeFirst()
}
