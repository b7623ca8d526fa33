import { expect, test } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { readDefinition } from '../schemas/read-definition.ts'
import { attributeRows } from './attribute-rows.ts'

const custom = (name: string, definition: Readonly<Record<string, unknown>>, isIndexed = true) => ({
  id: newId('attribute', new Date(0)),
  name,
  isRequired: false,
  isIndexed,
  ...readDefinition(name, definition),
})

test('what is a column of its own has no row; every other base attribute has one, folded', () => {
  const rows = attributeRows(
    {
      login: 'lee@acme.example',
      firstName: 'Lee',
      lastName: 'Park',
      email: 'lee@acme.example',
      city: 'KÖLN',
      secondEmail: 'Lee@HOME.example',
    },
    [],
  )
  expect(rows).toEqual([
    { attr_key: 'secondEmail', ord: 0, key_text: 'lee@home.example', key_num: null, key_ts: null },
    { attr_key: 'city', ord: 0, key_text: 'köln', key_num: null, key_ts: null },
  ])
})

test('a custom attribute is found by what it holds, a list by each of its items', () => {
  const [age, since, tags, flag, hidden] = [
    custom('age', { type: 'integer' }),
    custom('since', { type: 'string', format: 'date-time' }),
    custom('tags', { type: 'array', items: { type: 'string' } }),
    custom('flag', { type: 'boolean' }),
    custom('hidden', { type: 'string' }, false),
  ]
  const profile = { age: 42, since: '2026-03-01T00:00:00Z', tags: ['Red', 'BLUE'], flag: false, hidden: 'x' }
  expect(attributeRows(profile, [age, since, tags, flag, hidden])).toEqual([
    { attr_key: age.id, ord: 0, key_text: null, key_num: 42, key_ts: null },
    { attr_key: since.id, ord: 0, key_text: null, key_num: null, key_ts: new Date('2026-03-01T00:00:00Z') },
    { attr_key: tags.id, ord: 0, key_text: 'red', key_num: null, key_ts: null },
    { attr_key: tags.id, ord: 1, key_text: 'blue', key_num: null, key_ts: null },
    { attr_key: flag.id, ord: 0, key_text: 'false', key_num: null, key_ts: null },
  ])
})

test('a long text is found by its beginning, and never makes an index entry that is too long or no text', () => {
  const [row] = attributeRows({ postalAddress: `${'ẞ'.repeat(149)}${'😀'.repeat(500)}` }, [])
  expect(row?.key_text).toHaveLength(300)
  expect(row?.key_text?.isWellFormed()).toBe(true)
})
