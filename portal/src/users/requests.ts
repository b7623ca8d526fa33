import type { WireUser } from '@portico/contract/users.ts'
import type { Request } from '../api/request.ts'

// What changes a user is the Management API's, the same that scripts use.
const users = '/api/v1/users'

export type Profile = Readonly<Record<string, unknown>>

export interface NewUser {
  readonly realmId: string
  readonly typeId: string
  readonly profile: Profile
  readonly groupIds: readonly string[]
  readonly activation:
    | { readonly kind: 'now' }
    | { readonly kind: 'later' }
    | { readonly kind: 'password'; readonly password: string; readonly mustChange: boolean }
}

export async function createUser(request: Request, user: NewUser, idempotencyKey: string): Promise<WireUser> {
  const { realmId, typeId, profile, groupIds, activation } = user
  const mustChange = activation.kind === 'password' && activation.mustChange
  const { body } = await request<WireUser>('POST', users, {
    idempotencyKey,
    query: { activate: activation.kind !== 'later', nextLogin: mustChange ? 'changePassword' : undefined },
    body: {
      profile,
      realmId,
      type: { id: typeId },
      ...(groupIds.length === 0 ? {} : { groupIds }),
      ...(activation.kind === 'password' ? { credentials: { password: { value: activation.password } } } : {}),
    },
  })
  return body
}

/** Changes the attributes named in `profile`. Faults: `user.stale` when somebody else changed the user since `etag`. */
export async function editProfile(request: Request, userId: string, profile: Profile, etag: string): Promise<void> {
  await request('POST', `${users}/${userId}`, { body: { profile }, ifMatch: etag })
}

export type LifecycleVerb =
  | 'activate'
  | 'reactivate'
  | 'suspend'
  | 'unsuspend'
  | 'unlock'
  | 'resetPassword'
  | 'expirePassword'
  | 'deactivate'
  | 'delete'

const segments: Readonly<Record<Exclude<LifecycleVerb, 'delete'>, string>> = {
  activate: 'activate',
  reactivate: 'reactivate',
  suspend: 'suspend',
  unsuspend: 'unsuspend',
  unlock: 'unlock',
  resetPassword: 'reset_password',
  expirePassword: 'expire_password',
  deactivate: 'deactivate',
}
export const isLifecycleVerb = (name: string): name is LifecycleVerb =>
  name === 'delete' || Object.hasOwn(segments, name)

const sendsMail: ReadonlySet<LifecycleVerb> = new Set(['activate', 'reactivate', 'resetPassword'])

export async function runVerb(request: Request, userId: string, verb: LifecycleVerb): Promise<void> {
  if (verb === 'delete') await request('DELETE', `${users}/${userId}`)
  else
    await request('POST', `${users}/${userId}/lifecycle/${segments[verb]}`, {
      query: sendsMail.has(verb) ? { sendEmail: true } : {},
    })
}
