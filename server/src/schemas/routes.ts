import { UserTypeParams, WireUserType, WireUserTypes } from '@portico/contract/user-types.ts'
import { type AnyRoute, route } from '../http/route.ts'
import { listUserTypes } from './list-user-types.ts'
import { seeUserType } from './see-user-type.ts'
import { toWireUserType } from './wire.ts'

const list = route({
  id: 'listUserTypes',
  summary: 'List all user types',
  method: 'GET',
  path: '/api/v1/meta/types/user',
  surface: 'wire',
  access: 'portico.userTypes.read',
  reply: { status: 200, body: WireUserTypes },
  faults: ['authz.denied'],
  run: (ctx) => listUserTypes(ctx),
  view: (types, { origin }) => types.map((type) => toWireUserType(type, origin)),
})

const get = route({
  id: 'getUserType',
  summary: 'Retrieve a user type',
  method: 'GET',
  path: '/api/v1/meta/types/user/:typeId',
  surface: 'wire',
  access: 'portico.userTypes.read',
  params: UserTypeParams,
  reply: { status: 200, body: WireUserType },
  faults: ['authz.denied', 'userType.notFound'],
  run: (ctx, { params }) => seeUserType(ctx, params),
  view: (type, { origin }) => toWireUserType(type, origin),
})

export const userTypeRoutes: readonly AnyRoute[] = [list, get]
