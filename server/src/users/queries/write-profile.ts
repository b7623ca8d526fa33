import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { Tx } from '../../db/database.ts'
import { foldEmail } from '../../kernel/fold.ts'
import type { UserTypeId } from '../../kernel/ids.ts'
import { keysOf } from '../keys.ts'
import { type Profile, textOf, type User } from '../user.ts'
import { takingLogin } from './login-clash.ts'

type Edit = Permit<'users.userprofile.manage', Locked<User>>

/**
 * Writes the profile and type of the permit's person with the keys that follow from them. `endsLinks`: what was made for
 * the credentials they had opens nothing any more. Faults: `user.loginTaken`, `user.loginUnavailable`.
 */
export async function writeProfile(
  tx: Tx,
  { target }: Edit,
  after: { readonly profile: Profile; readonly typeId: UserTypeId; readonly endsLinks: boolean },
  at: Date,
  holdHashes: readonly Buffer[],
): Promise<void> {
  const keys = keysOf(after.profile)
  const write = () =>
    tx
      .updateTable('users')
      .set({
        profile: JSON.stringify(after.profile),
        type_id: after.typeId,
        ...keys,
        updated_at: at,
        version: sql`version + 1`,
        ...(after.endsLinks ? { credential_version: sql`credential_version + 1` } : {}),
      })
      .where('realm_id', '=', target.realmId)
      .where('id', '=', target.id)
      .execute()
  if (textOf(target.profile, 'login') === textOf(after.profile, 'login')) await write()
  else await takingLogin(tx, { loginKey: keys.login_key, realmId: target.realmId, holdHashes }, at, write)
}

/** Puts another address in the place of the present one, which is remembered with the time. Empty: none any more. */
export async function replaceAddress(
  tx: Tx,
  { target }: Edit,
  to: { readonly kind: 'PRIMARY' | 'SECONDARY'; readonly address: string; readonly setBy: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('user_addresses')
    .set({ replaced_at: at })
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .where('kind', '=', to.kind)
    .where('replaced_at', 'is', null)
    .execute()
  if (to.address === '') return
  await tx
    .insertInto('user_addresses')
    .values({
      realm_id: target.realmId,
      user_id: target.id,
      kind: to.kind,
      address: to.address,
      address_key: foldEmail(to.address),
      set_by: to.setBy,
      set_at: at,
    })
    .execute()
}
