import type { Ctx } from '../authz/context.ts'
import { keepSuperAdmin } from '../authz/keep-super-admin.ts'
import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { deletePassword } from '../passwords/public.ts'
import type { DomainEvent } from '../record/event.ts'
import { endSessions } from '../sessions/public.ts'
import { asTarget, privilegesRevoked, userDeactivated } from './events.ts'
import { nextStatus } from './lifecycle.ts'
import { endLinks } from './links.ts'
import { notify } from './notices.ts'
import { removeApps, removeRoles } from './queries/access.ts'
import { moveStatus } from './queries/move-status.ts'
import { writeRestorePoint } from './restore-point.ts'
import type { User } from './user.ts'

/**
 * Deactivates the permit's person, for the two verbs that do so: takes sessions, tokens, links, password, what apps and
 * admin roles were given directly, and keeps a sealed restore point. Group memberships and enrolled authenticators stay
 * and open nothing. Faults: `user.wrongStatus`, `user.lastSuperAdmin`.
 */
export async function endAccess(
  tx: Tx,
  ctx: Ctx,
  permit: Permit<'users.lifecycle.deactivate', Locked<User>>,
  keyring: Keyring,
): Promise<readonly [DomainEvent, ...DomainEvent[]]> {
  const user = permit.target
  const at = ctx.now()
  const to = nextStatus('deactivate', user)
  await keepSuperAdmin(tx, user, at)
  await writeRestorePoint(tx, permit, keyring, at)
  await moveStatus(tx, permit, { to, at, endsEverything: true, endsLinks: true })
  await endLinks(tx, user, at)
  const ended = await endSessions(tx, permit)
  await deletePassword(tx, permit)
  const removedApps = await removeApps(tx, permit)
  const removedRoles = await removeRoles(tx, permit)
  await notify(tx, ctx, user, { template: 'deactivated' })
  const target = [asTarget(user)]
  const deactivated = userDeactivated(target, { previousStatus: user.status, ...ended, removedApps, removedRoles })
  return removedRoles.length === 0 ? [deactivated] : [deactivated, privilegesRevoked(target, { roles: removedRoles })]
}
