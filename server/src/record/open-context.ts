import type { Actor, SystemActor } from '../authz/actor.ts'
import type { Ctx, RequestOrigin } from '../authz/context.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../kernel/log.ts'

// The pool stays in this room: a context can be carried anywhere without carrying a way to write past the record.
const databases = new WeakMap<Ctx, Database>()

/** Makes the context of one request, or of one piece of background work. */
export function openContext(
  db: Database,
  facts: {
    readonly actor: Actor
    readonly now: () => Date
    readonly requestId: string
    readonly origin: RequestOrigin
    readonly log: Log
  },
): Ctx {
  const ctx: Ctx = { ...facts, reader: db, minted: [] }
  databases.set(ctx, db)
  return ctx
}

/** The same request as a process of ours. It has no idempotency key: that belongs to who asked. */
export function asSystem(ctx: Ctx, name: SystemActor['name']): Ctx {
  return openContext(databaseOf(ctx), {
    ...ctx,
    actor: { kind: 'system', name },
    origin: { address: ctx.origin.address, userAgent: ctx.origin.userAgent },
  })
}

export function databaseOf(ctx: Ctx): Database {
  const db = databases.get(ctx)
  if (db === undefined) throw new Error('this context was not made by openContext')
  return db
}
