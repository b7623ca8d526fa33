import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutations } from './mutations.ts'

test('every mutation still finds the rule that it takes away', () => {
  const lost = mutations.filter(
    ({ file, from }) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split(from).length !== 2,
  )
  expect(lost.map(({ rule }) => rule)).toEqual([])
})

test('every test that is said to notice exists', () => {
  const files = new Set(mutations.flatMap((mutation) => mutation.noticedBy))
  expect([...files].filter((file) => !existsSync(new URL(`../../../${file}`, import.meta.url)))).toEqual([])
})

test('at least twenty rules are taken away', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(20)
})
