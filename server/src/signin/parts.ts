import type { Keyring } from '../kernel/keyring.ts'
import type { Secret } from '../kernel/secret.ts'
import type { Hasher } from '../passwords/public.ts'

/** What the use cases of sign-in need besides the request. */
export interface SigninParts {
  readonly hasher: Hasher
  readonly keyring: Keyring
  /** The least time of an answer that must not tell by its time whose account it was, in milliseconds. Absent: `inEvenTime`'s. */
  readonly answerMs?: number | undefined
}

/** What a browser shows by its cookies. Each is a claim: the database says what it is worth. */
export interface Browser {
  readonly flow: Secret | undefined
  readonly session: Secret | undefined
  readonly devices: readonly Secret[]
}
