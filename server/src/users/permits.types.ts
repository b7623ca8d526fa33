// What must not compile: the compiler holds these, no test runs them.
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { authorize, type Permit } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import { clearGuesses, deletePassword, endPassword } from '../passwords/public.ts'
import { changed, type Outcome } from '../record/change.ts'
import { endOnlySessions, endSessions } from '../sessions/public.ts'
import { endAccess } from './end-access.ts'
import { showLink } from './links.ts'
import { removeRoles } from './queries/access.ts'
import { deleteUserRow } from './queries/delete-user.ts'
import { growEpoch } from './queries/grow-epoch.ts'
import { moveStatus } from './queries/move-status.ts'
import type { User } from './user.ts'

declare const ctx: Ctx
declare const tx: Tx
declare const read: User
declare const held: Locked<User>
declare const keyring: Parameters<typeof endAccess>[3]
const at = ctx.now()

const deactivation = authorize(ctx, 'users.lifecycle.deactivate', held)
export const fine = [
  moveStatus(tx, deactivation, { to: 'DEPROVISIONED', at }),
  endAccess(tx, ctx, deactivation, keyring),
  removeRoles(tx, deactivation),
  deletePassword(tx, deactivation),
]

// A row that was read, not locked, opens no write, whatever the permit.
const unlocked = authorize(ctx, 'users.lifecycle.deactivate', read)
export const onUnlocked = [
  // @ts-expect-error the target is not locked
  moveStatus(tx, unlocked, { to: 'DEPROVISIONED', at }),
  // @ts-expect-error the target is not locked
  endAccess(tx, ctx, unlocked, keyring),
  // @ts-expect-error the target is not locked
  endSessions(tx, unlocked),
  // @ts-expect-error the person is not locked
  showLink(tx, ctx, read, 'activation'),
]

// A permit opens the writes of its own action.
const suspension = authorize(ctx, 'users.lifecycle.suspend', held)
export const onAnotherAction = [
  // @ts-expect-error who may suspend may not take roles
  removeRoles(tx, suspension),
  // @ts-expect-error who may suspend may not delete
  deleteUserRow(tx, suspension, at),
  // @ts-expect-error who may suspend may not touch passwords
  endPassword(tx, suspension, at),
  // @ts-expect-error who may suspend may not forget guesses
  clearGuesses(tx, suspension),
  // @ts-expect-error only clearing sessions leaves the status as it is
  growEpoch(tx, suspension),
  // @ts-expect-error only clearing sessions lets tokens live on
  endOnlySessions(tx, suspension),
]

// @ts-expect-error whether a credential may be shown is asked by authorizeDisclosure, with its kind
export const disclosure = authorize(ctx, 'portico.credentials.disclose', held)
// @ts-expect-error there is no such permission
export const invented = authorize(ctx, 'users.lifecycle.resurrect', held)
// @ts-expect-error a permit is made by authorize alone
export const forged: Permit<'users.lifecycle.delete', Locked<User>> = {
  action: 'users.lifecycle.delete',
  target: held,
  attributes: () => true,
}
// @ts-expect-error a change without an event does not compile
export const unrecorded: Outcome<void> = changed(undefined)
