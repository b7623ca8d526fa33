import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from './search-string.ts'

test('an address is read and written as text', () => {
  expect(stringifySearch({ q: '42', status: undefined, after: 'a=b&c' })).toBe('?q=42&after=a%3Db%26c')
  expect(parseSearch('?q=42&after=a%3Db%26c')).toEqual({ q: '42', after: 'a=b&c' })
  expect(stringifySearch({})).toBe('')
})
