import { Text } from '@portico/contract/schema.ts'
import { Type } from 'typebox'
import { template } from '../http/markup.ts'
import { type AnyPage, page, type Visit } from '../http/page.ts'
import { Fault } from '../kernel/fault.ts'
import { isId } from '../kernel/ids.ts'
import { localPath } from '../kernel/local-path.ts'
import { findKept, type KeptMail, listKept, listRecipients, type WholeMail } from './mailbox.ts'
import { formatTime } from './render-mail.ts'

const path = '/mailbox'
const pageSize = 50
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The demo's mailbox: every mail that would have been sent. It exists in the demo only, and answers this machine only. */
export function mailboxPages(options: { readonly origin: string }): readonly AnyPage[] {
  return [list, show(options.origin), frame]
}

const listView = template<object>(new URL('mailbox.liquid', import.meta.url))
const mailView = template<object>(new URL('mailbox-mail.liquid', import.meta.url))
const IdParams = Type.Object({ id: Type.String({ maxLength: 40 }) })

const list = page({
  id: 'mailbox',
  method: 'GET',
  path,
  access: 'public',
  query: Type.Object({ q: Type.Optional(Text(100)), to: Type.Optional(Text(200)), before: Type.Optional(Text(40)) }),
  run: async (visit, { query }) => {
    refuseOthers(visit)
    const { ctx, say, locale } = visit
    const [q, to, before] = [query.q, query.to, query.before].map((text) => text?.trim() || undefined)
    const found = await listKept(ctx.reader, { words: q, recipient: to, before, limit: pageSize + 1 })
    const mails = found.slice(0, pageSize)
    const main = listView({
      title: say('page.mailbox.title'),
      text: say('page.mailbox.text'),
      search: say('page.mailbox.search'),
      toLabel: say('page.mailbox.to'),
      all: say('page.mailbox.all'),
      filter: say('page.mailbox.filter'),
      none: q === undefined && to === undefined ? say('page.mailbox.none') : say('page.mailbox.noneFound'),
      olderLabel: say('page.mailbox.older'),
      q: q ?? '',
      to: to ?? '',
      recipients: await listRecipients(ctx.reader),
      mails: mails.map((mail) => ({ ...mail, href: `${path}/${mail.id}`, ...timeOf(mail, locale) })),
      older: found.length > pageSize ? olderThan(mails.at(-1), { q, to }) : null,
    })
    return { kind: 'page', view: { title: say('page.mailbox.title'), main, width: 'wide' } }
  },
})

const show = (origin: string) =>
  page({
    id: 'mailboxMail',
    method: 'GET',
    path: `${path}/:id`,
    access: 'public',
    params: IdParams,
    run: async (visit, { params }) => {
      const mail = await kept(visit, params.id)
      const { say, locale } = visit
      const main = mailView({
        mail,
        ...timeOf(mail, locale),
        back: say('page.mailbox.title'),
        fromLabel: say('page.mailbox.from'),
        toLabel: say('page.mailbox.to'),
        sentLabel: say('page.mailbox.sent'),
        htmlLabel: say('page.mailbox.html'),
        textLabel: say('page.mailbox.text_part'),
        frame: `${path}/${mail.id}/html`,
        parts: partsOf(mail.text, origin),
      })
      return { kind: 'page', view: { title: mail.subject, main, width: 'wide', hasFrames: true } }
    },
  })

const frame = page({
  id: 'mailboxFrame',
  method: 'GET',
  path: `${path}/:id/html`,
  access: 'public',
  params: IdParams,
  run: async (visit, { params }) => {
    const { html } = await kept(visit, params.id)
    // A click in the frame opens the page that the mail leads to in place of the mailbox, as a mail program would.
    return { kind: 'framed', html: html.replace('<head>', '<head><base target="_top">') }
  },
})

async function kept(visit: Visit, id: string): Promise<WholeMail> {
  refuseOthers(visit)
  const mail = isId('mailboxMessage', id) ? await findKept(visit.ctx.reader, id) : undefined
  if (mail === undefined) throw new Fault('request.pathNotFound')
  return mail
}

function refuseOthers({ ctx }: Visit): void {
  if (!loopback.has(ctx.origin.address)) throw new Fault('request.pathNotFound')
}

const timeOf = ({ createdAt }: KeptMail, locale: Visit['locale']) => ({
  at: createdAt.toISOString(),
  time: formatTime(createdAt, locale),
})

function olderThan(last: KeptMail | undefined, find: Readonly<Record<string, string | undefined>>): string {
  const query = Object.entries({ ...find, before: last?.id }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return `${path}?${new URLSearchParams(query)}`
}

/** A mail's text with the addresses of our own pages as links. Others stay text. */
function partsOf(text: string, origin: string): ReadonlyArray<{ readonly text: string; readonly href: string | null }> {
  return text.split(/(https?:\/\/\S+)/).map((part) => {
    const ours = part.startsWith(`${origin}/`) ? localPath(part.slice(origin.length)) : undefined
    return { text: part, href: ours ?? null }
  })
}
