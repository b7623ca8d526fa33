import {
  GroupChoiceQuery,
  GroupChoices,
  Me,
  NewUserForm,
  RealmHome,
  RealmParams,
  RealmUserParams,
  UserList,
  UserListQuery,
  UserPage,
} from '@portico/contract/portal.ts'
import { type AnyRoute, route } from '../http/route.ts'
import { chooseGroups } from './choose-groups.ts'
import { listPeople } from './list-people.ts'
import { newUserForm } from './new-user-form.ts'
import { seeHome } from './see-home.ts'
import { seeMe } from './see-me.ts'
import { seePerson } from './see-person.ts'
import { toGroupChoices, toHome, toMe, toNewUserForm, toUserList, toUserPage } from './views.ts'

const pageSize = 50

const me = route({
  id: 'portalMe',
  summary: 'Show who is signed in, and their portals',
  method: 'GET',
  path: '/portal/api/v1/me',
  surface: 'portal',
  access: 'signedIn',
  reply: { status: 200, body: Me },
  faults: [],
  run: (ctx) => seeMe(ctx),
  view: toMe,
})

const home = route({
  id: 'portalRealm',
  summary: 'Show the start page of a portal',
  method: 'GET',
  path: '/portal/api/v1/realms/:realmId',
  surface: 'portal',
  access: 'realm.read',
  params: RealmParams,
  reply: { status: 200, body: RealmHome },
  faults: ['realm.notFound'],
  run: (ctx, { params }) => seeHome(ctx, params),
  view: toHome,
})

const people = route({
  id: 'portalUsers',
  summary: 'List the people of a portal',
  method: 'GET',
  path: '/portal/api/v1/realms/:realmId/users',
  surface: 'portal',
  access: 'users.read',
  params: RealmParams,
  query: UserListQuery,
  reply: { status: 200, body: UserList },
  faults: ['realm.notFound', 'request.badCursor'],
  run: (ctx, { params, query: { q, order = 'asc', limit = pageSize, ...page } }) =>
    listPeople(ctx, { ...params, ...page, order, limit, text: q }),
  view: toUserList,
})

const person = route({
  id: 'portalUser',
  summary: 'Show a person of a portal',
  method: 'GET',
  path: '/portal/api/v1/realms/:realmId/users/:userId',
  surface: 'portal',
  access: 'users.read',
  params: RealmUserParams,
  reply: { status: 200, body: UserPage },
  faults: ['realm.notFound', 'user.notFound'],
  run: (ctx, { params }) => seePerson(ctx, params),
  view: toUserPage,
})

const newUser = route({
  id: 'portalNewUser',
  summary: 'Show what the form for a new user offers',
  method: 'GET',
  path: '/portal/api/v1/realms/:realmId/new-user',
  surface: 'portal',
  access: 'users.create',
  params: RealmParams,
  reply: { status: 200, body: NewUserForm },
  faults: ['realm.notFound'],
  run: (ctx, { params }) => newUserForm(ctx, params),
  view: toNewUserForm,
})

const groups = route({
  id: 'portalGroupChoices',
  summary: 'Find groups that people of a portal may be put into',
  method: 'GET',
  path: '/portal/api/v1/realms/:realmId/groups',
  surface: 'portal',
  access: 'groups.members.manage',
  params: RealmParams,
  query: GroupChoiceQuery,
  reply: { status: 200, body: GroupChoices },
  faults: ['realm.notFound'],
  run: (ctx, { params, query }) => chooseGroups(ctx, { ...params, text: query.q ?? '' }),
  view: toGroupChoices,
})

export const portalRoutes: readonly AnyRoute[] = [me, home, people, person, newUser, groups]
