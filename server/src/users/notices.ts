import { type Language, negotiate } from '@portico/messages/locale.ts'
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import type { Tx } from '../db/database.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { formatTime, type TemplateName } from '../mail/public.ts'
import { enqueueNotice } from '../record/fold-notice.ts'
import { findReplacedAddresses } from './queries/addresses.ts'
import { addressesOf, nameOf, type Profile, textOf, type User } from './user.ts'

/** How long an address that was replaced still hears what is done to the account, in seconds. */
const replacedSeconds = 30 * day
/** How long a notice is worth sending, in seconds. */
const noticeSeconds = 7 * day

/** Parameters that name several things, where what happened several times is told in one mail. */
const lists = ['attributes', 'token']
/** What takes something away. Somebody who was never told of their account is not told of this either. */
const losses: ReadonlySet<TemplateName> = new Set(['deactivated', 'deleted', 'sessionsCleared'])

/** A person as somebody who gets mail. */
export type Recipient = Pick<User, 'id' | 'realmId' | 'profile'>

/** The language of mails to this person: what they prefer, else their locale, else English. */
export function mailLocale(profile: Profile): Language {
  return negotiate([textOf(profile, 'preferredLanguage'), textOf(profile, 'locale').replaceAll('_', '-')].join(','))
}

/**
 * Every address that hears what somebody else did to this account: the present ones, and those replaced in the last 30
 * days, so that who takes an account over cannot first send its mail elsewhere. No link ever goes to a replaced one.
 */
export async function noticeAddresses(tx: Tx, user: Locked<User>, at: Date): Promise<readonly string[]> {
  return [...new Set([...addressesOf(user.profile), ...(await replacedAddresses(tx, user, at))])]
}

/** Those of the last 30 days that are not present ones. */
export async function replacedAddresses(tx: Tx, user: Locked<User>, at: Date): Promise<readonly string[]> {
  const present = addressesOf(user.profile)
  const replaced = await findReplacedAddresses(tx, user, secondsAfter(at, -replacedSeconds))
  return replaced.filter((address) => !present.includes(address))
}

/**
 * Queues a notice to a person, with who did it and when. Goes to every address of theirs unless told otherwise. What is
 * repeated within five minutes is told in one mail.
 */
export async function notify(
  tx: Tx,
  ctx: Ctx,
  user: Locked<User>,
  notice: {
    readonly template: TemplateName
    readonly params?: Readonly<Record<string, string>>
    readonly recipients?: readonly string[]
  },
): Promise<void> {
  if (losses.has(notice.template) && !knowsTheirAccount(user)) return
  const recipients = notice.recipients ?? (await noticeAddresses(tx, user, ctx.now()))
  if (recipients.length === 0) return
  const mail = { template: notice.template, recipients, ttlSeconds: noticeSeconds }
  await enqueueNotice(tx, ctx, { ...envelope(ctx, user, notice.params), ...mail }, lists)
}

function knowsTheirAccount({ activatedAt, status }: User): boolean {
  return activatedAt !== null || (status !== 'STAGED' && status !== 'DEPROVISIONED')
}

/** What every mail to a person has in common: whose it is, its language, and who did what when. */
export function envelope(ctx: Ctx, user: Recipient, params: Readonly<Record<string, string>> = {}) {
  const locale = mailLocale(user.profile)
  return {
    kind: 'mail' as const,
    realmId: user.realmId,
    subjectUserId: user.id,
    locale,
    params: {
      name: nameOf(user.profile),
      login: textOf(user.profile, 'login'),
      actor: actorName(ctx, user),
      time: formatTime(ctx.now(), locale),
      ...params,
    },
  }
}

/** A colleague is named. Who acts from another realm is not, as in the log: the mail then says that the operator did it. */
function actorName({ actor }: Ctx, user: Recipient): string {
  return actor.kind === 'user' && actor.realmId === user.realmId ? actor.name : ''
}
