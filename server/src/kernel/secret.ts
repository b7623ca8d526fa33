import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

/** Holds a value that must never be printed. `toString`, `toJSON` and `inspect` show `[secret]`; `reveal` is easy to find. */
export class Secret<T = string> {
  readonly #value: T
  constructor(value: T) {
    this.#value = value
  }
  reveal(): T {
    return this.#value
  }
  toString(): string {
    return '[secret]'
  }
  toJSON(): string {
    return '[secret]'
  }
  [inspect.custom](): string {
    return '[secret]'
  }
}

/** A new random secret of `bytes` bytes (16 or more), base64url. */
export function newSecret(bytes = 32): Secret {
  return new Secret(randomBytes(bytes).toString('base64url'))
}

/** Small letters and digits that nobody confuses on paper or on the telephone: no i, l, o, 0 or 1. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A new random secret that one person reads to another: `groups` of four characters, 4.95 bits each, with a hyphen between. */
export function newReadableSecret(groups = 3): Secret {
  const group = () => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('')
  return new Secret(Array.from({ length: groups }, group).join('-'))
}

/** SHA-256 of a secret: how random secrets are stored and looked up. Not for passwords. */
export function hashSecret(secret: Secret | string): Buffer {
  const text = typeof secret === 'string' ? secret : secret.reveal()
  return createHash('sha256').update(text).digest()
}

/** Equality in time that does not depend on where two buffers differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
