import { describe, expect, test } from 'vitest'
import { newId } from '../kernel/ids.ts'
import { etagOf, versionMatches } from './etag.ts'

const lee = { id: newId('user', new Date(0)), version: 3 }

describe('etagOf', () => {
  test('is weak, 64 hex digits, and different for every person and version', () => {
    expect(etagOf(lee)).toMatch(/^W\/"[0-9a-f]{64}"$/)
    expect(etagOf({ ...lee, version: 4 })).not.toBe(etagOf(lee))
    expect(etagOf({ ...lee, id: newId('user', new Date(1)) })).not.toBe(etagOf(lee))
  })
})

describe('versionMatches', () => {
  test('accepts the current tag, alone, strong, in a list, or the star', () => {
    const etag = etagOf(lee)
    for (const header of [etag, etag.slice(2), ` ${etag} `, `"other", ${etag}`, '*'])
      expect(versionMatches(header, lee)).toBe(true)
  })

  test('an earlier version does not match', () => {
    expect(versionMatches(etagOf({ ...lee, version: 2 }), lee)).toBe(false)
    expect(versionMatches('""', lee)).toBe(false)
  })

  test('what is not a list of tags is refused, however long', () => {
    for (const header of ['', 'abc', '"', '"a', 'w/"a"', '"a" "b"', '*, "a"', '"a",', '"a\0"', `"${'a'.repeat(9000)}"`])
      expect(() => versionMatches(header, lee)).toThrow(expect.objectContaining({ code: 'request.badEtag' }))
  })
})
