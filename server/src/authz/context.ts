import type { Reader } from '../db/database.ts'
import type { Log } from '../kernel/log.ts'
import type { Actor } from './actor.ts'
import type { AnyPermit } from './permit.ts'

/** Who asks, when, from where. Made once per request; never holds the request itself, nor a way to write. */
export interface Ctx {
  readonly actor: Actor
  readonly reader: Reader
  readonly now: () => Date
  readonly requestId: string
  readonly origin: RequestOrigin
  readonly log: Log
  /** Every permit minted in this request. `serve` and `change` refuse to finish without one. */
  readonly minted: AnyPermit[]
}

/** A request's keyed hashes, one per key of the keyring: the first is stored, each may be found. */
export type Fingerprints = readonly [Buffer, ...Buffer[]]

export interface RequestOrigin {
  readonly address: string
  readonly userAgent: string
  /** The `Idempotency-Key` of an unsafe request, with the hash of what it asked. */
  readonly idempotency?:
    | { readonly key: string; readonly routeId: string; readonly fingerprints: Fingerprints }
    | undefined
}
