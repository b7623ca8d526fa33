import { Nothing } from '@portico/contract/schema.ts'
import { UserParams, WireUser } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../http/route.ts'
import { nameUser } from './name-user.ts'
import { seeUser } from './see-user.ts'
import { suspendUser } from './suspend-user.ts'
import { toWireUser } from './wire.ts'

const getUser = route({
  id: 'getUser',
  summary: 'Retrieve a user',
  method: 'GET',
  path: '/api/v1/users/:userId',
  surface: 'wire',
  access: 'users.read',
  params: UserParams,
  reply: { status: 200, body: WireUser },
  faults: ['user.notFound'],
  run: async (ctx, { params }) => seeUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: (user, { origin }) => toWireUser(user, origin, 'all'),
})

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

export const userRoutes: readonly AnyRoute[] = [getUser, suspend]
