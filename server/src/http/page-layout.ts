import { localPath, ownPath } from '../kernel/local-path.ts'
import { languageNames, languages, languageTag, type Locale } from '@portico/messages/locale.ts'
import { readFileSync } from 'node:fs'
import { template } from './markup.ts'
import type { PageView, Say } from './page.ts'

const layout = template<{
  readonly lang: string
  readonly title: string
  readonly product: string
  readonly nonce: string
  readonly css: string
  readonly width: string
  readonly main: string
  readonly language: string
  readonly languages: ReadonlyArray<{
    readonly href: string
    readonly name: string
    readonly tag: string
    readonly isCurrent: boolean
  }>
}>(new URL('page.liquid', import.meta.url))

const css = readFileSync(new URL('page.css', import.meta.url), 'utf8')
  .replace(/\/\*[^]*?\*\//g, '')
  .replace(/\s*\n\s*/g, '')
  .replace(/\s*([{}:;,>])\s*/g, '$1')

/** A whole page: mark, card, languages; its one style sheet inline under this answer's nonce. */
export function layOut(
  view: PageView,
  reader: { readonly locale: Locale; readonly say: Say; readonly url: string; readonly nonce: string },
): string {
  const { locale, say, nonce } = reader
  return layout({
    lang: languageTag(locale),
    title: say('page.title', { title: view.title }),
    product: say('page.product'),
    nonce,
    css,
    width: view.width ?? 'card',
    main: String(view.main),
    language: say('page.language'),
    languages: languages.map((language) => ({
      href: inLanguage(view.languagePath ?? localPath(reader.url) ?? ownPath('/'), language),
      name: languageNames[language],
      tag: language,
      isCurrent: language === locale,
    })),
  }).toString()
}

/** The same address in another language. */
function inLanguage(url: string, language: string): string {
  const [path = '/', query = ''] = url.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('lang', language)
  return `${path}?${parameters}`
}
