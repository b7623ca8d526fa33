import type { Locked } from '../authz/locked.ts'
import type { Permit, SelfTarget } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import { sql } from 'kysely'
import type { Condition, Tx } from '../db/database.ts'
import { hour, secondsAfter } from '../kernel/clock.ts'
import { newSessionId, type RealmId, type SessionId, type UserId } from '../kernel/ids.ts'
import { hashSecret, newSecret, type Secret } from '../kernel/secret.ts'
import { personLogin, personName } from './person.ts'

/** How long a session lasts without use, and at most, in seconds. Who has authority over others is asked again sooner. */
const limits = {
  admin: { idleSeconds: hour, absoluteSeconds: 12 * hour },
  user: { idleSeconds: 8 * hour, absoluteSeconds: 24 * hour },
} as const

/** How somebody proved who they are: `pwd`, `swk`, … @see RFC 8176 "Authentication Method Reference Values" */
export interface Proof {
  readonly method: string
  readonly at: string
}
export interface NewSession {
  readonly sessionId: SessionId
  readonly secret: Secret
  readonly maxAgeSeconds: number
}

/**
 * Starts a session of the permit's person, whose row is held: with a new secret always, bound to the epoch that holds under
 * the lock. Admins get 1 hour idle and 12 in all, others 8 and 24.
 */
export async function createSession(
  tx: Tx,
  { target }: Permit<'signin.startSession', Locked<UserTarget & { readonly epoch: number }>>,
  facts: {
    readonly deviceId: string
    readonly proofs: readonly Proof[]
    readonly address: string
    readonly userAgent: string
  },
  at: Date,
): Promise<NewSession> {
  const { idleSeconds, absoluteSeconds } = target.tier >= 1 ? limits.admin : limits.user
  const secret = newSecret()
  const sessionId = newSessionId(at)
  await tx
    .insertInto('sessions')
    .values({
      id: sessionId,
      realm_id: target.realmId,
      user_id: target.id,
      secret_hash: hashSecret(secret),
      user_epoch: target.epoch,
      device_id: facts.deviceId,
      methods: JSON.stringify(facts.proofs),
      proved_at: at,
      address: facts.address,
      user_agent: facts.userAgent,
      created_at: at,
      last_seen_at: at,
      idle_seconds: idleSeconds,
      expires_at: secondsAfter(at, absoluteSeconds),
    })
    .execute()
  return { sessionId, secret, maxAgeSeconds: absoluteSeconds }
}

/** A session that ended, and whose it was. */
export interface EndedSession {
  readonly sessionId: SessionId
  readonly userId: UserId
  readonly realmId: RealmId
  readonly name: string
  readonly login: string
}

/** Ends the session that a browser had before somebody signs in with it, whosever it was: who shows its secret holds it. */
export function endShownSession(
  tx: Tx,
  _permit: Permit<'signin.startSession', UserTarget>,
  secret: Secret,
): Promise<EndedSession | undefined> {
  return endOne(tx, sql<boolean>`sessions.secret_hash = ${hashSecret(secret)}`)
}

/** Ends a session of the permit's person. Undefined when there is none. */
export function endOwnSession(
  tx: Tx,
  { target }: Permit<'self.endSession', SelfTarget>,
  sessionId: SessionId,
): Promise<EndedSession | undefined> {
  return endOne(tx, sql<boolean>`sessions.id = ${sessionId} and sessions.user_id = ${target.id}`)
}

function endOne(tx: Tx, which: Condition): Promise<EndedSession | undefined> {
  return tx
    .deleteFrom('sessions')
    .using('users')
    .whereRef('users.realm_id', '=', 'sessions.realm_id')
    .whereRef('users.id', '=', 'sessions.user_id')
    .where(which)
    .returning([
      'sessions.id as sessionId',
      'users.id as userId',
      'users.realm_id as realmId',
      personName.as('name'),
      personLogin.as('login'),
    ])
    .executeTakeFirst()
}
