import { domainToASCII } from 'node:url'

/** Grows when a rule below changes; rows store it, so that a migration knows what to fold again. */
export const foldVersion = 1

/** Case and compatibility forms removed, with the two letters that lower-casing alone leaves apart. For comparing, never for showing. */
export function foldCase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ß', 'ss').replaceAll('ς', 'σ').normalize('NFKC')
}

/**
 * `foldCase` without diacritics: two logins that differ only so are the same person's. Only where a mark is a diacritic:
 * in Latin, Greek and Cyrillic. In other scripts it is a vowel or makes another letter.
 */
export function foldLogin(text: string): string {
  return foldCase(text.trim())
    .normalize('NFD')
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu, '')
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

const joined: ReadonlyArray<ReadonlySet<string>> = [
  new Set(['Han', 'Hiragana', 'Katakana', 'Latin']),
  new Set(['Han', 'Hangul', 'Latin']),
  new Set(['Han', 'Bopomofo', 'Latin']),
]
const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Hebrew',
  'Arabic',
  'Syriac',
  'Thaana',
  'Han',
  'Hangul',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Georgian',
  'Ethiopic',
  'Cherokee',
  'Mongolian',
  'Coptic',
  'Canadian_Aboriginal',
  'Lisu',
  'Vai',
  'Deseret',
  'Osage',
]
const scriptTests = scripts.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const)

/** Whether letters of scripts that are never written together stand in one word: a look-alike of another name. */
export function mixesScripts(text: string): boolean {
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => {
    const used = scriptTests.filter(([, test]) => test.test(word)).map(([script]) => script)
    return used.length > 1 && !joined.some((set) => used.every((script) => set.has(script)))
  })
}
