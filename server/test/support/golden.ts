import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

const updates = process.env['PORTICO_GOLDEN'] === 'update'

/** Compares text with a file in git. `npm run golden` rewrites it; a guarded file is written by hand only. */
export function expectGolden(file: URL, text: string, options: { readonly guarded?: boolean } = {}): void {
  if (updates && !options.guarded) writeFileSync(file, text)
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '')
}
