import { ListRealmsQuery, RealmBody, RealmIdParams, WireRealm } from '@portico/contract/realms.ts'
import { Nothing } from '@portico/contract/schema.ts'
import { Type } from 'typebox'
import { listLinks, pageLimit, refuseUnserved } from '../http/list-request.ts'
import { type AnyRoute, route } from '../http/route.ts'
import { createRealm } from './create-realm.ts'
import { deleteRealm } from './delete-realm.ts'
import { listRealms } from './list-realms.ts'
import { replaceRealm } from './replace-realm.ts'
import { seeRealm } from './see-realm.ts'
import { toWireRealm } from './wire.ts'

const path = '/api/v1/realms'
const single = '/api/v1/realms/:realmId'

const list = route({
  id: 'listRealms',
  summary: 'List all realms',
  method: 'GET',
  path,
  surface: 'wire',
  access: 'realm.read',
  query: ListRealmsQuery,
  reply: { status: 200, body: Type.Array(WireRealm) },
  faults: ['request.badCursor', 'request.badLimit', 'request.notSupported', 'request.searchInvalid'],
  run: async (ctx, { query }) => {
    refuseUnserved(query, ['sortBy'])
    const { after, search } = query
    const asked = { limit: pageLimit(query.limit, { usual: 200, most: 200 }), after, search }
    return { asked, ...(await listRealms(ctx, asked)) }
  },
  view: ({ rows }, { origin }) => rows.map((realm) => toWireRealm(realm, origin, 'list')),
  headers: ({ asked, next }, { origin }) => ({ link: listLinks(origin + path, asked, next) }),
})

const create = route({
  id: 'createRealm',
  summary: 'Create a realm',
  method: 'POST',
  path,
  surface: 'wire',
  access: 'realm.manage',
  body: RealmBody,
  reply: { status: 200, body: WireRealm },
  faults: ['realm.nameTaken', 'realm.domainTaken'],
  run: async (ctx, { body }) => seeRealm(ctx, { realmId: await createRealm(ctx, body.profile) }),
  view: (realm, { origin }) => toWireRealm(realm, origin, 'single'),
  replay: (ctx, realmId) => seeRealm(ctx, { realmId }),
})

const get = route({
  id: 'getRealm',
  summary: 'Retrieve a realm',
  method: 'GET',
  path: single,
  surface: 'wire',
  access: 'realm.read',
  params: RealmIdParams,
  reply: { status: 200, body: WireRealm },
  faults: ['realm.notFound'],
  run: (ctx, { params }) => seeRealm(ctx, params),
  view: (realm, { origin }) => toWireRealm(realm, origin, 'single'),
})

const replace = route({
  id: 'replaceRealm',
  summary: 'Replace a realm',
  method: 'PUT',
  path: single,
  surface: 'wire',
  access: 'realm.manage',
  params: RealmIdParams,
  body: RealmBody,
  reply: { status: 200, body: WireRealm },
  faults: ['realm.notFound', 'realm.nameTaken', 'realm.domainTaken'],
  run: async (ctx, { params, body }) => {
    await replaceRealm(ctx, { ...params, ...body.profile })
    return seeRealm(ctx, params)
  },
  view: (realm, { origin }) => toWireRealm(realm, origin, 'single'),
  replay: (ctx, realmId) => seeRealm(ctx, { realmId }),
})

const remove = route({
  id: 'deleteRealm',
  summary: 'Delete a realm',
  method: 'DELETE',
  path: single,
  surface: 'wire',
  access: 'realm.manage',
  params: RealmIdParams,
  reply: { status: 204, body: Nothing },
  faults: ['realm.notFound', 'realm.defaultFixed', 'realm.hasUsers', 'realm.hasObjects'],
  run: (ctx, { params }) => deleteRealm(ctx, params),
  view: () => ({}),
})

export const realmRoutes: readonly AnyRoute[] = [list, create, get, replace, remove]
