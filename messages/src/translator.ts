import { type Catalogue, format, type Params, type Translation } from './format.ts'
import { languageTag, type Locale } from './locale.ts'

/** Returns the text of a key of `English`; the holes of the English message are required as parameters. */
export type Translate<English extends Catalogue> = <K extends keyof English & string>(
  key: K,
  ...params: Params<English[K]>
) => string

/** Makes the translate function of one language. `English` is named so that the holes keep their types. */
export function createTranslate<English extends Catalogue>(
  locale: Locale,
  catalogue: Translation<English>,
): Translate<English> {
  const tag = languageTag(locale)
  return (key, ...params) => format(tag, catalogue[key], params[0])
}
