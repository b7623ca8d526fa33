import { mailboxTransport, startDeliverer } from '../../src/mail/public.ts'
import { testOrigin, type World } from './world.ts'

export interface Letter {
  readonly recipient: string
  readonly subject: string
  readonly body_text: string
  readonly body_html: string
}

/** Sends all that is due into the mailbox, and returns what came in, oldest first. */
export async function post(world: World): Promise<readonly Letter[]> {
  const before = await world.owner.query<{ id: string }>('select id from mailbox')
  const now = () => world.now
  const deliverer = startDeliverer({
    db: world.db,
    transport: mailboxTransport(world.db, 'Portico <no-reply@localhost>', now),
    origin: testOrigin,
    now,
    log: () => undefined,
    everyMs: 3_600_000,
  })
  while ((await deliverer.round()) > 0);
  await deliverer.stop()
  const { rows } = await world.owner.query<Letter>(
    'select recipient, subject, body_text, body_html from mailbox where id <> all ($1) order by id',
    [before.rows.map((row) => row.id)],
  )
  return rows
}

/** The path of the link in a letter. */
export function linkIn(letter: Letter | undefined): string {
  const path = new RegExp(`${testOrigin}(/\\S+)`).exec(letter?.body_text ?? '')?.[1]
  if (path === undefined) throw new Error('the letter has no link')
  return path
}
