import { isLocale, type Language, type Locale, negotiate } from '@portico/messages/locale.ts'

const key = 'portico-language'

/** The language of this page: `?lang=` first (for tests), then what the person chose, then what the browser asks for. */
export function startLocale(page: {
  readonly search: string
  readonly stored: string | null
  readonly browser: readonly string[]
}): Locale {
  const asked = new URLSearchParams(page.search).get('lang')
  if (isLocale(asked)) return asked
  if (isLocale(page.stored)) return page.stored
  return negotiate(page.browser)
}

export const storedLocale = (): string | null => localStorage.getItem(key)
export const storeLocale = (language: Language): void => localStorage.setItem(key, language)
