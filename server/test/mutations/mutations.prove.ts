import { afterAll, expect, test } from 'vitest'
import { mutations } from './mutations.ts'
import { copyTree, isNoticed, runTests } from './run-mutation.ts'

const tree = copyTree()
afterAll(tree.remove)

test('the tests that notice pass while every rule stands', () => {
  expect(runTests(tree.folder, [...new Set(mutations.flatMap((mutation) => mutation.noticedBy))])).toBe(0)
}, 300_000)

test.each(mutations)(
  'without "$rule" a test fails',
  (mutation) => {
    expect(isNoticed(tree.folder, mutation)).toBe(true)
  },
  130_000,
)
