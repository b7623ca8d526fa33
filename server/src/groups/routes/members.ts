import { MembershipParams } from '@portico/contract/groups.ts'
import { Nothing } from '@portico/contract/schema.ts'
import type { Ctx } from '../../authz/context.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { nameUser } from '../../users/public.ts'
import { addMember } from '../add-member.ts'
import { removeMember } from '../remove-member.ts'
import { nameGroup } from '../see-group.ts'

const shared = {
  path: '/api/v1/groups/:groupId/users/:userId',
  surface: 'wire',
  access: 'groups.members.manage',
  params: MembershipParams,
  reply: { status: 204, body: Nothing },
} as const

const add = route({
  ...shared,
  id: 'assignUserToGroup',
  summary: 'Assign a user to a group',
  method: 'PUT',
  faults: ['group.notFound', 'user.notFound', 'group.everyoneFixed', 'group.notAssignable'],
  run: async (ctx, { params }) => addMember(ctx, await membership(ctx, params)),
  view: () => ({}),
})

const remove = route({
  ...shared,
  id: 'unassignUserFromGroup',
  summary: 'Unassign a user from a group',
  method: 'DELETE',
  faults: ['group.notFound', 'user.notFound', 'group.everyoneFixed', 'user.lastSuperAdmin'],
  run: async (ctx, { params }) => removeMember(ctx, await membership(ctx, params)),
  view: () => ({}),
})

async function membership(ctx: Ctx, params: { readonly groupId: string; readonly userId: string }) {
  return { groupId: nameGroup(params.groupId), userId: await nameUser(ctx, params.userId) }
}

export const groupMemberRoutes: readonly AnyRoute[] = [add, remove]
