import type { MessageKey } from '../i18n/catalogues.ts'

/** The attributes that the forms lay out themselves, in their order. The words of the others come from the server. */
export const baseFields = [
  { name: 'firstName', label: 'profile.firstName', autoComplete: 'off' },
  { name: 'middleName', label: 'profile.middleName', isOptional: true },
  { name: 'lastName', label: 'profile.lastName' },
  { name: 'login', label: 'profile.login', type: 'email' },
  { name: 'email', label: 'profile.email', type: 'email' },
  { name: 'secondEmail', label: 'profile.secondEmail', type: 'email', isOptional: true },
  { name: 'mobilePhone', label: 'profile.mobilePhone', type: 'tel', isOptional: true },
  { name: 'primaryPhone', label: 'profile.primaryPhone', type: 'tel', isOptional: true },
] as const satisfies readonly {
  readonly name: string
  readonly label: MessageKey
  readonly type?: string
  readonly isOptional?: true
  readonly autoComplete?: 'off'
}[]

/** The path of an attribute in a request, which is also the id of its field. */
export const profilePath = (name: string) => `profile.${name}`

export const profileText = (profile: Readonly<Record<string, unknown>>, name: string): string => {
  const value = profile[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
