import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import type { RealmId } from '../../kernel/ids.ts'

/** A username somebody is to have, in which realm, and under which hashes a deleted one would be held. */
export interface LoginWish {
  readonly loginKey: string
  readonly realmId: RealmId
  readonly holdHashes: readonly Buffer[]
}

/**
 * Throws why a username is not free: somebody of the realm has it, or it cannot be used. The second is all that anybody
 * learns of another realm. Faults: `user.loginTaken`, `user.loginUnavailable`.
 */
export async function throwClash(db: Reader, { loginKey, realmId }: LoginWish): Promise<never> {
  const owner = await db.selectFrom('users').select('realm_id').where('login_key', '=', loginKey).executeTakeFirst()
  throw owner?.realm_id === realmId ? loginTaken() : loginUnavailable()
}

/**
 * Refuses a username that another realm's deleted user had less than 90 days ago. Asked after the write that takes the
 * name: the hold of a deletion that the write waited for is seen then. Faults: `user.loginUnavailable`.
 */
export async function refuseHeld(db: Reader, { realmId, holdHashes }: LoginWish, at: Date): Promise<void> {
  if (holdHashes.length === 0) return
  const held = await db
    .selectFrom('login_holds')
    .select('held_until')
    .where('login_hash', 'in', [...holdHashes])
    .where('realm_id', '<>', realmId)
    .where('held_until', '>', at)
    .executeTakeFirst()
  if (held !== undefined) throw loginUnavailable()
}

/**
 * Runs a write that may meet a username that somebody has, so that the transaction can go on to say whose it is. The
 * constraint decides; nobody looks first. Faults: `user.loginTaken`, `user.loginUnavailable`.
 */
export async function takingLogin(tx: Tx, wish: LoginWish, at: Date, write: () => Promise<unknown>): Promise<void> {
  await sql`savepoint taking_login`.execute(tx)
  try {
    await write()
  } catch (error) {
    if (!isLoginTaken(error)) throw error
    await sql`rollback to savepoint taking_login`.execute(tx)
    await throwClash(tx, wish)
  }
  await sql`release savepoint taking_login`.execute(tx)
  await refuseHeld(tx, wish, at)
}

function isLoginTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'users_login_key'
}

const loginTaken = () => new Fault('user.loginTaken', { fields: [{ path: 'profile.login', code: 'loginTaken' }] })
const loginUnavailable = () =>
  new Fault('user.loginUnavailable', { fields: [{ path: 'profile.login', code: 'loginUnavailable' }] })
