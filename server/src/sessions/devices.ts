// A device is a browser that somebody signed in with before. Its cookie holds a secret for each of the last few people who
// did, newest first; each is bound to one person, so a planted cookie makes nobody's device known.
import { sql } from 'kysely'
import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import { day } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { hashSecret, newSecret, Secret } from '../kernel/secret.ts'

/** As long as browsers keep a cookie at most, in seconds. */
export const deviceSeconds = 400 * day
const mostPeople = 4
const secretShape = /^[\w-]{43}$/

/** The secrets of a device cookie; none of them when it is not one of ours. */
export function readDeviceCookie(value: string | undefined): readonly Secret[] {
  const parts = value?.split('.') ?? []
  if (parts.length > mostPeople || !parts.every((part) => secretShape.test(part))) return []
  return parts.map((part) => new Secret(part))
}

/** Matches devices by the secrets that a browser shows, over the columns of `devices`. */
export function isOneOf(secrets: readonly Secret[]) {
  return sql<boolean>`devices.secret_hash = any (${secrets.map((secret) => hashSecret(secret))}::bytea[]) and devices.forgotten_at is null`
}

/**
 * Makes the browser a known device of the permit's person, or notes that it was used again. Returns its id, and what the
 * cookie has to be from now on.
 */
export async function rememberDevice(
  tx: Tx,
  { target }: Permit<'signin.startSession', Locked<UserTarget>>,
  shown: readonly Secret[],
  at: Date,
): Promise<{ readonly deviceId: string; readonly cookie: Secret }> {
  const known = await tx
    .updateTable('devices')
    .set({ last_seen_at: at })
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .where(isOneOf(shown))
    .returning('id')
    .executeTakeFirst()
  if (known !== undefined) return { deviceId: known.id, cookie: cookieOf(shown) }
  const secret = newSecret()
  const id = newId('device', at)
  await tx
    .insertInto('devices')
    .values({
      id,
      realm_id: target.realmId,
      user_id: target.id,
      secret_hash: hashSecret(secret),
      created_at: at,
      last_seen_at: at,
      forgotten_at: null,
    })
    .execute()
  return { deviceId: id, cookie: cookieOf([secret, ...shown].slice(0, mostPeople)) }
}

const cookieOf = (secrets: readonly Secret[]) => new Secret(secrets.map((secret) => secret.reveal()).join('.'))
