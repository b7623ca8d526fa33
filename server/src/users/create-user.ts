import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { authorize, type Permit } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import type { NewUserTarget } from '../authz/target.ts'
import type { Reader, Tx } from '../db/database.ts'
import { foldLogin } from '../kernel/fold.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { type Hasher, putPassword } from '../passwords/public.ts'
import { holdRealm, realmNotFound } from '../realms/public.ts'
import { change, changed } from '../record/change.ts'
import { firstStatus, passwordOf } from './activation.ts'
import { draftUser, type NewUserInput, type UserDraft } from './draft-user.ts'
import { asTarget, userActivated } from './events.ts'
import type { GroupDoor } from './group-door.ts'
import { mailLink } from './links.ts'
import { loginHashes } from './login-hold.ts'
import { userCreated } from './profile-events.ts'
import { insertUser } from './queries/insert-user.ts'
import { lockUser } from './queries/users.ts'
import { realmForNew } from './realm-for-new.ts'
import { textOf } from './user.ts'
import { watchingLogins } from './watch-logins.ts'

export interface CreateUserParts {
  readonly hasher: Hasher
  readonly keyring: Keyring
  readonly groups: GroupDoor
}

/**
 * Creates somebody in a realm, in their groups, and lets them in as asked: by a link that is mailed, by a password that
 * was set for them, or not yet. Their address is unconfirmed until they prove it. A password is hashed before the change
 * begins, and only when nothing else is wrong. Faults: `realm.notFound`, `user.realmNeeded`, `authz.denied`,
 * `authz.proofNeeded`, `user.loginTaken`, `user.loginUnavailable`, `user.loginLimited`, and those of `draftUser`.
 */
export async function createUser(ctx: Ctx, input: NewUserInput, parts: CreateUserParts): Promise<UserId> {
  const id = newId('user', ctx.now())
  const hash = await hashBefore(ctx, id, input, parts)
  const login = typeof input.profile['login'] === 'string' ? input.profile['login'] : ''
  return watchingLogins(ctx, login, () =>
    change(ctx, async (tx) => {
      const permit = await place(tx, ctx, id, input)
      if ((await holdRealm(tx, permit.target.realmId)) === undefined) realmNotFound(permit.target.realmId)
      const draft = await draftUser(tx, ctx, permit, input, parts.groups)
      await write(tx, ctx, permit, { input, draft, keyring: parts.keyring })
      const user = await lockUser(tx, userScope(ctx, 'users.read'), id)
      const joined = await parts.groups.join(tx, ctx, user, input.groupIds)
      if (hash !== undefined) await setPassword(tx, ctx, permit, input, hash)
      if (input.activation.kind === 'mail') await mailLink(tx, ctx, user, 'activation')
      const { status } = user
      const created = userCreated([asTarget(user)], { status, typeId: user.typeId, hasPassword: hash !== undefined })
      if (input.activation.kind === 'later') return changed(id, created, ...joined)
      const link = input.activation.kind === 'mail' ? 'mail' : 'none'
      return changed(id, created, ...joined, userActivated([asTarget(user)], { status, link }))
    }),
  )
}

/** The permit to create somebody where they belong, and to see them there: an answer shows who was made. */
async function place(
  db: Reader,
  ctx: Ctx,
  id: UserId,
  input: NewUserInput,
): Promise<Permit<'users.create', NewUserTarget>> {
  const target = { type: 'newUser', id, realmId: await realmForNew(db, ctx, input.realmId) } as const
  authorize(ctx, 'users.read', target)
  return authorize(ctx, 'users.create', target)
}

/** Who may not create, or asks for what cannot be, costs no hash. All of it is checked again in the change. */
async function hashBefore(
  ctx: Ctx,
  id: UserId,
  input: NewUserInput,
  parts: CreateUserParts,
): Promise<string | undefined> {
  const password = passwordOf(input.activation)
  if (password === undefined) return undefined
  await draftUser(ctx.reader, ctx, await place(ctx.reader, ctx, id, input), input, parts.groups)
  return parts.hasher.hash(password)
}

function write(
  tx: Tx,
  ctx: Ctx,
  permit: Permit<'users.create', NewUserTarget>,
  { input, draft, keyring }: { readonly input: NewUserInput; readonly draft: UserDraft; readonly keyring: Keyring },
): Promise<void> {
  const at = ctx.now()
  const { activation } = input
  const isStaged = activation.kind === 'later'
  return insertUser(
    tx,
    permit,
    {
      ...draft,
      status: firstStatus(activation),
      activatedAt: isStaged ? null : at,
      statusChangedAt: isStaged && activation.password === undefined ? null : at,
      grantedBy: actorId(ctx.actor),
      holdHashes: loginHashes(keyring, foldLogin(textOf(draft.profile, 'login'))),
    },
    at,
  )
}

async function setPassword(
  tx: Tx,
  ctx: Ctx,
  permit: Permit<'users.create', NewUserTarget>,
  { activation }: NewUserInput,
  hash: string,
): Promise<void> {
  const mustChange = activation.kind === 'password' && activation.mustChange
  const known = { temporaryUntil: null, setBy: actorId(ctx.actor), ownerConfirmedAt: null }
  await putPassword(tx, permit, { hash, mustChange, ...known }, ctx.now())
}
