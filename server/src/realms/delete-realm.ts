import type { Ctx } from '../authz/context.ts'
import { realmScope } from '../authz/object-scope.ts'
import { authorize } from '../authz/permit.ts'
import { Fault } from '../kernel/fault.ts'
import { change, changed } from '../record/change.ts'
import { asTarget, factsOf, realmDeleted } from './events.ts'
import { lockRealm } from './queries/realms.ts'
import { deleteRealmRow } from './queries/write-realms.ts'

/**
 * Deletes a realm that nobody and nothing is in any more, with its domains, which are free again. Its log stays.
 * Faults: `realm.notFound`, `authz.denied`, `authz.proofNeeded`, `realm.defaultFixed`, `realm.hasUsers`, `realm.hasObjects`.
 */
export function deleteRealm(ctx: Ctx, input: { readonly realmId: string }): Promise<void> {
  return change(ctx, async (tx) => {
    const realm = await lockRealm(tx, realmScope(ctx, 'realm.read'), input.realmId, 'delete')
    const permit = authorize(ctx, 'realm.manage', realm)
    if (realm.isDefault) throw new Fault('realm.defaultFixed', { params: { id: realm.id } })
    await deleteRealmRow(tx, permit)
    return changed(undefined, realmDeleted([asTarget(realm)], factsOf(realm)))
  })
}
