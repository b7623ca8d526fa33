import type { Ctx } from '../authz/context.ts'
import { authorizeSelf } from '../authz/permit.ts'
import { Fault } from '../kernel/fault.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { endOwnSession } from '../sessions/public.ts'
import { sessionEnded, targetOf } from './events.ts'

/** Ends the session that the caller came with. Their other sessions live on. Faults: `auth.noSession`, also by token. */
export function signOut(ctx: Ctx): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'user' || actor.via.kind !== 'session') throw new Fault('auth.noSession')
  const { sessionId } = actor.via
  return change(ctx, async (tx) => {
    const permit = authorizeSelf(ctx, 'self.endSession')
    const ended = await endOwnSession(tx, permit, sessionId)
    return ended === undefined
      ? unchanged(undefined)
      : changed(undefined, sessionEnded([targetOf(ended)], { cause: 'signedOut' }))
  })
}
