import type { UserActor } from '../authz/actor.ts'
import type { Ctx } from '../authz/context.ts'
import { realmScope } from '../authz/object-scope.ts'
import { authorizeSelf } from '../authz/permit.ts'
import { Fault } from '../kernel/fault.ts'
import { listPortals, type Portal } from './queries/list-portals.ts'

export interface SeenMe {
  readonly me: Pick<UserActor, 'userId' | 'name' | 'login'>
  readonly portals: readonly Portal[]
}
/** More portals than this are not shown at once: who runs more is an operator, and finds them by the API. */
const mostPortals = 1000

/**
 * Who is signed in, and the portals that they may open, by name: those of partners, and for who runs the whole org the
 * realms without one besides. Faults: `auth.noSession`.
 */
export async function seeMe(ctx: Ctx): Promise<SeenMe> {
  authorizeSelf(ctx, 'self.read')
  const { actor } = ctx
  if (actor.kind !== 'user') throw new Fault('auth.noSession')
  const page = { partnersOnly: actor.tier < 2, limit: mostPortals }
  return { me: actor, portals: await listPortals(ctx.reader, realmScope(ctx, 'realm.read'), page) }
}
