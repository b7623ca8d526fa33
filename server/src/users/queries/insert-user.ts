import type { UserStatus } from '@portico/contract/users.ts'
import type { Permit } from '../../authz/permit.ts'
import type { NewUserTarget } from '../../authz/target.ts'
import type { Tx } from '../../db/database.ts'
import { foldEmail } from '../../kernel/fold.ts'
import type { UserTypeId } from '../../kernel/ids.ts'
import type { CustomAttribute } from '../../schemas/public.ts'
import { attributeRows } from '../attribute-rows.ts'
import { keysOf } from '../keys.ts'
import { type Profile, textOf } from '../user.ts'
import { takingLogin } from './login-clash.ts'
import { writeAttributes } from './write-attributes.ts'

export interface NewUser {
  readonly typeId: UserTypeId
  /** The custom attributes of the type: by those that are indexed the person is found. */
  readonly custom?: readonly CustomAttribute[]
  readonly status: UserStatus
  readonly profile: Profile
  readonly activatedAt: Date | null
  readonly statusChangedAt: Date | null
  readonly grantedBy: string
  /** Under which a deleted username is held for another realm. Without them a hold is not looked for. */
  readonly holdHashes?: readonly Buffer[]
}

/**
 * Inserts a person into the permit's realm with their keys, addresses and what they are found by. An address typed by
 * somebody else is unconfirmed. Faults: `user.loginTaken`, `user.loginUnavailable`.
 */
export async function insertUser(
  tx: Tx,
  permit: Permit<'users.create', NewUserTarget>,
  user: NewUser,
  at: Date,
): Promise<void> {
  const { id, realmId } = permit.target
  const keys = keysOf(user.profile)
  await takingLogin(tx, { loginKey: keys.login_key, realmId, holdHashes: user.holdHashes ?? [] }, at, () =>
    tx
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
        ...keys,
      })
      .execute(),
  )
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
  await writeAttributes(tx, permit, attributeRows(user.profile, user.custom ?? []))
}
