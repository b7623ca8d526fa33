import { describe, expect, test } from 'vitest'
import { newReadableSecret } from './secret.ts'

describe('newReadableSecret', () => {
  test('is three groups of four characters that nobody confuses', () => {
    const seen = new Set<string>()
    for (let round = 0; round < 500; round += 1) {
      const text = newReadableSecret().reveal()
      expect(text).toMatch(/^[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}-[a-hjkmnp-z2-9]{4}$/)
      seen.add(text)
    }
    expect(seen.size).toBe(500)
  })

  test('uses every character of its alphabet about as often', () => {
    const counts = new Map<string, number>()
    const text = Array.from({ length: 3000 }, () => newReadableSecret().reveal().replaceAll('-', '')).join('')
    for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    expect(counts.size).toBe(31)
    // 36,000 characters: 1,161 of each, with a deviation of 34.
    for (const count of counts.values()) expect(Math.abs(count - 36_000 / 31)).toBeLessThan(240)
  })
})
