import type { Actor, UserActor, Via } from '../authz/actor.ts'
import { loadAuthority } from '../authz/load-authority.ts'
import type { Database } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { Secret } from '../kernel/secret.ts'
import { type Bearer, findSession, touchSession } from '../sessions/public.ts'
import { findToken, touchToken } from '../tokens/public.ts'

/**
 * Who asks, read from the database at every request: a header names a token, else a cookie names a session. A header that
 * is no live token is a fault (`auth.badToken`); a cookie that is no live session is nobody.
 */
export async function authenticate(
  db: Database,
  credentials: { readonly authorization: string | undefined; readonly sessionSecret: string | undefined },
  now: Date,
): Promise<Actor> {
  if (credentials.authorization !== undefined) return byToken(db, credentials.authorization, now)
  if (credentials.sessionSecret === undefined) return { kind: 'anonymous' }
  const session = await findSession(db, new Secret(credentials.sessionSecret), now)
  if (session === undefined) return { kind: 'anonymous' }
  await touchSession(db, session, now)
  return actorOf(db, session, { kind: 'session', sessionId: session.sessionId, provedAt: session.provedAt }, now)
}

async function byToken(db: Database, authorization: string, now: Date): Promise<Actor> {
  // One widely used client sends the scheme and the token without a space between them.
  const secret = /^SSWS\s*(\S{20,200})$/i.exec(authorization)?.[1]
  const token = secret === undefined ? undefined : await findToken(db, new Secret(secret), now)
  if (token === undefined) throw new Fault('auth.badToken')
  await touchToken(db, token, now)
  return actorOf(
    db,
    token,
    { kind: 'token', tokenId: token.tokenId, permissions: token.permissions, realmIds: token.realmIds },
    now,
  )
}

async function actorOf(db: Database, bearer: Bearer, via: Via, now: Date): Promise<UserActor> {
  const { grants, tier } = await loadAuthority(db, bearer.userId, now)
  const { userId, realmId, epoch, authzEpoch, name, login } = bearer
  return { kind: 'user', userId, realmId, tier, grants, epoch, authzEpoch, via, name, login }
}
