import { ActivationToken, SendEmailQuery } from '@portico/contract/lifecycle.ts'
import { Nothing } from '@portico/contract/schema.ts'
import { UserParams } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Hasher } from '../../passwords/public.ts'
import { activateUser } from '../activate-user.ts'
import { deactivateUser } from '../deactivate-user.ts'
import { deleteUser } from '../delete-user.ts'
import { type ShownLink, urlOf } from '../links.ts'
import { nameUser } from '../name-user.ts'
import { reactivateUser } from '../reactivate-user.ts'
import { suspendUser } from '../suspend-user.ts'
import { unlockUser } from '../unlock-user.ts'
import { unsuspendUser } from '../unsuspend-user.ts'
import { credentialRoutes } from './credentials.ts'

const viewLink = (link: ShownLink | undefined, { origin }: { readonly origin: string }) =>
  link === undefined ? {} : { activationUrl: origin + urlOf(link), activationToken: link.secret.reveal() }

const activate = route({
  id: 'activateUser',
  summary: 'Activate a user',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/activate',
  surface: 'wire',
  access: 'users.lifecycle.activate',
  params: UserParams,
  query: SendEmailQuery,
  reply: { status: 200, body: ActivationToken },
  faults: ['user.notFound', 'authz.denied', 'authz.credentialDisclosure', 'user.alreadyActive', 'user.wrongStatus'],
  carriesSecret: ({ sendEmail = true }) => !sendEmail,
  run: async (ctx, { params, query: { sendEmail = true } }) =>
    activateUser(ctx, { userId: await nameUser(ctx, params.userId), sendEmail }),
  view: viewLink,
})

const reactivate = route({
  id: 'reactivateUser',
  summary: 'Reactivate a user: a new link',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/reactivate',
  surface: 'wire',
  access: 'users.lifecycle.activate',
  params: UserParams,
  query: SendEmailQuery,
  reply: { status: 200, body: ActivationToken },
  faults: ['user.notFound', 'authz.denied', 'authz.credentialDisclosure', 'user.wrongStatus'],
  carriesSecret: ({ sendEmail = false }) => !sendEmail,
  run: async (ctx, { params, query: { sendEmail = false } }) =>
    reactivateUser(ctx, { userId: await nameUser(ctx, params.userId), sendEmail }),
  view: viewLink,
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
  faults: ['user.notFound', 'authz.denied', 'user.notSuspendable', 'user.lastSuperAdmin'],
  run: async (ctx, { params }) => suspendUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: () => ({}),
})

const unsuspend = route({
  id: 'unsuspendUser',
  summary: 'Unsuspend a user',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/unsuspend',
  surface: 'wire',
  access: 'users.lifecycle.unsuspend',
  params: UserParams,
  reply: { status: 200, body: Nothing },
  faults: ['user.notFound', 'authz.denied', 'user.notSuspended'],
  run: async (ctx, { params }) => unsuspendUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: () => ({}),
})

const unlock = route({
  id: 'unlockUser',
  summary: 'Unlock a user',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/unlock',
  surface: 'wire',
  access: 'users.lifecycle.unlock',
  params: UserParams,
  reply: { status: 200, body: Nothing },
  faults: ['user.notFound', 'authz.denied', 'user.notLockedOut'],
  run: async (ctx, { params }) => unlockUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: () => ({}),
})

const deactivate = (parts: { readonly keyring: Keyring }) =>
  route({
    id: 'deactivateUser',
    summary: 'Deactivate a user',
    method: 'POST',
    path: '/api/v1/users/:userId/lifecycle/deactivate',
    surface: 'wire',
    access: 'users.lifecycle.deactivate',
    params: UserParams,
    reply: { status: 200, body: Nothing },
    faults: ['user.notFound', 'authz.denied', 'user.wrongStatus', 'user.lastSuperAdmin'],
    run: async (ctx, { params }) => deactivateUser(ctx, { userId: await nameUser(ctx, params.userId) }, parts),
    view: () => ({}),
  })

const remove = (parts: { readonly keyring: Keyring }) =>
  route({
    id: 'deleteUser',
    summary: 'Delete a user: the first call deactivates, the second deletes',
    method: 'DELETE',
    path: '/api/v1/users/:userId',
    surface: 'wire',
    access: 'users.lifecycle.delete',
    params: UserParams,
    reply: { status: 204, body: Nothing },
    faults: ['user.notFound', 'authz.denied', 'authz.proofNeeded', 'user.lastSuperAdmin'],
    run: async (ctx, { params }) => deleteUser(ctx, { userId: await nameUser(ctx, params.userId) }, parts),
    view: () => ({}),
  })

/** Every verb of the status machine, and those on credentials and sessions. */
export function userLifecycleRoutes(parts: {
  readonly hasher: Hasher
  readonly keyring: Keyring
}): readonly AnyRoute[] {
  return [
    activate,
    reactivate,
    suspend,
    unsuspend,
    unlock,
    deactivate(parts),
    remove(parts),
    ...credentialRoutes(parts),
  ]
}
