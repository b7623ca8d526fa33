import { baseAttributes } from '@portico/contract/profile.ts'
import { foldCase, foldEmail } from '../kernel/fold.ts'
import { type CustomAttribute, isDateTime } from '../schemas/public.ts'
import type { AttributeValue, Profile } from './user.ts'

/** One value by which people can be found. Lists have one row for each of theirs. */
export interface AttributeRow {
  /** The name of a base attribute, or the id of a custom one. */
  readonly attr_key: string
  readonly ord: number
  readonly key_text: string | null
  readonly key_num: number | null
  readonly key_ts: Date | null
}

/** Those that are columns of `users`. */
const columns: ReadonlySet<string> = new Set(['login', 'firstName', 'lastName', 'email'])
/** An index entry has some 2700 bytes: a longer text is found by its beginning. */
const maxKeyLength = 300

/** The rows of a profile: of base attributes that are no column, and of custom ones that are indexed. */
export function attributeRows(profile: Profile, custom: readonly CustomAttribute[]): readonly AttributeRow[] {
  const fromBase = baseAttributes
    .filter(({ name }) => !columns.has(name))
    .flatMap(({ name, format }) => rowsOf(name, format, profile[name]))
  const fromCustom = custom
    .filter(({ isIndexed }) => isIndexed)
    .flatMap(({ id, name, format }) => rowsOf(id, format, profile[name]))
  return [...fromBase, ...fromCustom]
}

function rowsOf(
  attr_key: string,
  format: CustomAttribute['format'],
  value: AttributeValue | undefined,
): readonly AttributeRow[] {
  if (value === undefined) return []
  const items: ReadonlyArray<string | number | boolean> = Array.isArray(value) ? value : [value]
  return items.map((item, ord) => ({ attr_key, ord, ...keyOf(item, format) }))
}

function keyOf(
  item: string | number | boolean,
  format: CustomAttribute['format'],
): Omit<AttributeRow, 'attr_key' | 'ord'> {
  const none = { key_text: null, key_num: null, key_ts: null }
  if (typeof item === 'number') return { ...none, key_num: item }
  if (typeof item === 'string' && format === 'date-time' && isDateTime(item)) return { ...none, key_ts: new Date(item) }
  return { ...none, key_text: textKey(String(item), format) }
}

/** How the text of an attribute is compared: whatever its case, and an address as an address. */
function textKey(text: string, format: CustomAttribute['format']): string {
  return (format === 'email' ? foldEmail(text) : foldCase(text)).slice(0, maxKeyLength).toWellFormed()
}
