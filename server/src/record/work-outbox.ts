import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { secondsAfter } from '../kernel/clock.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'

/** A claimed row of the outbox. */
export interface Due {
  readonly id: string
  readonly template: string
  readonly realmId: RealmId | null
  readonly subjectUserId: UserId | null
  readonly recipients: readonly string[]
  readonly params: Readonly<Record<string, string | number>>
  readonly secretPurpose: string | null
  readonly locale: string
  readonly createdAt: Date
  readonly attempts: number
}

/** Some got it and some did not: only those are tried again, so that nobody gets it twice. */
export class PartlySent extends Error {
  readonly remaining: readonly string[]
  constructor(remaining: readonly string[], cause: unknown) {
    super(cause instanceof Error ? cause.message : 'failed', { cause })
    this.remaining = remaining
  }
}

export interface Sender<P> {
  /** In a transaction of its own: mints what the message needs. Undefined when it must not be sent any more. */
  readonly prepare: (tx: Tx, due: Due) => Promise<P | undefined>
  /** Over the network, with no transaction open. Throws when it has to be tried again, `PartlySent` for some of it. */
  readonly send: (due: Due, prepared: P) => Promise<void>
}

const claimSeconds = 60
/** How many rows of one realm leave in a round before those of the others. */
const realmTurns = 5
const longestWaitSeconds = 15 * 60

/**
 * Delivers what is due, at most `limit` rows, each at least once: claims under `skip locked`, prepares, sends, deletes.
 * Of one ordering key only the oldest row is due. No realm holds another up: each has its first five in a round before
 * any has more, and what carries a one-time secret goes before what only tells. A failure waits longer each time, until
 * the row expires. Returns how many rows it claimed.
 */
export async function workOutbox<P>(
  db: Database,
  sender: Sender<P>,
  now: () => Date,
  limit: number,
  onFailure: (due: Due, error: unknown) => void,
): Promise<number> {
  await db
    .deleteFrom('outbox')
    .where('expires_at', '<=', now())
    .where((row) => row.or([row('locked_until', 'is', null), row('locked_until', '<', now())]))
    .execute()
  const claimed = await claim(db, now(), limit)
  await Promise.all(claimed.map((due) => deliver(db, sender, due, now, onFailure)))
  return claimed.length
}

/**
 * Takes the person's row before the mail's, as every change does that withdraws mail: whoever is changing the address or
 * the credentials withdraws first, and then there is nothing left to send.
 */
async function holdSubject(tx: Tx, due: Due): Promise<void> {
  if (due.secretPurpose === null || due.subjectUserId === null) return
  await tx.selectFrom('users').select('id').where('id', '=', due.subjectUserId).forNoKeyUpdate().execute()
}

async function claim(db: Database, at: Date, limit: number): Promise<readonly Due[]> {
  const isDue = sql`o.run_at <= ${at} and (o.locked_until is null or o.locked_until < ${at})`
  // The condition stands outside as well: it is asked again of a row that another process took in the meantime.
  const { rows } = await sql<Due>`
    with due as materialized (
      select o.id, row_number() over (partition by o.realm_id order by o.secret_purpose is null, o.run_at, o.id) as turn
        from outbox o
       where ${isDue}
         and not exists (select 1 from outbox earlier where earlier.ordering_key = o.ordering_key and earlier.id < o.id))
    update outbox set attempts = attempts + 1, locked_until = ${secondsAfter(at, claimSeconds)}
     where id in (
       select o.id from outbox o join due on due.id = o.id
        where ${isDue}
        order by due.turn > ${realmTurns}, o.secret_purpose is null, o.run_at, o.id limit ${limit} for update of o skip locked)
    returning id, template, realm_id as "realmId", subject_user_id as "subjectUserId", recipients, params,
              secret_purpose as "secretPurpose", locale, created_at as "createdAt", attempts`.execute(db)
  return rows
}

async function deliver<P>(
  db: Database,
  sender: Sender<P>,
  due: Due,
  now: () => Date,
  onFailure: (due: Due, error: unknown) => void,
): Promise<void> {
  try {
    const prepared = await db.transaction().execute(async (tx) => {
      await holdSubject(tx, due)
      const still = await tx.selectFrom('outbox').select('id').where('id', '=', due.id).forUpdate().executeTakeFirst()
      return still === undefined ? undefined : sender.prepare(tx, due)
    })
    if (prepared !== undefined) await sender.send(due, prepared)
    await db.deleteFrom('outbox').where('id', '=', due.id).execute()
  } catch (error) {
    onFailure(due, error)
    const waitSeconds = Math.min(longestWaitSeconds, 2 ** Math.min(due.attempts, 10))
    await db
      .updateTable('outbox')
      .set({
        locked_until: null,
        run_at: secondsAfter(now(), waitSeconds),
        last_error: error instanceof Error ? error.message.slice(0, 500) : 'failed',
        ...(error instanceof PartlySent ? { recipients: JSON.stringify(error.remaining) } : {}),
      })
      .where('id', '=', due.id)
      .execute()
  }
}
