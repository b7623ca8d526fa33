import { describe, expect, test } from 'vitest'
import { covers, overlaps, parseDomain, type RealmDomain, showDomain, withParents } from './domain-rule.ts'

const domain = (text: string): RealmDomain => {
  const parsed = parseDomain(text)
  if (parsed === undefined) throw new Error(`${text} is no domain`)
  return parsed
}

describe('parseDomain', () => {
  test.each([
    ['acme.example', 'acme.example'],
    ['  ACME.Example ', 'acme.example'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['*.acme.example', '*.acme.example'],
  ])('%s is %s', (text, shown) => {
    expect(showDomain(domain(text))).toBe(shown)
  })

  test.each([
    '',
    'acme',
    '*.example',
    '*',
    '*.',
    '*.*.acme.example',
    'a*.acme.example',
    '@acme.example',
    'lee@acme.example',
    'acme.example.',
    'acme..example',
    '-acme.example',
    'acme.example/x',
    'https://acme.example',
    'acme example',
    'ac\u00ADme.example',
    'acme\u3002example',
    `${'a'.repeat(64)}.example`,
    '\u0000.example',
  ])('%j is no domain', (text) => {
    expect(parseDomain(text)).toBeUndefined()
  })
})

describe('covers', () => {
  test.each([
    ['acme.example', 'acme.example', true],
    ['acme.example', 'mail.acme.example', false],
    ['acme.example', 'notacme.example', false],
    ['*.acme.example', 'mail.acme.example', true],
    ['*.acme.example', 'a.b.acme.example', true],
    ['*.acme.example', 'acme.example', false],
    ['*.acme.example', 'notacme.example', false],
    ['bücher.example', 'xn--bcher-kva.example', true],
  ])('%s covers %s: %s', (rule, name, expected) => {
    expect(covers(domain(rule), name)).toBe(expected)
  })
})

describe('overlaps', () => {
  test.each([
    ['acme.example', 'acme.example', true],
    ['acme.example', 'globex.example', false],
    ['acme.example', '*.acme.example', false],
    ['mail.acme.example', '*.acme.example', true],
    ['*.acme.example', '*.acme.example', true],
    ['*.mail.acme.example', '*.acme.example', true],
    ['*.a.acme.example', '*.b.acme.example', false],
  ])('%s and %s: %s, whichever comes first', (one, other, expected) => {
    expect(overlaps(domain(one), domain(other))).toBe(expected)
    expect(overlaps(domain(other), domain(one))).toBe(expected)
  })
})

test('whatever covers a domain is written under it or under one above it', () => {
  expect(withParents('a.b.acme.example')).toEqual(['a.b.acme.example', 'b.acme.example', 'acme.example', 'example'])
})
