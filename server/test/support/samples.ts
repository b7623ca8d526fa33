import type { UserStatus } from '@portico/contract/users.ts'
import { demoPassword } from '../../src/demo/people.ts'
import { type GroupId, newId, type RealmId, type UserId, type UserTypeId } from '../../src/kernel/ids.ts'
import type { World } from './world.ts'

/** Where a sample request points: a realm with somebody in it, or one that does not exist. */
export interface Place {
  readonly realmId: RealmId
  /** The mail domain of the people of the place. */
  readonly domain: string
  /** A new user in the place, in this status; for an absent place an id that nobody has. */
  readonly user: (status?: UserStatus) => Promise<UserId>
  /** A group that only this place's admins may hand out; for an absent place an id that nothing has. */
  readonly group: () => Promise<GroupId>
  /** The default user type, which every place shares. */
  readonly userType: () => Promise<UserTypeId>
}
export interface Sample {
  readonly path: string
  readonly body?: unknown
}

/** A valid request for every route, made for a place. A route without one fails the access matrix. */
export const samples: Readonly<Record<string, (place: Place) => Promise<Sample>>> = {
  getWellknownOrgMetadata: async () => ({ path: '/.well-known/okta-organization' }),
  listUsers: async () => ({ path: '/api/v1/users?limit=1' }),
  createUser: async ({ realmId, domain }) => ({
    path: '/api/v1/users',
    body: {
      realmId,
      profile: { login: `new-${newId('user', new Date(0))}@${domain}`, firstName: 'New', lastName: 'Body' },
    },
  }),
  updateUser: async (place) => ({
    path: `/api/v1/users/${await place.user()}`,
    body: { profile: { firstName: 'Other' } },
  }),
  replaceUser: async (place) => {
    const login = `put-${newId('user', new Date(0))}@${place.domain}`
    return {
      path: `/api/v1/users/${await place.user()}`,
      body: { profile: { login, email: login, firstName: 'Put', lastName: 'Body' } },
    }
  },
  getUser: async (place) => ({ path: `/api/v1/users/${await place.user()}` }),
  activateUser: async (place) => ({ path: `/api/v1/users/${await place.user('STAGED')}/lifecycle/activate` }),
  reactivateUser: async (place) => ({
    path: `/api/v1/users/${await place.user('PROVISIONED')}/lifecycle/reactivate?sendEmail=true`,
  }),
  suspendUser: async (place) => ({ path: `/api/v1/users/${await place.user('ACTIVE')}/lifecycle/suspend` }),
  unsuspendUser: async (place) => ({ path: `/api/v1/users/${await place.user('SUSPENDED')}/lifecycle/unsuspend` }),
  unlockUser: async (place) => ({ path: `/api/v1/users/${await place.user('LOCKED_OUT')}/lifecycle/unlock` }),
  deactivateUser: async (place) => ({ path: `/api/v1/users/${await place.user('ACTIVE')}/lifecycle/deactivate` }),
  deleteUser: async (place) => ({ path: `/api/v1/users/${await place.user('DEPROVISIONED')}` }),
  generateResetPasswordToken: async (place) => ({
    path: `/api/v1/users/${await place.user('ACTIVE')}/lifecycle/reset_password`,
  }),
  expirePassword: async (place) => ({ path: `/api/v1/users/${await place.user('ACTIVE')}/lifecycle/expire_password` }),
  expirePasswordAndGetTemporaryPassword: async (place) => ({
    path: `/api/v1/users/${await place.user('ACTIVE')}/lifecycle/expire_password_with_temp_password`,
  }),
  revokeUserSessions: async (place) => ({ path: `/api/v1/users/${await place.user('ACTIVE')}/sessions` }),
  listGroups: async () => ({ path: '/api/v1/groups?limit=1' }),
  getGroup: async (place) => ({ path: `/api/v1/groups/${await place.group()}` }),
  listGroupUsers: async (place) => ({ path: `/api/v1/groups/${await place.group()}/users` }),
  listUserGroups: async (place) => ({ path: `/api/v1/users/${await place.user()}/groups` }),
  assignUserToGroup: async (place) => ({ path: `/api/v1/groups/${await place.group()}/users/${await place.user()}` }),
  unassignUserFromGroup: async (place) => ({
    path: `/api/v1/groups/${await place.group()}/users/${await place.user()}`,
  }),
  listUserTypes: async () => ({ path: '/api/v1/meta/types/user' }),
  getUserType: async (place) => ({ path: `/api/v1/meta/types/user/${await place.userType()}` }),
  listRealms: async () => ({ path: '/api/v1/realms' }),
  createRealm: async () => ({ path: '/api/v1/realms', body: { profile: { name: newId('realm', new Date(0)) } } }),
  getRealm: async (place) => ({ path: `/api/v1/realms/${place.realmId}` }),
  replaceRealm: async (place) => ({
    path: `/api/v1/realms/${place.realmId}`,
    body: { profile: { name: `Realm ${place.realmId}` } },
  }),
  deleteRealm: async (place) => ({ path: `/api/v1/realms/${place.realmId}` }),
  proveSelf: async () => ({ path: '/portal/api/v1/me/proof', body: { password: demoPassword } }),
  signOutSelf: async () => ({ path: '/portal/api/v1/me/signout' }),
  portalMe: async () => ({ path: '/portal/api/v1/me' }),
  portalRealm: async (place) => ({ path: `/portal/api/v1/realms/${place.realmId}` }),
  portalUsers: async (place) => ({ path: `/portal/api/v1/realms/${place.realmId}/users` }),
  portalUser: async (place) => ({ path: `/portal/api/v1/realms/${place.realmId}/users/${await place.user()}` }),
  portalNewUser: async (place) => ({ path: `/portal/api/v1/realms/${place.realmId}/new-user` }),
  portalGroupChoices: async (place) => ({ path: `/portal/api/v1/realms/${place.realmId}/groups` }),
}

/** A place in a realm of the world, or nowhere. */
export function placeIn(world: World, realmId: RealmId | undefined): Place {
  return {
    realmId: realmId ?? newId('realm', new Date(0)),
    domain: domainOf(world, realmId),
    user: async (status = 'ACTIVE') =>
      realmId === undefined ? newId('user', new Date(0)) : insertSomebody(world, realmId, status),
    group: async () => (realmId === undefined ? newId('group', new Date(0)) : groupOf(world, realmId)),
    userType: async () =>
      realmId === undefined
        ? newId('userType', new Date(0))
        : (await world.owner.query('select id from user_types where is_default')).rows[0].id,
  }
}

async function groupOf(world: World, realmId: RealmId): Promise<GroupId> {
  const { rows } = await world.owner.query<{ id: GroupId }>('select id from groups where name = $1', [
    realmId === world.realms.globex ? 'Reports' : 'Warehouse',
  ])
  const [group] = rows
  if (group === undefined) throw new Error('the template has no such group')
  return group.id
}

/** In these statuses people have a password: the one of the demo. */
const withPassword: readonly UserStatus[] = ['ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'SUSPENDED']

const domainOf = ({ realms }: World, realmId: RealmId | undefined) =>
  realmId === realms.acme ? 'acme.example' : realmId === realms.globex ? 'globex.example' : 'portico.example'

let counter = 0
/** Somebody new without authority, straight into the table: the matrix asks who may act, not how people come to be. */
export async function insertSomebody(world: World, realmId: RealmId, status: UserStatus): Promise<UserId> {
  counter += 1
  const id = newId('user', world.now)
  const login = `somebody${counter}@${domainOf(world, realmId)}`
  await world.owner.query(
    `insert into users (id, realm_id, type_id, status, status_before_suspend, created_at, updated_at, activated_at, profile, login_key, short_key, email_key, first_key, last_key, sort_key, search_text, fold_version)
     select $1, $2, t.id, $3, case when $3 = 'SUSPENDED' then 'ACTIVE' end, $4, $4, case when $3 <> 'STAGED' then $4::timestamptz end, $5, $6::text, split_part($6::text, '@', 1), $6::text, 'some', 'body', 'body' || $6::text, 'some body ' || $6::text, 1
       from user_types t where t.is_default`,
    [
      id,
      realmId,
      status,
      world.now,
      JSON.stringify({ login, firstName: 'Some', lastName: 'Body', email: login }),
      login,
    ],
  )
  await world.owner.query(
    "insert into user_addresses (realm_id, user_id, kind, address, address_key, set_by, set_at) values ($1, $2, 'PRIMARY', $3::text, $3::text, 'test', $4)",
    [realmId, id, login, world.now],
  )
  if (withPassword.includes(status))
    await world.owner.query(
      `insert into passwords (realm_id, user_id, hash, set_by, set_at, owner_confirmed_at)
       select $1, $2::text, hash, $2::text, $3::timestamptz, $3::timestamptz from passwords limit 1`,
      [realmId, id, world.now],
    )
  return id
}
