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

/** Runs the tests without the rule. Returns whether they noticed. Throws when the rule's text is not there exactly once. */
export function isNoticed(folder: string, mutation: Mutation): boolean {
  const path = join(folder, mutation.file)
  const original = readFileSync(path, 'utf8')
  const places = original.split(mutation.from).length - 1
  if (places !== 1) throw new Error(`${mutation.rule}: its text stands ${places} times in ${mutation.file}`)
  writeFileSync(
    path,
    original.replace(mutation.from, () => mutation.to),
  )
  try {
    return runTests(folder, mutation.noticedBy) !== 0
  } finally {
    writeFileSync(path, original)
  }
}

/** The exit code of the tests on the copy; 0 means that nothing was noticed. */
export function runTests(folder: string, files: readonly string[]): number {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--reporter', 'dot', '--bail', '1', ...files],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    },
  )
  return status ?? 1
}
