import { type ExpressionBuilder, sql } from 'kysely'
import type { Condition, Reader } from '../../db/database.ts'
import type { Schema } from '../../db/schema.ts'
import { foldLogin } from '../../kernel/fold.ts'
import type { RealmId, UserId } from '../../kernel/ids.ts'
import { decodeCursor, type Slice, slice } from '../../kernel/page.ts'
import { prefixRange } from '../../kernel/prefix.ts'
import type { Group } from '../group.ts'
import { type GroupReach, groupOf, groupsIn } from './groups.ts'

/** Which groups a list holds, besides those that its scope leaves out. */
export interface GroupFilter {
  readonly kind?: Group['kind'] | undefined
  /** Where the name begins. */
  readonly nameBegins?: string | undefined
}

/** One page of the groups in the scope, by id. One statement. Faults: `request.badCursor`. */
export async function listGroups(
  db: Reader,
  reach: GroupReach,
  page: GroupFilter & { readonly limit: number; readonly after?: string | undefined },
): Promise<Slice<Group>> {
  const [after] = page.after === undefined ? [] : decodeCursor(page.after, 1)
  const rows = await groupsIn(db, reach)
    .where(selects(page))
    .$if(after !== undefined, (groups) => groups.where(sql<boolean>`groups.id > ${after}`))
    .orderBy('groups.id')
    .limit(page.limit + 1)
    .execute()
  return slice(rows.map(groupOf), page.limit, (group) => [group.id])
}

/** Up to `limit` native groups in the scope that people of a realm may be put into, by name. */
export async function listChoices(
  db: Reader,
  reach: GroupReach,
  choice: {
    readonly realmId: RealmId
    readonly text: string
    readonly withPrivileged: boolean
    readonly limit: number
  },
): Promise<readonly Group[]> {
  const pattern = `%${foldLogin(choice.text).replace(/[\\%_]/g, String.raw`\$&`)}%`
  const rows = await groupsIn(db, reach)
    .where('groups.type', '=', 'OKTA_GROUP')
    .where((groups) =>
      groups.or([groups('groups.realm_id', 'is', null), groups('groups.realm_id', '=', choice.realmId)]),
    )
    .where(sql<boolean>`groups.name_key like ${pattern}`)
    .$if(!choice.withPrivileged, (groups) =>
      groups.where(
        sql<boolean>`not exists (select from role_assignments a where a.group_id = groups.id and portico_in_force(null, a.expires_at, ${reach.people.at}))`,
      ),
    )
    .orderBy('groups.name_key')
    .limit(choice.limit)
    .execute()
  return rows.map(groupOf)
}

/** One page of the groups in the scope that somebody is in now: Everyone first, then by id. Faults: `request.badCursor`. */
export async function listGroupsOf(
  db: Reader,
  reach: GroupReach,
  person: { readonly id: UserId; readonly realmId: RealmId },
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Slice<Group>> {
  const after = page.after === undefined ? undefined : decodeCursor(page.after, 2)
  const isNative = sql<boolean>`(groups.type <> 'BUILT_IN')`
  const rows = await groupsIn(db, reach)
    .where((groups) => groups.or([groups('groups.type', '=', 'BUILT_IN'), hasMember(person, reach.people.at)]))
    .$if(after !== undefined, (groups) =>
      groups.where(sql<boolean>`(${isNative}, groups.id) > (${after?.[0] === 'native'}, ${after?.[1]})`),
    )
    .orderBy(isNative)
    .orderBy('groups.id')
    .limit(page.limit + 1)
    .execute()
  return slice(rows.map(groupOf), page.limit, (group) => [group.kind === 'BUILT_IN' ? 'builtIn' : 'native', group.id])
}

function hasMember({ id, realmId }: { readonly id: UserId; readonly realmId: RealmId }, at: Date): Condition {
  return sql<boolean>`exists (select from group_members m where m.realm_id = ${realmId} and m.user_id = ${id} and m.group_id = groups.id and portico_in_force(m.starts_at, m.expires_at, ${at}))`
}

function selects({ kind, nameBegins }: GroupFilter) {
  return (groups: ExpressionBuilder<Schema, 'groups'>): Condition => {
    const { from, before } = prefixRange(foldLogin(nameBegins ?? ''))
    return groups.and([
      ...(kind === undefined ? [] : [groups('groups.type', '=', kind)]),
      ...(from === '' ? [] : [groups('groups.name_key', '>=', from)]),
      ...(from === '' || before === undefined ? [] : [groups('groups.name_key', '<', before)]),
    ])
  }
}
