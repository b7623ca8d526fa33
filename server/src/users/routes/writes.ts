import { CreateUserBody, CreateUserQuery, UpdateUserBody, UpdateUserQuery } from '@portico/contract/user-writes.ts'
import { UserParams, WireUser } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { readActivation } from '../activation.ts'
import { createUser, type CreateUserParts } from '../create-user.ts'
import { etagOf } from '../etag.ts'
import { nameUser } from '../name-user.ts'
import { readPassword, refuseUnserved } from '../read-credentials.ts'
import { refuseFields } from '../refuse-fields.ts'
import { seeUser } from '../see-user.ts'
import { updateProfile } from '../update-profile.ts'
import { toWireUser } from '../wire.ts'

const create = (parts: CreateUserParts) =>
  route({
    id: 'createUser',
    summary: 'Create a user',
    method: 'POST',
    path: '/api/v1/users',
    surface: 'wire',
    access: 'users.create',
    query: CreateUserQuery,
    body: CreateUserBody,
    reply: { status: 200, body: WireUser },
    faults: [
      'authz.denied',
      'authz.proofNeeded',
      'group.notAssignable',
      'password.policy',
      'realm.notFound',
      'request.notSupported',
      'user.attributeReadOnly',
      'user.invalid',
      'user.loginLimited',
      'user.loginTaken',
      'user.loginUnavailable',
      'user.nextLoginNeedsActivation',
      'user.nextLoginNeedsPassword',
      'user.realmNeeded',
      'userType.notFound',
    ],
    run: async (ctx, { query, body }) => {
      if (query.provider === true) refuseUnserved(['provider'])
      const { profile, realmId, type, groupIds = [] } = body
      const activation = readActivation({
        activate: query.activate ?? true,
        mustChange: query.nextLogin !== undefined,
        password: readPassword(body.credentials),
      })
      const userId = await createUser(ctx, { profile, realmId, typeId: type?.id, groupIds, activation }, parts)
      return seeUser(ctx, { userId })
    },
    view: (user, { origin }) => toWireUser(user, origin, 'all'),
    headers: (user) => ({ etag: etagOf(user) }),
    replay: async (ctx, userId) => seeUser(ctx, { userId: await nameUser(ctx, userId) }),
  })

/** POST changes what it names, PUT empties what it does not name. */
const update = (mode: 'merge' | 'replace', parts: CreateUserParts) =>
  route({
    id: mode === 'merge' ? 'updateUser' : 'replaceUser',
    summary: mode === 'merge' ? 'Update a user' : 'Replace a user',
    method: mode === 'merge' ? 'POST' : 'PUT',
    path: '/api/v1/users/:userId',
    surface: 'wire',
    access: 'users.userprofile.manage',
    params: UserParams,
    query: UpdateUserQuery,
    body: UpdateUserBody,
    reply: { status: 200, body: WireUser },
    faults: [
      'authz.denied',
      'authz.proofNeeded',
      'request.badEtag',
      'request.notSupported',
      'user.attributeReadOnly',
      'user.invalid',
      'user.loginLimited',
      'user.loginTaken',
      'user.loginUnavailable',
      'user.notFound',
      'user.stale',
      'user.wrongStatus',
      'userType.notFound',
    ],
    run: async (ctx, { params, body, headers }) => {
      if (readPassword(body.credentials) !== undefined) refuseUnserved(['credentials.password.value'])
      if (mode === 'replace' && body.profile === undefined)
        refuseFields('user', [{ path: 'profile', code: 'required' }])
      const userId = await nameUser(ctx, params.userId)
      const { profile = {}, realmId, type } = body
      await updateProfile(ctx, { userId, mode, profile, realmId, typeId: type?.id, ifMatch: headers.ifMatch }, parts)
      return seeUser(ctx, { userId })
    },
    view: (user, { origin }) => toWireUser(user, origin, 'all'),
    headers: (user) => ({ etag: etagOf(user) }),
    replay: async (ctx, userId) => seeUser(ctx, { userId: await nameUser(ctx, userId) }),
  })

/** What makes people and changes what is known of them. */
export function userWriteRoutes(parts: CreateUserParts): readonly AnyRoute[] {
  return [create(parts), update('merge', parts), update('replace', parts)]
}
