import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'

/** A mail that the demo kept instead of sending it. */
export interface KeptMail {
  readonly id: string
  readonly createdAt: Date
  readonly recipient: string
  readonly sender: string
  readonly subject: string
}
export interface WholeMail extends KeptMail {
  readonly text: string
  readonly html: string
}

const row = ['id', 'created_at as createdAt', 'recipient', 'sender', 'subject'] as const

/** Mails to `recipient` if one is named, with `words` in address or subject, newest first, at most `limit`, older than `before`. */
export function listKept(
  db: Reader,
  find: {
    readonly recipient?: string | undefined
    readonly words?: string | undefined
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<readonly KeptMail[]> {
  const { recipient, words, before } = find
  return db
    .selectFrom('mailbox')
    .select(row)
    .$if(recipient !== undefined, (query) => query.where('recipient', '=', recipient ?? ''))
    .$if(words !== undefined, (query) =>
      query.where(
        sql<boolean>`position(lower(${words}) in lower(concat(recipient, ' ', subject, ' ', body_text))) > 0`,
      ),
    )
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(find.limit)
    .execute()
}

/** Who got mail, by address. */
export async function listRecipients(db: Reader): Promise<readonly string[]> {
  const rows = await db.selectFrom('mailbox').select('recipient').distinct().orderBy('recipient').limit(500).execute()
  return rows.map(({ recipient }) => recipient)
}

export function findKept(db: Reader, id: string): Promise<WholeMail | undefined> {
  return db
    .selectFrom('mailbox')
    .select([...row, 'body_text as text', 'body_html as html'])
    .where('id', '=', id)
    .executeTakeFirst()
}
