import { Nothing } from '@portico/contract/schema.ts'
import { UserParams } from '@portico/contract/users.ts'
import { type AnyRoute, route } from '../../http/route.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Hasher } from '../../passwords/public.ts'
import { nameUser } from '../name-user.ts'
import { suspendUser } from '../suspend-user.ts'

const suspend = route({
  id: 'suspendUser',
  summary: 'Suspend a user',
  method: 'POST',
  path: '/api/v1/users/:userId/lifecycle/suspend',
  surface: 'wire',
  access: 'users.lifecycle.suspend',
  params: UserParams,
  reply: { status: 200, body: Nothing },
  faults: ['user.notFound', 'authz.denied', 'user.notSuspendable'],
  run: async (ctx, { params }) => suspendUser(ctx, { userId: await nameUser(ctx, params.userId) }),
  view: () => ({}),
})

/** Links in answers, password hashes and sealed restore points come from these parts, not from globals. */
export function userLifecycleRoutes(_parts: {
  readonly hasher: Hasher
  readonly keyring: Keyring
  readonly origin: string
}): readonly AnyRoute[] {
  return [suspend]
}
