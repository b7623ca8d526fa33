import { UserParams, WireUser } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { nameUser } from '../name-user.ts'
import { seeUser } from '../see-user.ts'
import { toWireUser } from '../wire.ts'

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

export const userReadRoutes: readonly AnyRoute[] = [getUser]
