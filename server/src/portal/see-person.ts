import { baseAttributes, partnerEditable } from '@portico/contract/profile.ts'
import type { SignInState } from '@portico/contract/portal.ts'
import type { Ctx } from '../authz/context.ts'
import { attributesFor } from '../authz/permit.ts'
import { isId } from '../kernel/ids.ts'
import { groupsOf } from '../groups/public.ts'
import { seeRealm } from '../realms/public.ts'
import { type CustomAttribute, findUserType, listAttributes, type UserType } from '../schemas/public.ts'
import { etagOf, seeUser, type SeenUser, userNotFound } from '../users/public.ts'
import { findSignInFacts } from './queries/sign-in-facts.ts'
import { signInState } from './sign-in-state.ts'

export interface SeenPerson {
  readonly user: SeenUser
  readonly type: Pick<UserType, 'id' | 'displayName'>
  readonly groups: Awaited<ReturnType<typeof groupsOf>>
  readonly editable: readonly string[]
  readonly signIn: SignInState
  readonly etag: string
}

/**
 * One person of a realm, with whether they can sign in. Somebody of another realm than the path's is absent: two ids that
 * disagree name nobody. Faults: `realm.notFound`, `user.notFound`.
 */
export async function seePerson(
  ctx: Ctx,
  input: { readonly realmId: string; readonly userId: string },
): Promise<SeenPerson> {
  const realm = await seeRealm(ctx, input)
  if (!isId('user', input.userId)) userNotFound(input.userId)
  const user = await seeUser(ctx, { userId: input.userId, realmId: realm.id })
  const type = await findUserType(ctx.reader, user.typeId)
  const custom = await listAttributes(ctx.reader, user.typeId)
  return {
    user,
    type: { id: user.typeId, displayName: type?.displayName ?? '' },
    groups: await groupsOf(ctx, user),
    editable: editableBy(ctx, user, custom),
    signIn: signInState(await findSignInFacts(ctx.reader, user, ctx.now()), ctx.now()),
    etag: etagOf(user),
  }
}

/**
 * What the reader may change of somebody: of what a partner admin ever may, or for who runs the whole org of everything,
 * what their right covers both to write and to read. A form that showed an unread value as empty would wipe it.
 */
function editableBy(ctx: Ctx, user: SeenUser, custom: readonly CustomAttribute[]): readonly string[] {
  if (!user.can.editProfile.allowed) return []
  const runsTheOrg = ctx.actor.kind === 'user' && ctx.actor.tier >= 2
  const names = runsTheOrg ? [...baseAttributes, ...custom].map(({ name }) => name) : partnerEditable
  const mayWrite = attributesFor(ctx, 'users.userprofile.manage', user)
  const mayRead = attributesFor(ctx, 'users.read', user)
  return names.filter((name) => mayWrite(name) && mayRead(name))
}
