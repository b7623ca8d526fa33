import { actorId } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import { bookkeep } from '../record/bookkeep.ts'
import { note } from '../record/note.ts'
import { unavailableLoginMet } from './profile-events.ts'
import { chargeClash, giveBackClash } from './queries/clash-counter.ts'

/**
 * Runs a change that gives somebody a username. That a name cannot be used tells that somebody of another realm may have
 * it: this is recorded, and who has met a hundred such names in an hour is told to come back. Each is charged for in a commit
 * of its own before it is tried, so that many at once meet no more than one after the other; what met none is given back. Whoever sees everybody
 * anyway is not counted. Faults: `user.loginLimited`, and those of `work`.
 */
export async function watchingLogins<R>(ctx: Ctx, login: string, work: () => Promise<R>): Promise<R> {
  const giveBack = userScope(ctx, 'users.read').all ? undefined : await charge(ctx)
  let isClash = false
  try {
    return await work()
  } catch (error) {
    isClash = error instanceof Fault && error.code === 'user.loginUnavailable'
    if (isClash) await note(ctx, unavailableLoginMet([], { login: login.trim() }), [actorId(ctx.actor), login.trim()])
    throw error
  } finally {
    if (!isClash) await giveBack?.()
  }
}

/** Takes one of the actor's attempts; returns how to give it back. */
async function charge(ctx: Ctx): Promise<() => Promise<void>> {
  const actor = actorId(ctx.actor)
  const charged = await bookkeep(ctx, (tx) => chargeClash(tx, actor, ctx.now()))
  if (!charged.isAllowed) throw new Fault('user.loginLimited', { retryAfterSeconds: charged.waitSeconds })
  // One that cannot be given back is gone for an hour. It does not undo what was done.
  const lost = (error: unknown) => ctx.log('warn', 'an attempt was not given back', { reason: String(error) })
  return () => bookkeep(ctx, (tx) => giveBackClash(tx, actor, charged.since)).catch(lost)
}
