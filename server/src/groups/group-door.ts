import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { can, canPair } from '../authz/permit.ts'
import { type NewUserTarget, theOrg } from '../authz/target.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { Denial } from '../kernel/fault.ts'
import { isId } from '../kernel/ids.ts'
import type { DomainEvent } from '../record/event.ts'
import type { User } from '../users/public.ts'
import { joinGroup } from './add-member.ts'
import { type Group, isForRealm } from './group.ts'
import { findGroups, groupNotFound, lockGroup } from './queries/groups.ts'
import { reachOf } from './see-group.ts'

interface Refused {
  readonly index: number
  readonly denial?: Denial | undefined
}

/** What creating somebody asks of the groups: it stands below them, so this is handed to it where all is composed. */
export const groupDoor = { refused, join }

/**
 * Which of these the actor could not give to somebody new, by their index. One statement whatever their number. What is
 * absent and what is foreign are refused alike.
 */
async function refused(
  db: Reader,
  ctx: Ctx,
  user: NewUserTarget,
  groupIds: readonly string[],
): Promise<readonly Refused[]> {
  const ids = groupIds.filter((id) => isId('group', id))
  const known = ids.length === 0 ? [] : await findGroups(db, reachOf(ctx), ids)
  const groups = new Map<string, Group>(known.map((group) => [group.id, group]))
  return groupIds.flatMap((id, index) => {
    const group = groups.get(id)
    const reason = group === undefined ? 'hidden' : refusalOf(ctx, group, user)
    if (reason === undefined) return []
    return [{ index, denial: { action: 'groups.members.manage', target: { type: 'group', id }, reason } }]
  })
}

function refusalOf(ctx: Ctx, group: Group, user: NewUserTarget): string | undefined {
  if (!isForRealm(group, user.realmId)) return 'notAssignable'
  const asked = [
    canPair(
      ctx,
      { action: 'users.groupMembership.manage', target: user },
      { action: 'groups.members.manage', target: group },
    ),
    ...(group.isPrivileged ? [can(ctx, 'iam.manage', theOrg)] : []),
  ]
  return asked.flatMap((answer) => (answer.allowed ? [] : [answer.reason.code]))[0]
}

/**
 * Puts somebody whose row is held into these groups, in the order of their ids, under their locks. One event for each that
 * they were not in. Faults: as `addMember`.
 */
async function join(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  groupIds: readonly string[],
): Promise<readonly DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const id of [...new Set(groupIds)].sort()) {
    const group = await lockGroup(tx, reachOf(ctx), isId('group', id) ? id : groupNotFound(id))
    const event = await joinGroup(tx, ctx, group, user)
    if (event !== undefined) events.push(event)
  }
  return events
}
