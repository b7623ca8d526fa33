import { expect, test } from 'vitest'
import { relativeTime } from './relative-time.ts'

const now = new Date('2026-05-03T12:00:00Z')

test.each([
  ['2026-05-03T11:59:30Z', undefined],
  ['2026-05-03T11:58:30Z', '1 minute ago'],
  ['2026-05-02T10:00:00Z', 'yesterday'],
  ['2026-04-20T12:00:00Z', 'last week'],
  ['2025-05-01T12:00:00Z', 'last year'],
  ['2026-05-03T14:30:00Z', 'in 2 hours'],
])('%s is %s', (at, text) => {
  expect(relativeTime('en', new Date(at), now)).toBe(text)
})

test('speaks the language of the page', () => {
  expect(relativeTime('de', new Date('2026-05-01T12:00:00Z'), now)).toBe('vorgestern')
})
