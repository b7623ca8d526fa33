import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { databaseOf } from './open-context.ts'

/**
 * Commits bookkeeping that is nobody's state and no event: a counted attempt, the step of a sign-in. On its own, before or
 * beside the change that it guards, so that it stands when the change rolls back. Whatever is about a person, their
 * access or their credentials goes through `change`.
 */
export async function bookkeep<R>(ctx: Ctx, work: (tx: Tx) => Promise<R>): Promise<R> {
  return databaseOf(ctx).transaction().execute(work)
}
