import { baseAttributes } from '@portico/contract/profile.ts'
import type { Language } from '@portico/messages/locale.ts'
import { translate } from '@portico/messages/translate.ts'
import type { CustomAttribute } from '../schemas/public.ts'

/** Those that have words of their own. The others are called as their schema calls them. */
const translated = {
  login: 'profile.login',
  firstName: 'profile.firstName',
  middleName: 'profile.middleName',
  lastName: 'profile.lastName',
  email: 'profile.email',
  secondEmail: 'profile.secondEmail',
  mobilePhone: 'profile.mobilePhone',
  primaryPhone: 'profile.primaryPhone',
} as const

/** What attributes are called in a language, in one line, for a mail. */
export function attributeTitles(
  names: readonly string[],
  custom: readonly CustomAttribute[],
  locale: Language,
): string {
  const titles = new Map([...custom, ...baseAttributes].map(({ name, title }) => [name, title]))
  return names
    .map((name) => (isTranslated(name) ? translate(locale, translated[name]) : (titles.get(name) ?? name)))
    .join(', ')
}

const isTranslated = (name: string): name is keyof typeof translated => Object.hasOwn(translated, name)
