import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import { can } from '../authz/permit.ts'
import type { Tx } from '../db/database.ts'
import type { UserTypeId } from '../kernel/ids.ts'
import type { DomainEvent } from '../record/event.ts'
import type { CustomAttribute } from '../schemas/public.ts'
import { attributeTitles } from './attribute-titles.ts'
import type { EditedProfile } from './edit-profile.ts'
import { asTarget } from './events.ts'
import { endLinks, mailLink } from './links.ts'
import { mailLocale, notify, noticeAddresses } from './notices.ts'
import { primaryEmailUpdated, profileUpdated, secondaryEmailUpdated, userTypeUpdated } from './profile-events.ts'
import { addressesOf, textOf, type User } from './user.ts'

/** By these somebody signs in or is reached: they hear of it when somebody else changes one. */
const told: ReadonlySet<string> = new Set(['login', 'email', 'secondEmail', 'mobilePhone', 'primaryPhone'])

/** Whether an edit leaves no link alive: one may have gone to an address that is theirs no more. A first second one is no loss. */
export function outdatesLinks(user: User, changed: readonly string[]): boolean {
  if (changed.includes('login') || changed.includes('email')) return true
  return changed.includes('secondEmail') && textOf(user.profile, 'secondEmail') !== ''
}

/**
 * Ends the links of somebody whose username or address is another now, and tells them of the edit at the addresses they
 * had and have, by the name that they know. Who was still to activate gets a new link, if the actor could send one.
 */
export async function tellOfEdit(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  { profile, changed, custom }: EditedProfile & { readonly custom: readonly CustomAttribute[] },
): Promise<void> {
  if (outdatesLinks(user, changed)) {
    await endLinks(tx, user, ctx.now())
    if (user.status === 'PROVISIONED' && can(ctx, 'users.lifecycle.activate', user).allowed)
      await mailLink(tx, ctx, { ...user, profile }, 'activation')
  }
  if (!changed.some((name) => told.has(name)) || isUntold(user)) return
  const recipients = [...new Set([...addressesOf(profile), ...(await noticeAddresses(tx, user, ctx.now()))])]
  const attributes = attributeTitles(changed, custom, mailLocale(user.profile))
  await notify(tx, ctx, user, { template: 'profileChanged', params: { attributes }, recipients })
}

/** Who was never told of their account is not told of its details. */
const isUntold = (user: User) => user.status === 'STAGED' && user.activatedAt === null

/** What the log says of an edit: one event for the profile, and one for each address and the type. */
export function eventsOf(
  user: User,
  { profile, changed, typeId }: EditedProfile & { readonly typeId: UserTypeId },
): readonly DomainEvent[] {
  const targets = [asTarget(user)]
  const valuesOf = (from: User['profile']) => Object.fromEntries(changed.map((name) => [name, from[name] ?? null]))
  const values = { before: valuesOf(user.profile), after: valuesOf(profile) }
  const address = (name: string) => ({ before: textOf(user.profile, name), after: textOf(profile, name) })
  return [
    ...(changed.length > 0 ? [profileUpdated(targets, { changedAttributes: changed, ...values })] : []),
    ...(changed.includes('email') ? [primaryEmailUpdated(targets, address('email'))] : []),
    ...(changed.includes('secondEmail') ? [secondaryEmailUpdated(targets, address('secondEmail'))] : []),
    ...(typeId === user.typeId ? [] : [userTypeUpdated(targets, { oldTypeId: user.typeId, newTypeId: typeId })]),
  ]
}
