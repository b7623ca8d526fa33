import type { UserStatus } from '@portico/contract/users.ts'
import type { Ctx } from '../authz/context.ts'
import { type Can, can } from '../authz/permit.ts'
import { narrowTo, userScope } from '../authz/scope.ts'
import { newId } from '../kernel/ids.ts'
import { type Realm, seeRealm } from '../realms/public.ts'
import { countByStatus } from '../users/public.ts'

export interface SeenHome {
  readonly realm: Realm
  readonly counts: ReadonlyMap<UserStatus, number>
  readonly createUser: Can
}

/** The start page of a realm: how many people of which status the reader may see there. Faults: `realm.notFound`. */
export async function seeHome(ctx: Ctx, input: { readonly realmId: string }): Promise<SeenHome> {
  const realm = await seeRealm(ctx, input)
  const counts = await countByStatus(ctx.reader, narrowTo(userScope(ctx, 'users.read'), realm.id))
  const somebody = { type: 'newUser', id: newId('user', ctx.now()), realmId: realm.id } as const
  return { realm, counts, createUser: can(ctx, 'users.create', somebody) }
}
