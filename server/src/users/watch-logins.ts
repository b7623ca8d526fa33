import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import { bookkeep } from '../record/bookkeep.ts'
import { note } from '../record/note.ts'
import { unavailableLoginMet } from './profile-events.ts'
import { countClash, findClashWait } from './queries/clash-counter.ts'

/**
 * Runs a change that gives somebody a username. That a name cannot be used tells that somebody of another realm may have
 * it: this is recorded, and who has met twenty such names in an hour is told to come back. Whoever sees everybody anyway
 * is not counted. Faults: `user.loginLimited`, and those of `work`.
 */
export async function watchingLogins<R>(ctx: Ctx, login: string, work: () => Promise<R>): Promise<R> {
  const isCounted = !userScope(ctx, 'users.read').all
  const actor = actorId(ctx.actor)
  const wait = isCounted ? await findClashWait(ctx.reader, actor, ctx.now()) : undefined
  if (wait !== undefined) throw new Fault('user.loginLimited', { retryAfterSeconds: wait })
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'user.loginUnavailable') throw error
    if (isCounted) await bookkeep(ctx, (tx) => countClash(tx, actor, ctx.now()))
    await note(ctx, unavailableLoginMet([], { login: login.trim() }), [actor, login.trim()])
    throw error
  }
}
