import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { NewUserTarget } from '../../authz/target.ts'
import type { Tx } from '../../db/database.ts'
import type { AttributeRow } from '../attribute-rows.ts'
import type { User } from '../user.ts'

/** Makes these the attributes by which the permit's person is found, besides their columns. */
export async function writeAttributes(
  tx: Tx,
  { target }: Permit<'users.create', NewUserTarget> | Permit<'users.userprofile.manage', Locked<User>>,
  rows: readonly AttributeRow[],
): Promise<void> {
  const person = { realm_id: target.realmId, user_id: target.id }
  if (target.type === 'user')
    await tx
      .deleteFrom('user_attr')
      .where('realm_id', '=', person.realm_id)
      .where('user_id', '=', person.user_id)
      .execute()
  if (rows.length > 0)
    await tx
      .insertInto('user_attr')
      .values(rows.map((row) => ({ ...person, ...row })))
      .execute()
}
