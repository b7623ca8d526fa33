import { randomInt } from 'node:crypto'

/** The cast of the demo. */
export const people = {
  sam: { login: 'sam@portico.example', name: 'Sam Rivera' },
  omar: { login: 'omar@portico.example', name: 'Omar Haddad' },
  kim: { login: 'kim@portico.example', name: 'Kim Sato' },
  priya: { login: 'priya@acme.example', name: 'Priya Nair' },
  noor: { login: 'noor@acme.example', name: 'Noor Aziz' },
  lee: { login: 'lee@acme.example', name: 'Lee Park' },
  eve: { login: 'eve@globex.example', name: 'Eve Moreau' },
} as const
export type Person = keyof typeof people

export const demoPassword = 'try-portico-today'
/** What people choose who choose a password in a test. */
export const chosenPassword = 'a lantern over the harbour'

export interface NewPerson {
  readonly firstName: string
  readonly lastName: string
  readonly name: string
  readonly login: string
}

/** Somebody whom no other test knows: tests run side by side in one world. */
export function somebody(firstName: string, domain = 'acme.example'): NewPerson {
  const letters = Array.from({ length: 7 }, () => String.fromCharCode(97 + randomInt(26))).join('')
  const lastName = `${letters.charAt(0).toUpperCase()}${letters.slice(1)}`
  const login = `${firstName.toLowerCase()}.${letters}@${domain}`
  return { firstName, lastName, name: `${firstName} ${lastName}`, login }
}
