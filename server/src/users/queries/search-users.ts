import { type ExpressionBuilder, sql } from 'kysely'
import type { AttributeRule } from '../../authz/attributes.ts'
import type { Condition } from '../../db/database.ts'
import type { Schema } from '../../db/schema.ts'
import { foldCase, foldLogin } from '../../kernel/fold.ts'
import { prefixRange } from '../../kernel/prefix.ts'

/** How people are looked for: `anywhere` is the portal's box, `beginning` the wire's `q`. */
export interface Search {
  readonly kind: 'anywhere' | 'beginning'
  readonly text: string
  /** What the reader may not read on everybody is not looked at. */
  readonly readable: AttributeRule
}

type Users = ExpressionBuilder<Schema, 'users'>
interface Field {
  readonly attribute: string
  readonly column: 'users.first_key' | 'users.last_key' | 'users.login_key' | 'users.email_key'
  readonly fold: (text: string) => string
}
const fields: readonly Field[] = [
  { attribute: 'firstName', column: 'users.first_key', fold: foldLogin },
  { attribute: 'lastName', column: 'users.last_key', fold: foldLogin },
  { attribute: 'login', column: 'users.login_key', fold: foldLogin },
  { attribute: 'email', column: 'users.email_key', fold: foldCase },
]

/** From this length on a word is found anywhere, by its trigrams; below, where a field begins. */
const trigramLength = 3

/** Whether the row is one that was looked for. A search of nothing but spaces finds everybody. */
export function matches(search: Search) {
  return (users: Users): Condition => {
    const looked = fields.filter(({ attribute }) => search.readable(attribute))
    const text = search.text.trim()
    if (text === '') return sql<boolean>`true`
    if (search.kind === 'beginning') return beginning(users, looked, text)
    const words = [...new Set(foldLogin(text).split(/\s+/u))].filter((word) => word !== '')
    return users.and(words.map((word) => anywhere(users, looked, word)))
  }
}

/** A word in any of the fields. `search_text` holds all of them, a space between two: no word reaches across. */
function anywhere(users: Users, looked: readonly Field[], word: string): Condition {
  if ([...word].length < trigramLength) return users.or(looked.map((field) => begins(users, field, word)))
  const found = contains('users.search_text', word)
  if (looked.length === fields.length) return found
  return users.and([found, users.or(looked.map(({ column, fold }) => contains(column, fold(word))))])
}

/**
 * The whole text where a first name, last name or e-mail begins. Its first part is looked for by trigrams besides: without
 * a realm the prefix has no index.
 */
function beginning(users: Users, looked: readonly Field[], text: string): Condition {
  const found = users.or(
    looked.filter(({ attribute }) => attribute !== 'login').map((field) => begins(users, field, text)),
  )
  const local = foldLogin(text).split('@')[0] ?? ''
  return [...local].length < trigramLength ? found : users.and([found, contains('users.search_text', local)])
}

function begins(users: Users, { column, fold }: Field, text: string): Condition {
  const { from, before } = prefixRange(fold(text))
  return users.and([users(column, '>=', from), ...(before === undefined ? [] : [users(column, '<', before)])])
}

function contains(column: 'users.search_text' | Field['column'], word: string): Condition {
  return sql<boolean>`${sql.ref(column)} like ${`%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`}`
}
