import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { readAccess } from './queries/access.ts'
import type { User } from './user.ts'

const restoreSeconds = 30 * day
const verbs = { 'users.lifecycle.deactivate': 'deactivate', 'users.lifecycle.delete': 'delete' } as const

/**
 * Keeps what somebody has access to, sealed, for 30 days: groups, apps and roles, never credentials or sessions. Written
 * before a verb that takes it away.
 */
export async function writeRestorePoint(
  tx: Tx,
  permit: Permit<keyof typeof verbs, Locked<User>>,
  keyring: Keyring,
  at: Date,
): Promise<void> {
  const { target, action } = permit
  const id = newId('restorePoint', at)
  const access = Buffer.from(JSON.stringify({ version: 1, ...(await readAccess(tx, target)) }))
  await tx
    .insertInto('restore_points')
    .values({
      id,
      realm_id: target.realmId,
      user_id: target.id,
      created_at: at,
      expires_at: secondsAfter(at, restoreSeconds),
      verb: verbs[action],
      sealed: keyring.seal('restore-point', { table: 'restore_points', row: id, column: 'sealed' }, access),
    })
    .execute()
}
