import { expect, test } from 'vitest'
import { isFiltered, parseUsersSearch, sortOf, withSort } from './users-search.ts'

test('what makes no sense in the address is dropped', () => {
  const typed = { q: '', status: 'GONE', sort: 'password', order: 'asc', after: 7, extra: 'x' }
  expect(parseUsersSearch(typed)).toEqual({})
})

test('the list is sorted by name unless the address says otherwise', () => {
  expect(sortOf({})).toEqual({ by: 'name', isDescending: false })
  expect(sortOf({ sort: 'lastLogin', order: 'desc' })).toEqual({ by: 'lastLogin', isDescending: true })
})

test('another order keeps the filter and starts from the first page', () => {
  const search = { q: 'lee', after: 'abc', sort: 'created' } as const
  expect(withSort(search, { by: 'name', isDescending: true })).toEqual({ q: 'lee', order: 'desc' })
})

test('only a search or a status makes a list that may match nothing', () => {
  expect(isFiltered({ sort: 'created', after: 'abc' })).toBe(false)
  expect(isFiltered({ status: 'SUSPENDED' })).toBe(true)
})
