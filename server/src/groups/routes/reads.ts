import { GroupParams, ListGroupsQuery, PageQuery, WireGroup } from '@portico/contract/groups.ts'
import { UserParams, WireUser } from '@portico/contract/users.ts'
import { Type } from 'typebox'
import { listLinks, pageLimit, refuseUnserved } from '../../http/list-request.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { nameUser, toWireUser } from '../../users/public.ts'
import type { Group } from '../group.ts'
import { listGroups } from '../list-groups.ts'
import { listGroupsOf } from '../list-groups-of.ts'
import { listMembers } from '../list-members.ts'
import { seeGroup } from '../see-group.ts'
import { toWireGroup } from '../wire.ts'

const sizes = { usual: 10_000, most: 10_000 }
/** With `q` there is one page of this many, and no `Link` line. */
const foundAtOnce = 300

const list = route({
  id: 'listGroups',
  summary: 'List all groups',
  method: 'GET',
  path: '/api/v1/groups',
  surface: 'wire',
  access: 'groups.read',
  query: ListGroupsQuery,
  reply: { status: 200, body: Type.Array(WireGroup) },
  faults: ['request.badCursor', 'request.badLimit', 'request.notSupported'],
  run: async (ctx, { query }) => {
    const asked = wireList(query)
    // No group comes from an app here: asking for those finds none.
    return { asked, ...(asked.kind === 'APP_GROUP' ? await listNone(ctx) : await listGroups(ctx, asked.page)) }
  },
  view: ({ rows }, { origin }) => rows.map((group) => toWireGroup(group, origin)),
  headers: ({ asked: { page, filter }, next }, { origin }) =>
    page.nameBegins === undefined
      ? { link: listLinks(`${origin}/api/v1/groups`, { after: page.after, limit: page.limit, filter }, next) }
      : {},
})

const listNone = async (ctx: Parameters<typeof listGroups>[0]) => {
  await listGroups(ctx, { limit: 1 })
  return { rows: [], next: undefined }
}

/** The wire's rules. Of filters, `type eq "…"` is served; every other is refused by name. */
function wireList(query: ListGroupsQuery) {
  refuseUnserved(query, ['search', 'sortBy', 'expand'])
  const type = /^\s*type\s+eq\s+"(OKTA_GROUP|BUILT_IN|APP_GROUP)"\s*$/i.exec(query.filter ?? '')?.[1]?.toUpperCase()
  if (query.filter !== undefined && type === undefined) refuseUnserved(query, ['filter'])
  const q = query.q?.trim() === '' ? undefined : query.q
  const kind = type as Group['kind'] | 'APP_GROUP' | undefined // one of those that the pattern names
  const limit = pageLimit(query.limit, q === undefined ? sizes : { usual: foundAtOnce, most: foundAtOnce })
  const page = { limit, nameBegins: q, ...(q === undefined ? { after: query.after } : {}) }
  return { kind, filter: query.filter, page: kind === 'APP_GROUP' ? page : { ...page, kind } }
}

const getGroup = route({
  id: 'getGroup',
  summary: 'Retrieve a group',
  method: 'GET',
  path: '/api/v1/groups/:groupId',
  surface: 'wire',
  access: 'groups.read',
  params: GroupParams,
  reply: { status: 200, body: WireGroup },
  faults: ['group.notFound'],
  run: (ctx, { params }) => seeGroup(ctx, params),
  view: (group, { origin }) => toWireGroup(group, origin),
})

const listGroupUsers = route({
  id: 'listGroupUsers',
  summary: 'List all member users',
  method: 'GET',
  path: '/api/v1/groups/:groupId/users',
  surface: 'wire',
  access: 'groups.read',
  params: GroupParams,
  query: PageQuery,
  reply: { status: 200, body: Type.Array(WireUser) },
  faults: ['group.notFound', 'request.badCursor', 'request.badLimit'],
  run: async (ctx, { params: { groupId }, query: { after, limit } }) => {
    const asked = { after, limit: pageLimit(limit, { usual: 1000, most: 1000 }) }
    return { groupId, asked, ...(await listMembers(ctx, { groupId, ...asked })) }
  },
  view: ({ rows }, { origin }) => rows.map((user) => toWireUser(user, origin, 'self')),
  headers: ({ groupId, asked, next }, { origin }) => ({
    link: listLinks(`${origin}/api/v1/groups/${groupId}/users`, asked, next),
  }),
})

const listUserGroups = route({
  id: 'listUserGroups',
  summary: 'List all groups of a user',
  method: 'GET',
  path: '/api/v1/users/:userId/groups',
  surface: 'wire',
  access: 'users.read',
  params: UserParams,
  query: PageQuery,
  reply: { status: 200, body: Type.Array(WireGroup) },
  faults: ['user.notFound', 'request.badCursor', 'request.badLimit'],
  run: async (ctx, { params, query: { after, limit } }) => {
    const asked = { after, limit: pageLimit(limit, { usual: 200, most: 1000 }) }
    const userId = await nameUser(ctx, params.userId)
    return { userId, asked, ...(await listGroupsOf(ctx, { userId, ...asked })) }
  },
  view: ({ rows }, { origin }) => rows.map((group) => toWireGroup(group, origin)),
  headers: ({ userId, asked, next }, { origin }) => ({
    link: listLinks(`${origin}/api/v1/users/${userId}/groups`, asked, next),
  }),
})

export const groupReadRoutes: readonly AnyRoute[] = [list, getGroup, listGroupUsers, listUserGroups]
