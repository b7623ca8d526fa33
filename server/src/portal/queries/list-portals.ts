import { type RealmScope, realmsWithin } from '../../authz/object-scope.ts'
import type { Reader } from '../../db/database.ts'
import type { RealmId } from '../../kernel/ids.ts'

export interface Portal {
  readonly id: RealmId
  readonly name: string
  readonly realmType: 'PARTNER' | 'DEFAULT'
}

/** Up to `limit` realms in the scope, by name: those that have a portal for partners, or all. */
export function listPortals(
  db: Reader,
  scope: RealmScope,
  page: { readonly partnersOnly: boolean; readonly limit: number },
): Promise<readonly Portal[]> {
  return db
    .selectFrom('realms')
    .select(['realms.id', 'realms.name', 'realms.realm_type as realmType'])
    .where(realmsWithin(scope))
    .$if(page.partnersOnly, (realms) => realms.where('realms.realm_type', '=', 'PARTNER'))
    .orderBy('realms.name_key')
    .limit(page.limit)
    .execute()
}
