import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One rule taken away: the text that states it, what stands there instead, and the tests that must notice. */
export interface Mutation {
  readonly rule: string
  readonly file: string
  readonly from: string
  readonly to: string
  readonly noticedBy: readonly string[]
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const copied = ['server', 'contract', 'messages', 'vitest.config.ts', 'package.json', 'tsconfig.json']

/** A copy of the server's sources to mutate, beside the same dependencies. */
export function copyTree(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'portico-mutant-'))
  for (const name of copied)
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.includes('node_modules') })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs the tests without the rule. Returns how many failed. Throws when the rule's text is not there exactly once. */
export function failuresWithout(folder: string, mutation: Mutation): number {
  const path = join(folder, mutation.file)
  const original = readFileSync(path, 'utf8')
  const places = original.split(mutation.from).length - 1
  if (places !== 1) throw new Error(`${mutation.rule}: its text stands ${places} times in ${mutation.file}`)
  writeFileSync(
    path,
    original.replace(mutation.from, () => mutation.to),
  )
  try {
    return runTests(folder, mutation.noticedBy).failed
  } finally {
    writeFileSync(path, original)
  }
}

/** Runs test files on the copy. A mutant that does not even load fails no test, so it does not count as noticed. */
export function runTests(
  folder: string,
  files: readonly string[],
): { readonly passed: number; readonly failed: number } {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--reporter', 'json', '--outputFile', report, '--bail', '1', ...files],
    { cwd: folder, encoding: 'utf8', timeout: 120_000 },
  )
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
  } // the reporter's format
  return { passed: numPassedTests, failed: numFailedTests }
}
