import { authorityChanged } from '../authz/authority-changed.ts'
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import type { Permit } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import { type Ended, endSessions } from '../sessions/public.ts'
import { endLinks, mailLink } from './links.ts'
import { notify } from './notices.ts'
import { dropUnconfirmed, growEpochs } from './queries/drop-unconfirmed.ts'
import { findTiers } from './queries/list-users.ts'
import type { User } from './user.ts'

/**
 * What follows when a person, whose row is held, has gained or lost a role by what was written just before. Their rights
 * are read anew. If their authority rose, or a role was lost, their sessions and tokens end; if it rose, also every link
 * and every credential that they have not confirmed themselves: what was made for somebody with less opens nothing of
 * somebody with more. The person is told.
 */
export async function settleRoleChange(
  tx: Tx,
  ctx: Ctx,
  permit: Permit<'users.groupMembership.manage', Locked<User>>,
  kind: 'gained' | 'lost',
): Promise<Ended> {
  const user = permit.target
  const at = ctx.now()
  await authorityChanged(tx, [user.id])
  const rose = ((await findTiers(tx, [user.id], at)).get(user.id) ?? 0) > user.tier
  if (kind === 'gained' && !rose) return { endedSessions: 0, revokedTokens: 0 }
  await growEpochs(tx, permit, { links: rose })
  const ended = await endSessions(tx, permit)
  if (rose) await endLinks(tx, user, at)
  const dropped = rose ? await dropUnconfirmed(tx, permit) : { password: false }
  if (dropped.password) await mailLink(tx, ctx, user, 'recovery')
  else await notify(tx, ctx, user, { template: 'sessionsCleared' })
  return ended
}
