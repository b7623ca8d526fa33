import type { ApiTokenId, RealmId, SessionId, UserId } from '../kernel/ids.ts'
import type { Grant } from './grants.ts'
import type { Permission } from './permissions.ts'
import type { Tier } from './target.ts'

/** How a person came: by a session that proved them at some time, or by a token made beforehand. */
export type Via =
  | { readonly kind: 'session'; readonly sessionId: SessionId; readonly provedAt: Date }
  | {
      readonly kind: 'token'
      readonly tokenId: ApiTokenId
      /** The token's own list. What it does not name, it cannot do, whatever its owner may. */
      readonly permissions: ReadonlySet<Permission>
      /** Null: every realm its owner reaches. */
      readonly realmIds: readonly RealmId[] | null
    }

export interface UserActor {
  readonly kind: 'user'
  readonly userId: UserId
  readonly realmId: RealmId
  readonly tier: Tier
  readonly grants: readonly Grant[]
  readonly epoch: number
  readonly authzEpoch: number
  readonly via: Via
  readonly name: string
  readonly login: string
}
/** A process of ours, named. It holds no grant: what it may do is written in the policy. */
export interface SystemActor {
  readonly kind: 'system'
  readonly name: 'signin' | 'outbox' | 'sweeper' | 'operator-cli' | 'seed'
}
export interface AnonymousActor {
  readonly kind: 'anonymous'
}
export type Actor = UserActor | SystemActor | AnonymousActor

/** The id that events and rows store for an actor. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.userId
    case 'system':
      return `system:${actor.name}`
    case 'anonymous':
      return 'anonymous'
  }
}
