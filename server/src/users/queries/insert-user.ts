import type { UserStatus } from '@portico/contract/users.ts'
import type { Permit } from '../../authz/permit.ts'
import type { NewUserTarget } from '../../authz/target.ts'
import type { Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import { foldEmail } from '../../kernel/fold.ts'
import type { UserTypeId } from '../../kernel/ids.ts'
import { keysOf } from '../keys.ts'
import { type Profile, textOf } from '../user.ts'

export interface NewUser {
  readonly typeId: UserTypeId
  readonly status: UserStatus
  readonly profile: Profile
  readonly activatedAt: Date | null
  readonly statusChangedAt: Date | null
  readonly grantedBy: string
}

/**
 * Inserts a person into the permit's realm with their keys and addresses. An address typed by somebody else is unconfirmed.
 * Faults: `user.loginTaken`.
 */
export async function insertUser(
  tx: Tx,
  permit: Permit<'users.create', NewUserTarget>,
  user: NewUser,
  at: Date,
): Promise<void> {
  const { id, realmId } = permit.target
  try {
    await tx
      .insertInto('users')
      .values({
        id,
        realm_id: realmId,
        type_id: user.typeId,
        status: user.status,
        created_at: at,
        updated_at: at,
        activated_at: user.activatedAt,
        status_changed_at: user.statusChangedAt,
        profile: JSON.stringify(user.profile),
        granted_by: user.grantedBy,
        ...keysOf(user.profile),
      })
      .execute()
  } catch (error) {
    if (isLoginTaken(error))
      throw new Fault('user.loginTaken', { fields: [{ path: 'profile.login', code: 'loginTaken' }] })
    throw error
  }
  const addresses = [
    { kind: 'PRIMARY' as const, address: textOf(user.profile, 'email') },
    { kind: 'SECONDARY' as const, address: textOf(user.profile, 'secondEmail') },
  ].filter(({ address }) => address !== '')
  await tx
    .insertInto('user_addresses')
    .values(
      addresses.map(({ kind, address }) => ({
        realm_id: realmId,
        user_id: id,
        kind,
        address,
        address_key: foldEmail(address),
        set_by: user.grantedBy,
        set_at: at,
      })),
    )
    .execute()
}

/** The constraint decides who has a login; nobody looks first. */
export function isLoginTaken(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'users_login_key'
}
