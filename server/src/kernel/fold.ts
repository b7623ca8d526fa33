import { domainToASCII } from 'node:url'

/** Grows when a rule below changes; rows store it, so that a migration knows what to fold again. */
export const foldVersion = 1

/** Case and compatibility forms removed. For comparing, never for showing. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC')
}

/** `foldCase` without diacritics: two logins that differ only so are the same person's. */
export function foldLogin(text: string): string {
  return foldCase(text.trim())
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
}

/** An e-mail address for comparing: folded local part, IDNA ASCII domain. */
export function foldEmail(text: string): string {
  const at = text.lastIndexOf('@')
  if (at < 0) return foldCase(text)
  return `${foldCase(text.slice(0, at))}@${foldDomain(text.slice(at + 1)) ?? foldCase(text.slice(at + 1))}`
}

/** A domain in IDNA ASCII form without a trailing dot; undefined when it is none. */
export function foldDomain(text: string): string | undefined {
  const ascii = domainToASCII(text.trim().replace(/\.$/, ''))
  return /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/.test(ascii)
    ? ascii
    : undefined
}

/** What a list of people is sorted by: last name, first name, login, each folded. */
export function sortKey(...parts: readonly string[]): string {
  return parts.map(foldLogin).join('\u0001').slice(0, 300)
}

const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Han',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Thai',
  'Devanagari',
  'Georgian',
] as const
const scriptTests = scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const)
const together: ReadonlyArray<ReadonlySet<string>> = [
  new Set(['Han', 'Hiragana', 'Katakana', 'Latin']),
  new Set(['Han', 'Hangul', 'Latin']),
]

/** Whether letters of scripts that are never written together stand in one word: a look-alike of another name. */
export function mixesScripts(text: string): boolean {
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => {
    const used = scriptTests.filter(([, test]) => test.test(word)).map(([script]) => script)
    return used.length > 1 && !together.some((set) => used.every((script) => set.has(script)))
  })
}
