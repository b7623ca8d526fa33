import { isLocale } from '@portico/messages/locale.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import type { Log } from '../kernel/log.ts'
import type { Secret } from '../kernel/secret.ts'
import { type Due, PartlySent, type Sender, workOutbox } from '../record/work-outbox.ts'
import { mintSecret, type SecretPurpose, secretPurposes, secretStatuses } from '../tokens/public.ts'
import { renderMail } from './render-mail.ts'
import { isTemplate, type Template, templates } from './templates.ts'
import type { Transport } from './transport.ts'

export interface Deliverer {
  /** Sends what is due now; for tests and for a last round before the process ends. */
  readonly round: () => Promise<number>
  readonly stop: () => Promise<void>
}
interface Prepared {
  readonly link: { readonly secret: Secret; readonly expiresAt: Date } | undefined
  readonly org: string
}

/** Delivers queued mail every second until stopped. Several processes may do so at once: rows are claimed. */
export function startDeliverer(parts: {
  readonly db: Database
  readonly transport: Transport
  readonly origin: string
  readonly now: () => Date
  readonly log: Log
  readonly everyMs?: number
}): Deliverer {
  const { db, log, now } = parts
  const sender = mailSender(parts)
  const round = () =>
    workOutbox(db, sender, now, 20, (due, error) =>
      log('warn', 'a mail could not be sent', {
        outboxId: due.id,
        attempt: due.attempts,
        reason: error instanceof Error ? error.message : 'failed',
      }),
    )
  let running: Promise<unknown> = Promise.resolve()
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    running = round()
      .catch((error: unknown) => log('error', 'the outbox could not be read', { reason: String(error) }))
      .finally(() => {
        isBusy = false
      })
  }, parts.everyMs ?? 1000)
  return {
    round,
    stop: async () => {
      clearInterval(timer)
      await running
      parts.transport.close()
    },
  }
}

function mailSender({
  transport,
  origin,
  now,
  log,
}: {
  readonly transport: Transport
  readonly origin: string
  readonly now: () => Date
  readonly log: Log
}): Sender<Prepared> {
  return {
    prepare: async (tx, due) => {
      const { org } = await tx.selectFrom('org').select('name as org').executeTakeFirstOrThrow()
      if (due.secretPurpose === null) return { org, link: undefined }
      const link = await mintFor(tx, due, now())
      return link === undefined ? undefined : { org, link }
    },
    send: async (due, { link, org }) => {
      if (!isTemplate(due.template)) throw new Error(`no mail template ${due.template}`)
      const template: Template = templates[due.template]
      const path = template.button?.path.replace('{secret}', link?.secret.reveal() ?? '')
      const facts = {
        template: due.template,
        locale: isLocale(due.locale) ? due.locale : ('en' as const),
        org,
        params: due.params,
        link: link === undefined || path === undefined ? undefined : { url: origin + path, until: link.expiresAt },
      }
      const failed: Array<{ readonly recipient: string; readonly error: unknown }> = []
      for (const recipient of due.recipients) {
        try {
          await transport.send(recipient, renderMail({ ...facts, recipient }))
        } catch (error) {
          failed.push({ recipient, error })
        }
      }
      const [first] = failed
      if (first === undefined) return
      if (failed.length === due.recipients.length) throw first.error
      // Another try would make another link, and kill the one that has arrived at the other address.
      if (link === undefined)
        throw new PartlySent(
          failed.map(({ recipient }) => recipient),
          first.error,
        )
      log('warn', 'a link reached one address and not another', { outboxId: due.id, reason: String(first.error) })
    },
  }
}

async function mintFor(tx: Tx, due: Due, at: Date) {
  const purpose = due.secretPurpose as SecretPurpose // written by `enqueue` from the same list
  if (due.subjectUserId === null || due.realmId === null || !(purpose in secretPurposes)) return undefined
  const user = await tx
    .selectFrom('users')
    .select('status')
    .where('realm_id', '=', due.realmId)
    .where('id', '=', due.subjectUserId)
    .where(sql<boolean>`status = any (${[...secretStatuses[purpose]]}::text[])`)
    // The status under the lock: a link for somebody who is being deactivated would live on after it.
    .forNoKeyUpdate()
    .executeTakeFirst()
  return user === undefined
    ? undefined
    : mintSecret(tx, { userId: due.subjectUserId, realmId: due.realmId, purpose, sentTo: onlyOne(due.recipients) }, at)
}

const onlyOne = ([first, ...more]: readonly string[]) => (more.length === 0 ? first : undefined)
