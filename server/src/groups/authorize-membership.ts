import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorize, authorizePair } from '../authz/permit.ts'
import { theOrg } from '../authz/target.ts'
import { Fault } from '../kernel/fault.ts'
import type { User } from '../users/public.ts'
import type { Group } from './group.ts'
import type { MembershipPermit } from './queries/members.ts'

/**
 * The right to change one membership, both halves of it by one grant, on rows that are held. Who is in a group that carries a role is
 * who administers: that takes the right to decide about roles besides, so that no group is a way around it. Faults:
 * `authz.denied`, `authz.proofNeeded`, `group.everyoneFixed`.
 */
export function authorizeMembership(ctx: Ctx, group: Locked<Group>, user: Locked<User>): MembershipPermit {
  if (group.isPrivileged) authorize(ctx, 'iam.manage', theOrg)
  const { person, object } = authorizePair(
    ctx,
    { action: 'users.groupMembership.manage', target: user },
    { action: 'groups.members.manage', target: group },
  )
  if (group.kind === 'BUILT_IN') throw new Fault('group.everyoneFixed', { params: { id: group.id } })
  return { person, group: object }
}
