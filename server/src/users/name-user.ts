import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import { foldLogin } from '../kernel/fold.ts'
import { isId, type UserId } from '../kernel/ids.ts'
import { findIdByLogin, findIdsByShortName } from './queries/names.ts'

/**
 * The id that a path names: an id, `me`, a full login, or a short name while it is unique. Names resolve within what the
 * caller may see, so a foreign login is as absent as one that nobody has. Faults: `user.notFound`.
 */
export async function nameUser(ctx: Ctx, name: string): Promise<UserId> {
  if (isId('user', name)) return name
  if (name === 'me' && ctx.actor.kind === 'user') return ctx.actor.userId
  const scope = userScope(ctx, 'users.read')
  const key = foldLogin(name)
  const byLogin = await findIdByLogin(ctx.reader, scope, key)
  if (byLogin !== undefined) return byLogin
  const [only, ...more] = key.includes('@') ? [] : await findIdsByShortName(ctx.reader, scope, key)
  if (only === undefined || more.length > 0)
    throw new Fault('user.notFound', {
      params: { id: name },
      denial: { action: 'users.read', target: { type: 'user', id: name }, reason: 'hidden' },
    })
  return only
}
