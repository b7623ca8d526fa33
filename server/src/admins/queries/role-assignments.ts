import { actorId } from '../../authz/actor.ts'
import { authorityChanged } from '../../authz/authority-changed.ts'
import type { Ctx } from '../../authz/context.ts'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { OrgTarget, UserTarget } from '../../authz/target.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../kernel/ids.ts'

/** A standard role that holds on the whole org. */
export type OrgRole = 'SUPER_ADMIN' | 'ORG_ADMIN'

/** Gives somebody a standard role on the whole org, directly. Their row is held: their rights are read anew from then on. */
export async function insertOrgRole(
  tx: Tx,
  ctx: Ctx,
  _permit: Permit<'iam.manage', OrgTarget>,
  given: { readonly user: Locked<UserTarget>; readonly role: OrgRole },
): Promise<void> {
  const at = ctx.now()
  const role = await tx.selectFrom('roles').select('id').where('type', '=', given.role).executeTakeFirstOrThrow()
  await tx
    .insertInto('role_assignments')
    .values({
      id: newId('assignment', at),
      created_at: at,
      role_id: role.id,
      user_id: given.user.id,
      granted_by: actorId(ctx.actor),
    })
    .execute()
  await authorityChanged(tx, [given.user.id])
}
