import {
  ClearSessionsQuery,
  ExpiredPassword,
  ExpirePasswordQuery,
  ResetPasswordQuery,
  ResetPasswordToken,
  TemporaryPassword,
  TemporaryPasswordQuery,
} from '@portico/contract/lifecycle.ts'
import { Nothing } from '@portico/contract/schema.ts'
import { UserParams } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { Fault } from '../../kernel/fault.ts'
import { Secret } from '../../kernel/secret.ts'
import type { Hasher } from '../../passwords/public.ts'
import { clearSessions } from '../clear-sessions.ts'
import { expirePassword } from '../expire-password.ts'
import { giveTemporaryPassword } from '../give-temporary-password.ts'
import { urlOf } from '../links.ts'
import { nameUser } from '../name-user.ts'
import { resetPassword } from '../reset-password.ts'
import { seeUser } from '../see-user.ts'
import { toWireUser } from '../wire.ts'

const reset = route({
  id: 'generateResetPasswordToken',
  summary: 'Reset a password by a link',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/reset_password',
  surface: 'wire',
  access: 'users.credentials.resetPassword',
  params: UserParams,
  query: ResetPasswordQuery,
  reply: { status: 200, body: ResetPasswordToken },
  faults: ['user.notFound', 'authz.denied', 'authz.credentialDisclosure', 'user.wrongStatus'],
  carriesSecret: ({ sendEmail = true }) => !sendEmail,
  run: async (ctx, { params, query: { sendEmail = true, revokeSessions = false, provider } }) => {
    // To hand a person over to another provider is another act, which nobody asked the authoriser for.
    if (provider !== undefined) throw new Fault('request.notSupported')
    return resetPassword(ctx, { userId: await nameUser(ctx, params.userId), sendEmail, revokeSessions })
  },
  view: (link, { origin }) => (link === undefined ? {} : { resetPasswordUrl: origin + urlOf(link) }),
})

const expire = (parts: { readonly hasher: Hasher }) =>
  route({
    id: 'expirePassword',
    summary: 'Expire a password',
    method: 'POST',
    path: '/api/v1/users/:userId/lifecycle/expire_password',
    surface: 'wire',
    access: 'users.credentials.expirePassword',
    params: UserParams,
    query: ExpirePasswordQuery,
    reply: { status: 200, body: ExpiredPassword },
    faults: ['user.notFound', 'authz.denied', 'authz.credentialDisclosure', 'user.wrongStatus'],
    carriesSecret: ({ tempPassword = false }) => tempPassword,
    run: async (ctx, { params, query: { tempPassword = false, revokeSessions = false } }) => {
      const userId = await nameUser(ctx, params.userId)
      return tempPassword
        ? giveTemporaryPassword(ctx, { userId, revokeSessions }, parts)
        : expirePassword(ctx, { userId })
    },
    view: (result, { origin }) =>
      result instanceof Secret ? { tempPassword: result.reveal() } : toWireUser(result, origin, 'all'),
    replay: async (ctx, resultId) => seeUser(ctx, { userId: await nameUser(ctx, resultId) }),
  })

const giveTemporary = (parts: { readonly hasher: Hasher }) =>
  route({
    id: 'expirePasswordAndGetTemporaryPassword',
    summary: 'Set a temporary password and see it once',
    method: 'POST',
    path: '/api/v1/users/:userId/lifecycle/expire_password_with_temp_password',
    surface: 'wire',
    access: 'users.credentials.expirePassword',
    params: UserParams,
    query: TemporaryPasswordQuery,
    reply: { status: 200, body: TemporaryPassword },
    faults: ['user.notFound', 'authz.denied', 'authz.credentialDisclosure', 'user.wrongStatus'],
    carriesSecret: true,
    run: async (ctx, { params, query: { revokeSessions = false } }) =>
      giveTemporaryPassword(ctx, { userId: await nameUser(ctx, params.userId), revokeSessions }, parts),
    view: (password) => ({ tempPassword: password.reveal() }),
  })

const clear = route({
  id: 'revokeUserSessions',
  summary: 'End all sessions of a user',
  method: 'DELETE',
  path: '/api/v1/users/:userId/sessions',
  surface: 'wire',
  access: 'users.lifecycle.clearSessions',
  params: UserParams,
  query: ClearSessionsQuery,
  reply: { status: 204, body: Nothing },
  faults: ['user.notFound', 'authz.denied'],
  run: async (ctx, { params, query: { oauthTokens = false, forgetDevices = true } }) =>
    clearSessions(ctx, {
      userId: await nameUser(ctx, params.userId),
      withTokens: oauthTokens,
      withDevices: forgetDevices,
    }),
  view: () => ({}),
})

/** What is done to somebody's password and sessions. */
export function credentialRoutes(parts: { readonly hasher: Hasher }): readonly AnyRoute[] {
  return [reset, expire(parts), giveTemporary(parts), clear]
}
