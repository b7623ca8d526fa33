import { describe, expect, test } from 'vitest'
import { maxMatchedLength, safePattern } from './safe-pattern.ts'

describe('safePattern', () => {
  test.each([
    ['^[A-Z]{2}-\\d{4,6}(-[A-Z]{1,3})?$', 'DE-12345-AB', 'DE-1'],
    ['^\\+?[0-9 ()-]{6,20}$', '+49 (30) 123456', 'call me'],
    ['^(?:DE|AT|CH)$', 'AT', 'FR'],
    ['^\\p{Lu}[\\p{L}\\]-]*$', 'Jörg', 'jörg'],
    ['^[^@]+@[^@]+\\.[a-z]+$', 'lee@acme.example', 'lee'],
    ['\\u{1F600}|x', 'x', 'y'],
  ])('runs %s', (pattern, matching, other) => {
    expect(safePattern(pattern)?.test(matching)).toBe(true)
    expect(safePattern(pattern)?.test(other)).toBe(false)
  })

  test.each([
    ['a repeated group', '^(a+)+$'],
    ['a repeated choice', '^(a|a)*$'],
    ['a group repeated by count', '^(a?){50}a{50}$'],
    ['a reference back', '^(a)\\1$'],
    ['a named reference', '^(?<x>a)\\k<x>$'],
    ['looking ahead', '^(?=a+$)a'],
    ['too many parts that can grow', '^\\d*\\d*\\d*\\d*x$'],
    ['too many without an anchor', '\\s+\\s+\\s+$'],
    ['what is no pattern', '['],
    ['what no pattern may be', '^*$'],
    ['a pattern as long as a book', 'a'.repeat(257)],
  ])('refuses %s', (_what, pattern) => {
    expect(safePattern(pattern)).toBeUndefined()
  })

  test('what it runs ends soon on the worst text', () => {
    const began = performance.now()
    expect(safePattern('^a*a*a*b$')?.test('a'.repeat(maxMatchedLength))).toBe(false)
    expect(performance.now() - began).toBeLessThan(500)
  })
})
