import type { Translation } from '@portico/messages/format.ts'
import type { Locale } from '@portico/messages/locale.ts'
import type { catalogue } from './en.ts'

export type English = typeof catalogue
export type MessageKey = keyof English
export type PortalCatalogue = Translation<English>

/** Loads the words of one language; the others are not downloaded. */
export async function loadCatalogue(locale: Locale): Promise<PortalCatalogue> {
  if (locale === 'de') return (await import('./de.ts')).catalogue
  if (locale === 'pseudo') return (await import('./pseudo.ts')).catalogue
  return (await import('./en.ts')).catalogue
}
