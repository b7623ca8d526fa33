import { format, type Value } from '@portico/messages/format.ts'
import { type Language, type Locale, languageTag } from '@portico/messages/locale.ts'
import { createTranslate, type Translate } from '@portico/messages/translator.ts'
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import { type English, loadCatalogue, type PortalCatalogue } from './catalogues.ts'
import { storeLocale } from './locale.ts'

export interface MessagesValue {
  readonly t: Translate<English>
  /** For keys that come from outside, such as the code of a fault: undefined where there are no words for it. */
  readonly find: (key: string, params: Readonly<Record<string, Value>>) => string | undefined
  readonly locale: Locale
  /** For `Intl` and `lang`. */
  readonly tag: string
  readonly choose: (language: Language) => void
}

const MessagesContext = createContext<MessagesValue | undefined>(undefined)

export function useMessages(): MessagesValue {
  const value = use(MessagesContext)
  if (value === undefined) throw new Error('useMessages needs <Messages>')
  return value
}

/** Gives the page its words. `start` is loaded before the first render, so nothing is ever shown without them. */
export function Messages(props: {
  readonly start: { readonly locale: Locale; readonly catalogue: PortalCatalogue }
  readonly children: ReactNode
}) {
  const [{ locale, catalogue }, setCurrent] = useState(props.start)
  const value = useMemo<MessagesValue>(() => {
    const choose = async (language: Language) => {
      setCurrent({ locale: language, catalogue: await loadCatalogue(language) })
      storeLocale(language)
      document.documentElement.lang = language
    }
    const tag = languageTag(locale)
    const find: MessagesValue['find'] = (key, params) => {
      const message = Object.hasOwn(catalogue, key) ? catalogue[key as keyof PortalCatalogue] : undefined // just checked
      return message === undefined ? undefined : format(tag, message, params)
    }
    const t = createTranslate<English>(locale, catalogue)
    return { t, find, locale, tag, choose: (language) => void choose(language) }
  }, [locale, catalogue])
  return <MessagesContext value={value}>{props.children}</MessagesContext>
}
