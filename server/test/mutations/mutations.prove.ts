import { afterAll, expect, test } from 'vitest'
import { mutations } from './mutations.ts'
import { copyTree, failuresWithout, runTests } from './run-mutation.ts'

const tree = copyTree()
afterAll(tree.remove)

test('the tests that notice pass while every rule stands', () => {
  const { passed, failed } = runTests(tree.folder, [...new Set(mutations.flatMap((mutation) => mutation.noticedBy))])
  expect(failed).toBe(0)
  expect(passed).toBeGreaterThan(0)
}, 300_000)

test.each(mutations)(
  'without "$rule" a test fails',
  (mutation) => {
    expect(failuresWithout(tree.folder, mutation)).toBeGreaterThan(0)
  },
  130_000,
)
