import { sql } from 'kysely'
import { actorId } from '../authz/actor.ts'
import type { Ctx, Fingerprints } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { hashSecret, sameBytes } from '../kernel/secret.ts'

/** How long a key stands for its first request, in seconds. */
const keySeconds = day

/** The request was done before: `resultId` is what it made or changed. Thrown so that nothing is done twice. */
export class Replay extends Error {
  readonly resultId: string
  constructor(resultId: string) {
    super('replay')
    this.resultId = resultId
  }
}

/**
 * Takes the request's idempotency key in this transaction. A second request with the same key waits for the first to
 * commit and is then a `Replay`; `idempotency.keyReused` if it asked for something else. After 24 hours a key is new.
 */
export async function claimKey(tx: Tx, ctx: Ctx): Promise<void> {
  const { idempotency } = ctx.origin
  if (idempotency === undefined) return
  const place = { actor_id: actorId(ctx.actor), route_id: idempotency.routeId, key: idempotency.key }
  const hashes = requestHashes(ctx, idempotency.fingerprints)
  const fresh = { request_hash: hashes[0], created_at: ctx.now(), result_id: null }
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ ...place, ...fresh })
    .onConflict((conflict) =>
      conflict
        .columns(['actor_id', 'route_id', 'key'])
        .doUpdateSet(fresh)
        .where(sql<boolean>`idempotency_keys.created_at < ${secondsAfter(ctx.now(), -keySeconds)}`),
    )
    .returning('key')
    .executeTakeFirst()
  if (claimed !== undefined) return
  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'result_id'])
    .where('actor_id', '=', place.actor_id)
    .where('route_id', '=', place.route_id)
    .where('key', '=', place.key)
    .executeTakeFirstOrThrow()
  if (!hashes.some((hash) => sameBytes(earlier.request_hash, hash))) throw new Fault('idempotency.keyReused')
  throw new Replay(earlier.result_id ?? '')
}

/** Writes what the request made, with the change. `resultId` is the target of the change's last permit. */
export async function settleKey(tx: Tx, ctx: Ctx, resultId: string): Promise<void> {
  const { idempotency } = ctx.origin
  if (idempotency === undefined) return
  await tx
    .updateTable('idempotency_keys')
    .set({ result_id: resultId })
    .where('actor_id', '=', actorId(ctx.actor))
    .where('route_id', '=', idempotency.routeId)
    .where('key', '=', idempotency.key)
    .execute()
}

/** Gives the key back: what was refused may be tried again, also where the refusal itself is kept. */
export async function releaseKey(tx: Tx, ctx: Ctx): Promise<void> {
  const { idempotency } = ctx.origin
  if (idempotency === undefined) return
  await tx
    .deleteFrom('idempotency_keys')
    .where('actor_id', '=', actorId(ctx.actor))
    .where('route_id', '=', idempotency.routeId)
    .where('key', '=', idempotency.key)
    .execute()
}

/** A key belongs to one token or to the person's sessions: another token of theirs asks anew. */
function requestHashes(ctx: Ctx, fingerprints: Fingerprints): Fingerprints {
  const via = ctx.actor.kind === 'user' && ctx.actor.via.kind === 'token' ? ctx.actor.via.tokenId : 'session'
  const bound = (fingerprint: Buffer) => hashSecret(`${via}\n${fingerprint.toString('base64')}`)
  const [first, ...rest] = fingerprints
  return [bound(first), ...rest.map(bound)]
}
