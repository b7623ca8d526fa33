import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorize, authorizeSignin } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { Tx } from '../db/database.ts'
import type { UserId } from '../kernel/ids.ts'
import { formatTime } from '../mail/public.ts'
import { blockedUntil } from '../passwords/public.ts'
import { change, changed, unchanged } from '../record/change.ts'
import type { DomainEvent } from '../record/event.ts'
import { asSystem } from '../record/open-context.ts'
import { asTarget, lockUser, mailLocale, moveStatus, notify, type User } from '../users/public.ts'
import { accountLocked, accountUnlocked } from './events.ts'

/**
 * Marks an account as locked whose counter for unknown devices is used up, and tells its owner. Sessions live on, and so
 * do known devices: a stranger cannot put anybody out. Does nothing when somebody was right in the meantime.
 */
export function lockAccount(request: Ctx, userId: UserId): Promise<void> {
  const ctx = asSystem(request, 'signin')
  return change(ctx, async (tx) => {
    const user = await lockUser(tx, userScope(ctx, 'users.read'), userId)
    const permit = authorizeSignin(ctx, 'signin.lock', user)
    const until = await blockedUntil(tx, user.id, ctx.now())
    if (user.status !== 'ACTIVE' || until === undefined) return unchanged(undefined)
    await moveStatus(tx, permit, { to: 'LOCKED_OUT', at: ctx.now() })
    await notify(tx, ctx, user, {
      template: 'locked',
      params: { until: formatTime(until, mailLocale(user.profile)) },
    })
    return changed(undefined, accountLocked([asTarget(user)], { until: until.toISOString() }))
  })
}

/** Ends a lock whose time is over, for a user whose row is held. No events when there is none to end. */
export async function endLock(tx: Tx, ctx: Ctx, user: Locked<User>): Promise<readonly DomainEvent[]> {
  if (user.status !== 'LOCKED_OUT') return []
  if ((await blockedUntil(tx, user.id, ctx.now())) !== undefined) return []
  const permit = authorize(ctx, 'users.lifecycle.unlock', user)
  await moveStatus(tx, permit, { to: 'ACTIVE', at: ctx.now() })
  return [accountUnlocked([asTarget(user)])]
}
