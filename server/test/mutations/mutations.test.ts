import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mutations } from './mutations.ts'

test('every mutation still finds the rule that it takes away', () => {
  const lost = mutations.filter(
    ({ file, from }) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8').split(from).length !== 2,
  )
  expect(lost.map(({ rule }) => rule)).toEqual([])
})
