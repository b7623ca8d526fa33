import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { sameBytes } from '../kernel/secret.ts'

/** How to answer a repeated request: set by the edge before the use case runs, read by `change` when it commits. */
export interface ReplyStore {
  readonly status: number
  readonly bodyOf: (result: unknown) => unknown
}
const stores = new WeakMap<Ctx, ReplyStore>()
export function rememberReply(ctx: Ctx, store: ReplyStore): void {
  stores.set(ctx, store)
}

/** The first answer to this key, thrown so that nothing is done twice. The edge sends it. */
export class Replay extends Error {
  readonly status: number
  readonly body: unknown
  constructor(status: number, body: unknown) {
    super('replay')
    this.status = status
    this.body = body
  }
}

/**
 * Takes the request's idempotency key in this transaction. A second request with the same key waits for the first to
 * commit, and then gets its answer (`Replay`), or `idempotency.keyReused` if it asked for something else.
 */
export async function claimKey(tx: Tx, ctx: Ctx): Promise<void> {
  const { idempotency } = ctx.origin
  if (idempotency === undefined) return
  const where = { actor_id: actorId(ctx.actor), route_id: idempotency.routeId, key: idempotency.key }
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ ...where, request_hash: idempotency.requestHash, created_at: ctx.now(), status: null, body: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed !== undefined) return
  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'body'])
    .where('actor_id', '=', where.actor_id)
    .where('route_id', '=', where.route_id)
    .where('key', '=', where.key)
    .executeTakeFirst()
  if (earlier === undefined || earlier.status === null) throw new Fault('idempotency.inProgress')
  if (!sameBytes(earlier.request_hash, idempotency.requestHash)) throw new Fault('idempotency.keyReused')
  throw new Replay(earlier.status, earlier.body)
}

/** Stores the answer with the change. A route whose answer carries a secret stores none of it. */
export async function settleKey(tx: Tx, ctx: Ctx, result: unknown): Promise<void> {
  const { idempotency } = ctx.origin
  const store = stores.get(ctx)
  if (idempotency === undefined || store === undefined) return
  await tx
    .updateTable('idempotency_keys')
    .set({ status: store.status, body: JSON.stringify(store.bodyOf(result) ?? null) })
    .where('actor_id', '=', actorId(ctx.actor))
    .where('route_id', '=', idempotency.routeId)
    .where('key', '=', idempotency.key)
    .execute()
}
