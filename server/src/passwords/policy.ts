import { dictionary } from '@zxcvbn-ts/language-common'
import type { FieldFault } from '../kernel/fault.ts'
import { foldCase, foldLogin } from '../kernel/fold.ts'
import type { Secret } from '../kernel/secret.ts'

export const minPasswordLength = 8
export const maxPasswordLength = 256
/** A shorter username stands in too many words by chance: such a password is refused only if nothing else is in it. */
const minContained = 4
const commonCount = 10_000

/** The most common passwords among those that are long enough to be chosen, most common first, lower case. */
const common: ReadonlySet<string> = new Set(
  dictionary['passwords-common'].filter((password) => password.length >= minPasswordLength).slice(0, commonCount),
)

/** Whose password it is: what somebody who attacks them would try first. */
export interface PasswordOwner {
  readonly login: string
  readonly names: readonly string[]
}

/**
 * What is wrong with a new password, as a fault of the field at `path`: at most one, the plainest; none when it may be
 * used. From 8 to 256 characters, without the owner's username or its part before the @, not their name, and not one of
 * the 10,000 most common of that length. No rule about kinds of characters: they make passwords worse.
 * @see NIST SP 800-63B-4, section 3.1.1.2 "Password Verifiers"
 */
export function passwordFaults(password: Secret, owner: PasswordOwner, path: string): readonly FieldFault[] {
  const text = password.reveal()
  const { length } = [...text]
  if (length < minPasswordLength) return [{ path, code: 'passwordTooShort', params: { limit: minPasswordLength } }]
  if (length > maxPasswordLength) return [{ path, code: 'passwordTooLong', params: { limit: maxPasswordLength } }]
  if (isOwners(text, owner)) return [{ path, code: 'passwordIsLogin' }]
  if (common.has(foldCase(text))) return [{ path, code: 'passwordTooCommon' }]
  return []
}

function isOwners(text: string, { login, names }: PasswordOwner): boolean {
  const folded = foldLogin(text)
  const whole = foldLogin(login)
  const short = whole.split('@')[0] ?? whole
  if (short !== '' && (folded.includes(whole) || (short.length >= minContained && folded.includes(short)))) return true
  const letters = lettersOf(folded)
  const parts = [short, ...names.map(foldLogin)].map(lettersOf).filter((part) => part !== '')
  return parts.includes(letters) || parts.some((one) => parts.some((other) => one !== other && one + other === letters))
}

/** What remains of a password without the digits and signs around the words. */
const lettersOf = (text: string) => text.replace(/[^\p{L}\p{M}]+/gu, '')
