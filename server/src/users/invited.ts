// Somebody new whose link is shown to who made them, instead of mailed: how the first admins come to be. Two steps, so that
// what they are given is written between: a link is good for the authority that its person has then.
import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorizeDisclosure, type Permit } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { NewUserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import { foldLogin } from '../kernel/fold.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { DomainEvent } from '../record/event.ts'
import { draftUser } from './draft-user.ts'
import { asTarget, credentialDisclosed, userActivated } from './events.ts'
import type { GroupDoor } from './group-door.ts'
import { disclosureOf, type ShownLink, showLink } from './links.ts'
import { loginHashes } from './login-hold.ts'
import { userCreated } from './profile-events.ts'
import { insertUser } from './queries/insert-user.ts'
import { lockUser } from './queries/users.ts'
import { textOf, type User } from './user.ts'

const noGroups: GroupDoor = { refused: async () => [], join: async () => [] }
const status = 'PROVISIONED' as const

/**
 * Writes somebody new who waits for their link, without a password. Resolves to their row, held. Faults: `user.invalid`,
 * `user.loginTaken`, `user.loginUnavailable`.
 */
export async function insertInvited(
  tx: Tx,
  ctx: Ctx,
  permit: Permit<'users.create', NewUserTarget>,
  profile: { readonly login: string; readonly firstName: string; readonly lastName: string },
  { keyring }: { readonly keyring: Keyring },
): Promise<{ readonly user: Locked<User>; readonly event: DomainEvent }> {
  const at = ctx.now()
  const wished = { profile: { ...profile }, groupIds: [], activation: { kind: 'mail' } } as const
  const draft = await draftUser(tx, ctx, permit, wished, noGroups)
  const holdHashes = loginHashes(keyring, foldLogin(textOf(draft.profile, 'login')))
  const dates = { activatedAt: at, statusChangedAt: at }
  await insertUser(tx, permit, { ...draft, ...dates, status, grantedBy: actorId(ctx.actor), holdHashes }, at)
  const user = await lockUser(tx, userScope(ctx, 'users.read'), permit.target.id)
  const facts = { status, typeId: user.typeId, hasPassword: false }
  return { user, event: userCreated([asTarget(user)], facts) }
}

/** Makes the link of somebody invited for the caller to see: once, for an hour. Faults: `authz.credentialDisclosure`. */
export async function showInvitation(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
): Promise<{ readonly link: ShownLink; readonly events: readonly [DomainEvent, DomainEvent] }> {
  authorizeDisclosure(ctx, 'link', user)
  const link = await showLink(tx, ctx, user, 'activation')
  const activated = userActivated([asTarget(user)], { status, link: 'shown' })
  return { link, events: [activated, credentialDisclosed([asTarget(user)], disclosureOf(link))] }
}
