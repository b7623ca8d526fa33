import type { Ctx } from '../authz/context.ts'
import type { Locked } from '../authz/locked.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { Denial } from '../kernel/fault.ts'
import type { NewUserTarget } from '../authz/target.ts'
import type { DomainEvent } from '../record/event.ts'
import type { User } from './user.ts'

/** What creating somebody asks of the groups. They stand above people, so they are handed in where all is composed. */
export interface GroupDoor {
  /** Which of these the actor may not give to somebody new, by their index, and why for the log. */
  readonly refused: (
    db: Reader,
    ctx: Ctx,
    user: NewUserTarget,
    groupIds: readonly string[],
  ) => Promise<ReadonlyArray<{ readonly index: number; readonly denial?: Denial | undefined }>>
  /** Puts the person into the groups, each by both halves of the right, under the groups' locks. One event a group. */
  readonly join: (tx: Tx, ctx: Ctx, user: Locked<User>, groupIds: readonly string[]) => Promise<readonly DomainEvent[]>
}
