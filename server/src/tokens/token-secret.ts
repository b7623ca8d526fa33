import { randomBytes } from 'node:crypto'
import { Secret } from '../kernel/secret.ts'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const length = 40

/** A new API token: `00Q` and 40 random characters of base62, 238 bits. The opening lets a scanner for leaked secrets know it. */
export function newTokenSecret(): Secret {
  let text = '00Q'
  while (text.length < 3 + length) {
    const drawn = [...randomBytes(length)].filter((byte) => byte < 4 * digits.length) // the rest would favour the first digits
    text += drawn
      .map((byte) => digits[byte % digits.length])
      .join('')
      .slice(0, 3 + length - text.length)
  }
  return new Secret(text)
}
