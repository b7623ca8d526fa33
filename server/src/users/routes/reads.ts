import { ListUsersQuery, UserParams, WireUser } from '@portico/contract/users.ts'
import { Type } from 'typebox'
import { listLinks, pageLimit, refuseUnserved } from '../../http/list-request.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { etagOf } from '../etag.ts'
import { listUsers, type UserListInput } from '../list-users.ts'
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
  headers: (user) => ({ etag: etagOf(user) }),
})

const list = route({
  id: 'listUsers',
  summary: 'List all users',
  method: 'GET',
  path: '/api/v1/users',
  surface: 'wire',
  access: 'users.read',
  query: ListUsersQuery,
  reply: { status: 200, body: Type.Array(WireUser) },
  faults: ['request.badCursor', 'request.badLimit', 'request.notSupported'],
  run: async (ctx, { query }) => {
    const asked = wireList(query)
    return { asked, ...(await listUsers(ctx, asked.input)) }
  },
  view: ({ rows }, { origin }) => rows.map((user) => toWireUser(user, origin, 'self')),
  headers: ({ asked: { input, q }, next }, { origin }) => ({
    link: listLinks(
      `${origin}/api/v1/users`,
      { after: input.after, limit: input.limit, q },
      q === undefined ? next : undefined,
    ),
  }),
})

/** The wire's rules: `q` finds a few and is not paged; deactivated people are left out of both. */
function wireList(query: ListUsersQuery): { readonly q: string | undefined; readonly input: UserListInput } {
  refuseUnserved(query, ['search', 'filter', 'sortBy', 'expand'])
  const q = query.q?.trim() === '' ? undefined : query.q
  const shared = { sort: 'id', order: 'asc', omitsDeprovisioned: true } as const
  if (q === undefined)
    return { q, input: { ...shared, limit: pageLimit(query.limit, { usual: 200, most: 200 }), after: query.after } }
  const limit = pageLimit(query.limit, { usual: 10, most: 200 })
  return { q, input: { ...shared, limit, search: { kind: 'beginning', text: q } } }
}

export const userReadRoutes: readonly AnyRoute[] = [list, getUser]
