import type { Ctx } from '../authz/context.ts'
import { userScope } from '../authz/scope.ts'
import type { Reader } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { isId, type RealmId } from '../kernel/ids.ts'
import { getDefaultRealmId, realmNotFound } from '../realms/public.ts'

/**
 * The realm that somebody new is put into: the one that is named, or the only one in which the actor creates people. For
 * who creates them everywhere that is the default realm. Says nothing of whether the named one exists or is theirs.
 * Faults: `realm.notFound` for what is no id, `user.realmNeeded`, `authz.denied`.
 */
export async function realmForNew(db: Reader, ctx: Ctx, named: string | undefined): Promise<RealmId> {
  if (named !== undefined) return isId('realm', named) ? named : realmNotFound(named)
  const { all, realmIds, withinRealms } = userScope(ctx, 'users.create')
  if (all && withinRealms === null) return getDefaultRealmId(db)
  const reach = all ? (withinRealms ?? []) : realmIds.filter((id) => withinRealms?.includes(id) ?? true)
  const [only, ...more] = reach
  if (only === undefined)
    throw new Fault('authz.denied', {
      params: { reason: 'notPermitted' },
      denial: { action: 'users.create', target: { type: 'org', id: 'org' }, reason: 'notPermitted' },
    })
  if (more.length > 0) throw new Fault('user.realmNeeded', { fields: [{ path: 'realmId', code: 'required' }] })
  return only
}
