import { type AttributeRule, everyAttribute } from '../authz/attributes.ts'
import type { Ctx } from '../authz/context.ts'
import { authorize, type Can, can } from '../authz/permit.ts'
import { narrowTo, userScope } from '../authz/scope.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'
import { permissionOf, type Verb, verbRefusal, verbs } from './lifecycle.ts'
import { getUser } from './queries/users.ts'
import type { Profile, User } from './user.ts'

export type UserAction = Verb | 'editProfile'

/** A person as one reader sees them: the attributes that they may read, and what they may do now. */
export interface SeenUser extends User {
  readonly can: Readonly<Record<UserAction, Can>>
}

/** One person, of one realm where it is named, or `user.notFound` for the absent and the foreign alike. */
export async function seeUser(
  ctx: Ctx,
  { userId, realmId }: { readonly userId: UserId; readonly realmId?: RealmId | undefined },
): Promise<SeenUser> {
  const scope = userScope(ctx, 'users.read')
  const user = await getUser(ctx.reader, realmId === undefined ? scope : narrowTo(scope, realmId), userId)
  const permit = authorize(ctx, 'users.read', user)
  return showUser(ctx, user, permit.attributes)
}

/** Leaves only readable attributes and computes what is allowed, from the policy and the status machine, in that order. */
export function showUser(ctx: Ctx, user: User, readable: AttributeRule): SeenUser {
  const allowed = verbs.map((verb) => [verb, canDo(ctx, verb, user)] as const)
  return {
    ...user,
    profile: readableProfile(user.profile, readable),
    can: { ...Object.fromEntries(allowed), editProfile: canEdit(ctx, user) } as SeenUser['can'], // every verb has an entry: `verbs` is the type's source
  }
}

function readableProfile(profile: Profile, readable: AttributeRule): Profile {
  return readable === everyAttribute
    ? profile
    : Object.fromEntries(Object.entries(profile).filter(([name]) => readable(name)))
}

function canDo(ctx: Ctx, verb: Verb, user: User): Can {
  const allowed = can(ctx, permissionOf(verb), user)
  if (!allowed.allowed) return allowed
  const refusal = verbRefusal(verb, user)
  return refusal === undefined
    ? allowed
    : { allowed: false, reason: { code: refusal, params: { status: user.status } } }
}

function canEdit(ctx: Ctx, user: User): Can {
  const allowed = can(ctx, 'users.userprofile.manage', user)
  if (!allowed.allowed || user.status !== 'DEPROVISIONED') return allowed
  return { allowed: false, reason: { code: 'wrongStatus', params: { status: user.status } } }
}
