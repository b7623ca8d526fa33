import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { theOrg } from '../authz/target.ts'
import { newId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { getDefaultRealmId, holdRealm } from '../realms/public.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, insertInvited, showInvitation, type ShownLink } from '../users/public.ts'
import { privilegeGranted } from './events.ts'
import { insertOrgRole, type OrgRole } from './queries/role-assignments.ts'

/**
 * Creates an admin of the whole org in the default realm, and the link with which they choose their own password: shown to
 * the caller, once, and good for an hour. How the first admin of a deployment comes to be. Faults: `authz.denied`,
 * `authz.proofNeeded`, `authz.credentialDisclosure`, `user.invalid`, `user.loginTaken`, `user.loginUnavailable`.
 */
export function createAdmin(
  ctx: Ctx,
  input: { readonly login: string; readonly firstName: string; readonly lastName: string; readonly role: OrgRole },
  parts: { readonly keyring: Keyring },
): Promise<ShownLink> {
  return change(ctx, async (tx) => {
    const { role, ...profile } = input
    const target = { type: 'newUser', id: newId('user', ctx.now()), realmId: await getDefaultRealmId(tx) } as const
    const creates = authorize(ctx, 'users.create', target)
    const grants = authorize(ctx, 'iam.manage', theOrg)
    await holdRealm(tx, target.realmId)
    const { user, event } = await insertInvited(tx, ctx, creates, profile, parts)
    await insertOrgRole(tx, ctx, grants, { user, role })
    const { link, events } = await showInvitation(tx, ctx, user)
    return changed(link, event, privilegeGranted([asTarget(user)], { role }), ...events)
  })
}
