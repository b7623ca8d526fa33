import { ProofRequest } from '@portico/contract/portal.ts'
import { Nothing } from '@portico/contract/schema.ts'
import { cookiesFor } from '../../http/cookies.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import { Secret } from '../../kernel/secret.ts'
import type { SigninParts } from '../parts.ts'
import { proveSelf } from '../prove-self.ts'
import { signOut } from '../sign-out.ts'

/** What a signed-in person does with their own session. */
export function meRoutes(parts: SigninParts): readonly AnyRoute[] {
  return [
    route({
      id: 'proveSelf',
      summary: 'Prove who you are again',
      method: 'POST',
      path: '/portal/api/v1/me/proof',
      surface: 'portal',
      access: 'signedIn',
      body: ProofRequest,
      reply: { status: 204, body: Nothing },
      faults: ['password.wrong', 'signin.limited'],
      run: (ctx, { body }) => proveSelf(ctx, parts, { password: new Secret(body.password) }),
      view: () => ({}),
    }),
    route({
      id: 'signOutSelf',
      summary: 'End your session',
      method: 'POST',
      path: '/portal/api/v1/me/signout',
      surface: 'portal',
      access: 'signedIn',
      reply: { status: 204, body: Nothing },
      faults: [],
      run: (ctx) => signOut(ctx),
      view: () => ({}),
      headers: (_result, { origin }) => {
        const cookies = cookiesFor(origin)
        return { 'set-cookie': cookies.clear(cookies.session) }
      },
    }),
  ]
}
