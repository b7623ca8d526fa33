import { type RawBuilder, sql } from 'kysely'
import type { Condition } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import { type Cursor, decodeCursor } from '../../kernel/page.ts'

export type UserSort = 'id' | 'name' | 'login' | 'created' | 'lastLogin'
export type SortOrder = 'asc' | 'desc'

/** One order of people: what is compared, how it is written into a cursor, and read back. */
export interface UserOrder {
  readonly key: RawBuilder<unknown>
  readonly direction: SortOrder
  /** The key as a cursor holds it. */
  readonly text: RawBuilder<string>
  readonly cursorOf: (row: { readonly id: string; readonly keyText: string }) => Cursor
  /** Whether a row comes after the cursor's. Faults: `request.badCursor`. */
  readonly after: (cursor: string) => Condition
}

interface SortKey {
  readonly key: RawBuilder<unknown>
  readonly text: RawBuilder<string>
  readonly read: (text: string) => RawBuilder<unknown>
}

/** The order of a list: by one key and then by id, in one direction, so that the index is read as it stands. */
export function orderOf(sort: UserSort, direction: SortOrder): UserOrder {
  const { key, text, read } = sortKey(sort, direction)
  const tag = `${sort}.${direction}`
  return {
    key,
    text,
    direction,
    cursorOf: (row) => [tag, row.keyText, row.id],
    after: (cursor) => {
      const [madeFor, keyText = '', id = ''] = decodeCursor(cursor, 3)
      if (madeFor !== tag) throw new Fault('request.badCursor')
      if (sort === 'id') return direction === 'asc' ? sql<boolean>`users.id > ${id}` : sql<boolean>`users.id < ${id}`
      const place = sql`(${read(keyText)}, ${id})`
      return direction === 'asc'
        ? sql<boolean>`(${key}, users.id) > ${place}`
        : sql<boolean>`(${key}, users.id) < ${place}`
    },
  }
}

function sortKey(sort: UserSort, direction: SortOrder): SortKey {
  switch (sort) {
    case 'id':
      return textKey(sql<string>`users.id`)
    case 'name':
      return textKey(sql<string>`users.sort_key`)
    case 'login':
      return textKey(sql<string>`users.login_key`)
    case 'created':
      return timeKey(sql`users.created_at`, sql`users.created_at`, undefined)
    case 'lastLogin': {
      // Who never signed in comes last both ways; written as the two indexes are, so that they serve.
      const never = direction === 'asc' ? sql`timestamptz 'infinity'` : sql`timestamptz '-infinity'`
      return timeKey(sql`coalesce(users.last_login_at, ${never})`, sql`users.last_login_at`, never)
    }
  }
}

function textKey(key: RawBuilder<string>): SortKey {
  return { key, text: key, read: (text) => sql`${text}` }
}

/** A time as its microseconds since 1970, which is all that the database keeps of it; nothing stands for never. */
function timeKey(
  key: RawBuilder<unknown>,
  column: RawBuilder<unknown>,
  never: RawBuilder<unknown> | undefined,
): SortKey {
  return {
    key,
    text: sql<string>`coalesce((extract(epoch from ${column}) * 1000000)::bigint::text, '')`,
    read: (text) => {
      if (text === '' && never !== undefined) return never
      if (!/^\d{1,16}$/.test(text)) throw new Fault('request.badCursor')
      return sql`timestamptz 'epoch' + ${text}::bigint * interval '1 microsecond'`
    },
  }
}
