/** The languages people can choose. `pseudo` is for tests: it shows what is not translated and what does not fit. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]
export type Locale = Language | 'pseudo'

/** The name of each language in itself: what a language menu shows. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

export const isLocale = (value: unknown): value is Locale =>
  value === 'pseudo' || languages.some((language) => language === value)

/** The tag for `Intl` and the `lang` attribute. */
export const languageTag = (locale: Locale): Language => (locale === 'pseudo' ? 'en' : locale)

/** The best language for an `Accept-Language` header, or a list of tags in order of preference. English otherwise. */
export function negotiate(accepted: string | readonly string[] | undefined): Language {
  const tags = typeof accepted === 'string' ? parseHeader(accepted) : (accepted ?? [])
  for (const tag of tags) {
    const found = languages.find((language) => language === tag.toLowerCase().split('-')[0])
    if (found !== undefined) return found
  }
  return 'en'
}

function parseHeader(header: string): string[] {
  return header
    .split(',')
    .map((item) => {
      const [tag = '', ...attributes] = item.trim().split(';')
      const quality = attributes.map((attribute) => attribute.trim()).find((attribute) => attribute.startsWith('q='))
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 }
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
