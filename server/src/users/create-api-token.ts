import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { loadAuthority } from '../authz/load-authority.ts'
import type { Permission } from '../authz/permissions.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import { type ApiTokenId, newId, type RealmId, type UserId } from '../kernel/ids.ts'
import { isPlainName } from '../kernel/plain-name.ts'
import type { Secret } from '../kernel/secret.ts'
import { change, changed } from '../record/change.ts'
import { insertToken, newTokenSecret } from '../tokens/public.ts'
import { apiTokenCreated, asTarget, tokenAsTarget } from './events.ts'
import { notify } from './notices.ts'
import { lockUser } from './queries/users.ts'
import { carried, refuseRealms } from './token-limits.ts'

export const maxTokenDays = 365

export interface TokenOrder {
  readonly userId: UserId
  /** What it is for, as people call it: 1 to 255 characters. */
  readonly name: string
  /** Until it ends, whatever happens: 1 to 365. */
  readonly days: number
  /** What it may do. Absent: all that its owner holds now. */
  readonly permissions?: readonly Permission[] | undefined
  /** Where it may do so. Absent: wherever its owner may. */
  readonly realmIds?: readonly RealmId[] | undefined
}
export interface CreatedToken {
  readonly id: ApiTokenId
  /** Told here and never again. */
  readonly secret: Secret
  readonly expiresAt: Date
  readonly permissions: readonly Permission[]
}

/**
 * Makes an API token that acts as its owner, and tells them. It never does more than its owner may do at that moment, and
 * ends at its time, after 30 days without use, or with its owner's next sign-out everywhere.
 *
 * Faults: `user.notFound`, `authz.denied`, `authz.proofNeeded`, `request.invalid`, `user.wrongStatus`,
 * `token.permissionNotHeld`, `token.realmForbids`.
 */
export async function createApiToken(ctx: Ctx, order: TokenOrder): Promise<CreatedToken> {
  refuseMisshapen(order)
  return change(ctx, async (tx) => {
    const owner = await lockUser(tx, userScope(ctx, 'users.read'), order.userId)
    const permit = authorize(ctx, 'users.apitokens.manage', owner)
    if (owner.status !== 'ACTIVE') throw new Fault('user.wrongStatus')
    const at = ctx.now()
    const authority = await loadAuthority(tx, owner.id, at)
    const permissions = carried(authority.grants, order.permissions)
    await refuseRealms(tx, owner, authority, order.realmIds)
    const id = newId('apiToken', at)
    const secret = newTokenSecret()
    const expiresAt = secondsAfter(at, order.days * day)
    const realmIds = order.realmIds ?? null
    await insertToken(
      tx,
      permit,
      { id, name: order.name, secret, permissions, realmIds, expiresAt, grantedBy: actorId(ctx.actor) },
      at,
    )
    await notify(tx, ctx, owner, { template: 'tokenCreated', params: { token: order.name } })
    const token = tokenAsTarget({ id, name: order.name }, owner)
    const facts = { expiresAt: expiresAt.toISOString(), permissions, realmIds }
    return changed({ id, secret, expiresAt, permissions }, apiTokenCreated([token, asTarget(owner)], facts))
  })
}

function refuseMisshapen({ name, days }: TokenOrder): void {
  const fields: FieldFault[] = []
  if (name.trim() === '') fields.push({ path: 'name', code: 'required' })
  if (name.length > 255) fields.push({ path: 'name', code: 'tooLong', params: { limit: 255 } })
  if (!name.isWellFormed() || /\p{Cc}/u.test(name)) fields.push({ path: 'name', code: 'notText' })
  else if (!isPlainName(name)) fields.push({ path: 'name', code: 'notAName' })
  if (!Number.isInteger(days) || days < 1 || days > maxTokenDays) fields.push({ path: 'days', code: 'outOfRange' })
  if (fields.length > 0) throw new Fault('request.invalid', { fields })
}
