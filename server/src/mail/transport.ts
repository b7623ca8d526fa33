import { createTransport } from 'nodemailer'
import type { Smtp } from '../config/config.ts'
import type { Database } from '../db/database.ts'
import { newId } from '../kernel/ids.ts'
import type { RenderedMail } from './render-mail.ts'

/** Takes one mail to one address, or throws. */
export interface Transport {
  readonly send: (to: string, mail: RenderedMail) => Promise<void>
  readonly close: () => void
}

/** Real SMTP, two connections kept open. STARTTLS is demanded unless the operator allows otherwise. */
export function smtpTransport(smtp: Smtp, from: string): Transport {
  const transporter = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.port === 465,
    requireTLS: smtp.requireTls && smtp.port !== 465,
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password?.reveal() ?? '' } }),
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async (to, mail) => {
      // An address object: text would be parsed, and a comma in it would be a second recipient.
      await transporter.sendMail({
        from,
        to: { name: '', address: to },
        ...mail,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transporter.close(),
  }
}

/** The demo's mailbox: mails are rows, and a page shows them. */
export function mailboxTransport(db: Database, from: string, now: () => Date): Transport {
  return {
    send: async (to, mail) => {
      const at = now()
      await db
        .insertInto('mailbox')
        .values({
          id: newId('mailboxMessage', at),
          created_at: at,
          kind: 'mail',
          recipient: to,
          sender: from,
          subject: mail.subject,
          body_text: mail.text,
          body_html: mail.html,
        })
        .execute()
    },
    close: () => undefined,
  }
}
