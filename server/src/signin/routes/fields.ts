import { Type } from 'typebox'
import { Text } from '@portico/contract/schema.ts'
import type { CardField } from '../../http/card.ts'
import type { Say } from '../../http/page.ts'
import { maxPasswordLength, minPasswordLength } from '../../passwords/public.ts'

/** As long as a login may be, and as a password; longer ones are told so, not cut. */
const maxLogin = 100
/** In fields, characters count as the browser counts them: twice for some. */
const inBrowser = (length: number) => length * 2

export const Username = Text(maxLogin, 1)
export const PresentPassword = Text(maxPasswordLength, 1)
/** The policy says how long it may be; this only keeps a form from being a file. */
export const NewPassword = Text(4096, 1)
export const Token = Type.String({ maxLength: 100 })
export const SecretParams = Type.Object({ secret: Type.String({ maxLength: 300 }) })

export function usernameField(say: Say, value: string): CardField {
  return {
    name: 'username',
    label: say('page.signIn.username'),
    help: say('page.signIn.usernameHelp'),
    type: 'text',
    autocomplete: 'username',
    maxLength: inBrowser(maxLogin),
    value,
  }
}

export function passwordField(say: Say): CardField {
  return {
    name: 'password',
    label: say('page.password.label'),
    type: 'password',
    autocomplete: 'current-password',
    maxLength: inBrowser(maxPasswordLength),
  }
}

/** A new password, and the same again. */
export function newPasswordFields(say: Say): readonly CardField[] {
  const field = { type: 'password', autocomplete: 'new-password', maxLength: inBrowser(maxPasswordLength) } as const
  return [
    {
      ...field,
      name: 'password',
      label: say('page.newPassword.label'),
      help: say('page.newPassword.rules', { count: minPasswordLength }),
    },
    { ...field, name: 'repeat', label: say('page.newPassword.repeat') },
  ]
}
