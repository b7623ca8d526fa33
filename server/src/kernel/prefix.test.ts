import { describe, expect, test } from 'vitest'
import { prefixRange } from './prefix.ts'

describe('prefixRange', () => {
  test('ends at the next text that does not begin so', () => {
    expect(prefixRange('le')).toEqual({ from: 'le', before: 'lf' })
    expect(prefixRange('mü')).toEqual({ from: 'mü', before: 'mý' })
    expect(prefixRange('z😀')).toEqual({ from: 'z😀', before: 'z😁' })
  })

  test('steps over half surrogate pairs and the end of Unicode', () => {
    expect(prefixRange('a\ud7ff')).toEqual({ from: 'a\ud7ff', before: 'a\ue000' })
    expect(prefixRange('a\u{10ffff}')).toEqual({ from: 'a\u{10ffff}', before: 'b' })
    expect(prefixRange('\u{10ffff}')).toEqual({ from: '\u{10ffff}' })
    expect(prefixRange('')).toEqual({ from: '' })
  })

  test('holds exactly what begins with the prefix, compared as the database does', () => {
    const bytes = (text: string) => Buffer.from(text)
    const inRange = (text: string, { from, before }: ReturnType<typeof prefixRange>) =>
      Buffer.compare(bytes(text), bytes(from)) >= 0 &&
      (before === undefined || Buffer.compare(bytes(text), bytes(before)) < 0)
    const letters = ['', 'a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}']
    const texts = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three)))
    const prefixes = letters.flatMap((one) => letters.map((two) => one + two))
    const wrong = prefixes.flatMap((prefix) =>
      texts.filter((text) => inRange(text, prefixRange(prefix)) !== text.startsWith(prefix)),
    )
    expect(wrong).toEqual([])
  })
})
