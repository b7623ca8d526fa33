import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { closingLine, playwrightCounts, sum, vitestCounts } from './results.mjs'

const folder = mkdtempSync(join(tmpdir(), 'portico-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (content: unknown): string => {
  const file = join(folder, 'report.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const vitestReport = (testResults: readonly unknown[]) => ({
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults,
})

test('the closing line is alone in the form that CI reads', () => {
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
  expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped')
})

test('a file that cannot be loaded counts as a failure, though none of its tests ran', () => {
  const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] }
  const notLoaded = { status: 'failed', assertionResults: [] }
  expect(vitestCounts(write(vitestReport([failedTest])))).toEqual({ passed: 5, failed: 1, skipped: 3 })
  expect(vitestCounts(write(vitestReport([failedTest, notLoaded])))).toEqual({ passed: 5, failed: 2, skipped: 3 })
})

test('a server that does not start counts as a failure of the browser tests', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 4 }
  expect(playwrightCounts(write({ stats, errors: [{}] }))).toEqual({ passed: 0, failed: 1, skipped: 4 })
  expect(playwrightCounts(write({ stats: { ...stats, expected: 3, flaky: 1 }, errors: [] }))).toEqual({
    passed: 4,
    failed: 0,
    skipped: 4,
  })
})

test('no report, or half of one, is a failure', () => {
  expect(vitestCounts(join(folder, 'absent.json')).failed).toBe(1)
  expect(vitestCounts(write('{"numPassedTests": 5')).failed).toBe(1)
  expect(playwrightCounts(join(folder, 'absent.json')).failed).toBe(1)
})

test('counts add up', () => {
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
  expect(sum([vitestCounts(write(vitestReport([]))), vitestCounts(write(vitestReport([])))])).toEqual({
    passed: 10,
    failed: 2,
    skipped: 6,
  })
})
