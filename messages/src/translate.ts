import { faults as deFaults } from './de/faults.ts'
import { mails as deMails } from './de/mails.ts'
import { pages as dePages } from './de/pages.ts'
import { portal as dePortal } from './de/portal.ts'
import { faults } from './en/faults.ts'
import { mails } from './en/mails.ts'
import { pages } from './en/pages.ts'
import { portal } from './en/portal.ts'
import type { Params, Translation } from './format.ts'
import type { Locale } from './locale.ts'
import { pseudo } from './pseudo.ts'
import { createTranslate, type Translate } from './translator.ts'

export const english = { ...portal, ...pages, ...mails, ...faults }

/** Every message. A translation with a key missing, or with one too many, does not compile. */
export type Messages = typeof english
export type MessageKey = keyof Messages

export const catalogues: Readonly<Record<Locale, Translation<Messages>>> = {
  en: english,
  de: { ...dePortal, ...dePages, ...deMails, ...deFaults },
  pseudo: pseudo(english),
}

const translates: Readonly<Record<Locale, Translate<Messages>>> = {
  en: createTranslate<Messages>('en', catalogues.en),
  de: createTranslate<Messages>('de', catalogues.de),
  pseudo: createTranslate<Messages>('pseudo', catalogues.pseudo),
}

/** The text of `key` in `locale`. The whole catalogue is loaded: for the server. The portal loads one language. */
export function translate<K extends MessageKey>(locale: Locale, key: K, ...params: Params<Messages[K]>): string {
  return translates[locale](key, ...params)
}
