// The one-time links with which a person gets in: to activate their account, or to choose a new password. A link leaves by
// mail, or is shown to who may see it; either way the earlier ones are dead from that commit on.
import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import type { Tx } from '../db/database.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import type { Secret } from '../kernel/secret.ts'
import { formatTime } from '../mail/public.ts'
import { enqueue, withdraw } from '../record/outbox.ts'
import { mintSecret, type SecretPurpose, secretPurposes, supersedeSecrets } from '../tokens/public.ts'
import { envelope, mailLocale, notify, type Recipient } from './notices.ts'
import { findSettledAddresses } from './queries/addresses.ts'
import { addressesOf, textOf, type User } from './user.ts'

/** A link that its caller is shown, once. */
export interface ShownLink {
  readonly purpose: SecretPurpose
  readonly secret: Secret
  readonly expiresAt: Date
}

const pages: Readonly<Record<SecretPurpose, string>> = { activation: '/welcome', recovery: '/reset_password' }

/** The path of the page that a shown link opens. */
export function urlOf({ purpose, secret }: ShownLink): string {
  return `${pages[purpose]}/${secret.reveal()}`
}

/** What the log says of a link that was shown. */
export function disclosureOf(link: ShownLink) {
  return { kind: 'link', expiresAt: link.expiresAt.toISOString() }
}

const allPurposes = Object.keys(secretPurposes) as readonly SecretPurpose[] // the keys are the purposes by the table's type
/** Somebody who is shown a link uses it now. */
const shownSeconds = hour

/** The mail of each purpose, to whom, and how long it is worth sending, in seconds. The secret lives from when it leaves. */
const mails = {
  activation: {
    template: 'activation',
    recipients: (user: Recipient) => [textOf(user.profile, 'email')],
    ttlSeconds: 7 * day,
  },
  recovery: {
    template: 'adminReset',
    recipients: (user: Recipient) => addressesOf(user.profile),
    ttlSeconds: day,
  },
} as const satisfies Readonly<Record<SecretPurpose, unknown>>

/** Ends every link of a person: what is queued with one is withdrawn first, then what was sent or shown is superseded. */
export async function endLinks(tx: Tx, user: Locked<User>, at: Date): Promise<void> {
  await withdraw(tx, user.id, allPurposes)
  await supersedeSecrets(tx, { userId: user.id, realmId: user.realmId, purposes: allPurposes }, at)
}

/** Queues the mail with a link: to the primary address to activate, to both to choose a new password. */
export async function mailLink(tx: Tx, ctx: Ctx, user: Recipient, purpose: SecretPurpose): Promise<void> {
  const { template, recipients, ttlSeconds } = mails[purpose]
  await enqueue(tx, ctx, {
    ...envelope(ctx, user),
    template,
    recipients: recipients(user),
    secretPurpose: purpose,
    ttlSeconds,
  })
}

/** How long an address that its owner has not confirmed must stand before a stranger's word sends a link there, in seconds. */
const settledSeconds = day

/**
 * Queues the mail with a link to choose a new password that somebody asked for by name, to every address that is settled.
 * False when there is none: then nothing is queued.
 */
export async function mailAskedLink(tx: Tx, ctx: Ctx, user: Locked<User>): Promise<boolean> {
  const recipients = await findSettledAddresses(tx, user, secondsAfter(ctx.now(), -settledSeconds))
  if (recipients.length === 0) return false
  const { ttlSeconds } = mails.recovery
  const mail = { template: 'recovery', secretPurpose: 'recovery', recipients, ttlSeconds }
  await enqueue(tx, ctx, { ...envelope(ctx, user), ...mail })
  return true
}

/**
 * Makes a link for the caller to see, and tells the person. The caller was asked `authorizeDisclosure` before. The link
 * works for an hour, once, and supersedes every earlier one.
 */
export async function showLink(tx: Tx, ctx: Ctx, user: Locked<User>, purpose: SecretPurpose): Promise<ShownLink> {
  const subject = { userId: user.id, realmId: user.realmId, purpose, ttlSeconds: shownSeconds }
  const { secret, expiresAt } = await mintSecret(tx, subject, ctx.now())
  await notify(tx, ctx, user, {
    template: 'linkDisclosed',
    params: { until: formatTime(expiresAt, mailLocale(user.profile)) },
  })
  return { purpose, secret, expiresAt }
}
