import { readFileSync } from 'node:fs'

/** The version of this Portico, as its package says. */
export const release = readVersion(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

function readVersion(text: string): string {
  const manifest: unknown = JSON.parse(text)
  const hasVersion = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return hasVersion && typeof manifest.version === 'string' ? manifest.version : 'unknown'
}
