import { sql } from 'kysely'
import { type Locked, locked } from '../../authz/locked.ts'
import { type RealmScope, realmsWithin } from '../../authz/object-scope.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import { foldLogin } from '../../kernel/fold.ts'
import { isId, type RealmId } from '../../kernel/ids.ts'
import { decodeCursor, type Page, type Slice, slice } from '../../kernel/page.ts'
import type { RealmDomain } from '../domain-rule.ts'
import type { Realm } from '../realm.ts'

function realmsIn(db: Reader, scope: RealmScope) {
  return db
    .selectFrom('realms')
    .select([
      sql<'realm'>`'realm'`.as('type'),
      'realms.id',
      'realms.name',
      'realms.realm_type as realmType',
      'realms.is_default as isDefault',
      'realms.created_at as createdAt',
      'realms.updated_at as updatedAt',
      sql<
        readonly RealmDomain[]
      >`(select coalesce(json_agg(json_build_object('domain', d.domain, 'isWildcard', d.is_wildcard) order by d.domain, d.is_wildcard), '[]') from realm_domains d where d.realm_id = realms.id)`.as(
        'domains',
      ),
    ])
    .where(realmsWithin(scope))
}

/** Which realms a list holds: those whose name is this, or has this in it, whatever the case. */
export interface NameSearch {
  readonly operator: 'eq' | 'co'
  readonly name: string
}

/** One page of the realms in the scope, by id. `limit` is 1 to 200. Faults: `request.badCursor`. */
export async function listRealms(
  db: Reader,
  scope: RealmScope,
  page: Page & { readonly search?: NameSearch | undefined },
): Promise<Slice<Realm>> {
  const { after, search } = page
  const key = foldLogin(search?.name ?? '')
  const fetched = await realmsIn(db, scope)
    .$if(after !== undefined, (realms) => realms.where(sql<boolean>`realms.id > ${after?.[0]}::text`))
    .$if(search?.operator === 'eq', (realms) => realms.where('realms.name_key', '=', key))
    .$if(search?.operator === 'co', (realms) => realms.where(sql<boolean>`strpos(realms.name_key, ${key}::text) > 0`))
    .orderBy('realms.id')
    .limit(page.limit + 1)
    .execute()
  return slice(fetched, page.limit, (realm) => [realm.id])
}

export const readRealmCursor = (after: string) => decodeCursor(after, 1)

/** The realm with this id if the scope reaches it, or `realm.notFound`: one answer for absent and foreign. */
export async function getRealm(db: Reader, scope: RealmScope, id: string): Promise<Realm> {
  const realm = isId('realm', id) ? await realmsIn(db, scope).where('realms.id', '=', id).executeTakeFirst() : undefined
  return realm ?? realmNotFound(id)
}

/** Takes the realm's lock, then reads it: nobody is created into it meanwhile if it is to go. Faults: `realm.notFound`. */
export async function lockRealm(tx: Tx, scope: RealmScope, id: string, how: 'edit' | 'delete'): Promise<Locked<Realm>> {
  if (!isId('realm', id)) realmNotFound(id)
  const row = tx.selectFrom('realms').select('realms.id').where(realmsWithin(scope)).where('realms.id', '=', id)
  const held = await (how === 'edit' ? row.forNoKeyUpdate() : row.forUpdate()).executeTakeFirst()
  return held === undefined ? realmNotFound(id) : locked(tx, await getRealm(tx, scope, id))
}

/**
 * Keeps a realm from being deleted until this transaction ends, which is about to put something into it. Undefined when
 * there is none. The caller has asked the authoriser about it.
 */
export async function holdRealm(tx: Tx, id: RealmId): Promise<RealmId | undefined> {
  return (await tx.selectFrom('realms').select('id').where('id', '=', id).forKeyShare().executeTakeFirst())?.id
}

/** The realm of those whom nobody put into another. */
export async function getDefaultRealmId(db: Reader): Promise<RealmId> {
  return (await db.selectFrom('realms').select('id').where('is_default', '=', true).executeTakeFirstOrThrow()).id
}

export function realmNotFound(id: string): never {
  throw new Fault('realm.notFound', {
    params: { id },
    denial: { action: 'realm.read', target: { type: 'realm', id }, reason: 'hidden' },
  })
}
