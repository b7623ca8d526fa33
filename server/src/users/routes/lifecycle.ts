import { Nothing } from '@portico/contract/schema.ts'
import { UserParams } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { nameUser } from '../name-user.ts'
import { suspendUser } from '../suspend-user.ts'

const suspend = route({
  id: 'suspendUser',
  summary: 'Suspend a user',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/suspend',
  surface: 'wire',
  access: 'users.lifecycle.suspend',
  params: UserParams,
  reply: { status: 200, body: Nothing },
  faults: ['user.notFound', 'authz.denied', 'user.notSuspendable'],
  run: async (ctx, { params }) => suspendUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: () => ({}),
})

export const userLifecycleRoutes: readonly AnyRoute[] = [suspend]
