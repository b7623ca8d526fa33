import type { Ctx } from '../authz/context.ts'
import { realmScope } from '../authz/object-scope.ts'
import { authorize } from '../authz/permit.ts'
import { getRealm } from './queries/realms.ts'
import type { Realm } from './realm.ts'

/** One realm, or `realm.notFound` for the absent and the foreign alike. */
export async function seeRealm(ctx: Ctx, input: { readonly realmId: string }): Promise<Realm> {
  const realm = await getRealm(ctx.reader, realmScope(ctx, 'realm.read'), input.realmId)
  authorize(ctx, 'realm.read', realm)
  return realm
}
