import { actorId } from '../authz/actor.ts'
import { everyAttribute } from '../authz/attributes.ts'
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { askProof, authorize, type Permit } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { Tx } from '../db/database.ts'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import { foldLogin } from '../kernel/fold.ts'
import type { UserId, UserTypeId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { domainFaults } from '../realms/public.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { type CustomAttribute, getTypeId, listAttributes } from '../schemas/public.ts'
import { attributeRows } from './attribute-rows.ts'
import { type EditedProfile, editProfile } from './edit-profile.ts'
import { versionMatches } from './etag.ts'
import { loginHashes } from './login-hold.ts'
import type { WishedProfile } from './profile-rules.ts'
import { writeAttributes } from './queries/write-attributes.ts'
import { replaceAddress, writeProfile } from './queries/write-profile.ts'
import { lockUser } from './queries/users.ts'
import { refuseUnserved } from './read-credentials.ts'
import { refuseFields, refuseReadOnly } from './refuse-fields.ts'
import { eventsOf, outdatesLinks, tellOfEdit } from './tell-of-edit.ts'
import { textOf, type User } from './user.ts'
import { watchingLogins } from './watch-logins.ts'

export interface ProfileUpdate {
  readonly userId: UserId
  readonly mode: 'merge' | 'replace'
  readonly profile: WishedProfile
  /** Another type only with `replace`. */
  readonly typeId?: string | undefined
  /** Only the realm that they are in: nobody is moved by an edit. */
  readonly realmId?: string | undefined
  readonly ifMatch?: string | undefined
}
/** By these somebody is found or reached by who asks for a link in their name. */
const reaching: ReadonlySet<string> = new Set(['login', 'email', 'secondEmail'])
type Edit = Permit<'users.userprofile.manage', Locked<User>>

/**
 * Changes what is known of somebody: names, addresses, phones and every other attribute that the actor may write. With
 * another username, or another address in the place of one, every link made for them before is dead; the person is told
 * at every address, the replaced ones too. Each of these takes a fresh proof: a link to choose a password may go there.
 * Faults: `user.notFound`, `authz.denied`, `authz.proofNeeded`, `request.badEtag`, `user.stale`, `user.wrongStatus`,
 * `request.notSupported` for a move, `userType.notFound`, `user.attributeReadOnly`, `user.invalid` with all problems by
 * field, `user.loginTaken`, `user.loginUnavailable`, `user.loginLimited`.
 */
export function updateProfile(ctx: Ctx, input: ProfileUpdate, parts: { readonly keyring: Keyring }): Promise<void> {
  const login = input.profile['login']
  const work = () => change(ctx, (tx) => edit(tx, ctx, input, parts.keyring))
  return typeof login === 'string' ? watchingLogins(ctx, login, work) : work()
}

async function edit(tx: Tx, ctx: Ctx, input: ProfileUpdate, keyring: Keyring) {
  const user = await lockUser(tx, userScope(ctx, 'users.read'), input.userId)
  const { attributes: readable } = authorize(ctx, 'users.read', user)
  const permit = authorize(ctx, 'users.userprofile.manage', user)
  if (input.ifMatch !== undefined && !versionMatches(input.ifMatch, user)) throw new Fault('user.stale')
  if (user.status === 'DEPROVISIONED') throw new Fault('user.wrongStatus', { params: { status: user.status } })
  if (input.realmId !== undefined && input.realmId !== user.realmId) refuseUnserved(['realmId'])
  const typeId = await typeAfter(tx, permit, input)
  const custom = await listAttributes(tx, typeId)
  const typeChanges = typeId !== user.typeId
  const rules = { custom, typeChanges, writable: permit.attributes, readable }
  const edited = editProfile(user.profile, { mode: input.mode, wished: input.profile, ...rules })
  refuseReadOnly(edited.readOnly, permit)
  if (edited.changed.some((name) => reaching.has(name))) askProof(ctx, permit)
  refuseFields('user', [...edited.faults, ...(await domainFaultsOf(tx, user, edited))])
  if (edited.changed.length === 0 && !typeChanges) return unchanged(undefined)
  await write(tx, ctx, permit, { edited, typeId, custom, keyring })
  await tellOfEdit(tx, ctx, user, { ...edited, custom })
  const [first, ...more] = eventsOf(user, { ...edited, typeId })
  return first === undefined ? unchanged(undefined) : changed(undefined, first, ...more)
}

/** Attributes go with the type, and some of them may be hidden from the actor: then the type is not theirs to change. */
async function typeAfter(tx: Tx, permit: Edit, { mode, typeId }: ProfileUpdate): Promise<UserTypeId> {
  const { target, attributes } = permit
  if (typeId === undefined || typeId === target.typeId) return target.typeId
  if (mode === 'merge') refuseFields('user', [{ path: 'type.id', code: 'readOnly' }])
  if (attributes !== everyAttribute) refuseReadOnly(['type'], permit)
  return getTypeId(tx, typeId)
}

/** The realm's domains bind what is written now. Who came before them is left alone until their address is changed. */
function domainFaultsOf(
  tx: Tx,
  user: User,
  { profile, changed: names }: EditedProfile,
): Promise<readonly FieldFault[]> {
  const changedNow = ['login', 'email'].filter((name) => names.includes(name))
  return domainFaults(
    tx,
    user.realmId,
    changedNow.map((name) => ({ path: `profile.${name}`, address: textOf(profile, name) })),
  )
}

async function write(
  tx: Tx,
  ctx: Ctx,
  permit: Edit,
  after: {
    readonly edited: EditedProfile
    readonly typeId: UserTypeId
    readonly custom: readonly CustomAttribute[]
    readonly keyring: Keyring
  },
): Promise<void> {
  const { profile, changed: names } = after.edited
  const at = ctx.now()
  const endsLinks = outdatesLinks(permit.target, names)
  const holdHashes = loginHashes(after.keyring, foldLogin(textOf(profile, 'login')))
  await writeProfile(tx, permit, { profile, typeId: after.typeId, endsLinks }, at, holdHashes)
  await writeAttributes(tx, permit, attributeRows(profile, after.custom))
  const setBy = actorId(ctx.actor)
  if (names.includes('email'))
    await replaceAddress(tx, permit, { kind: 'PRIMARY', address: textOf(profile, 'email'), setBy }, at)
  if (names.includes('secondEmail'))
    await replaceAddress(tx, permit, { kind: 'SECONDARY', address: textOf(profile, 'secondEmail'), setBy }, at)
}
