import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { Secret } from './secret.ts'

/** Where a sealed value stands. It opens nowhere else: the place is authenticated with it. */
export interface Place {
  readonly table: string
  readonly row: string
  readonly column: string
}

/** The deployment's encryption keys. The first seals; every one opens, so that keys rotate without downtime. */
export interface Keyring {
  /** AES-256-GCM under a key of its own per purpose (HKDF-SHA-256). */
  readonly seal: (purpose: string, place: Place, plain: Buffer) => Buffer
  /** Throws when the value was sealed with a key that is gone, or stands in the wrong place. */
  readonly open: (purpose: string, place: Place, sealed: Buffer) => Buffer
  /** HMAC-SHA-256 of a text under every key, the first one first: what is written, and all that may be found. */
  readonly keyedHashes: (purpose: string, text: string) => readonly [Buffer, ...Buffer[]]
}

interface Key {
  readonly id: string
  readonly bytes: Buffer
}
const format = 1
const nonceBytes = 12
const tagBytes = 16

/** Reads `id:base64,id:base64`. Throws with what to do when a key is malformed, short or named twice. */
export function parseKeyring(text: Secret): Keyring {
  const parsed = text
    .reveal()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseKey)
  const [first, ...rest] = parsed
  if (first === undefined) throw new Error('PORTICO_KEYS is empty: write id:base64key, 32 bytes each')
  if (new Set(parsed.map((key) => key.id)).size !== parsed.length)
    throw new Error('PORTICO_KEYS names a key twice: each id stands for one key')
  return keyringOf([first, ...rest])
}

/** A new key list with one key, as `PORTICO_KEYS` takes it. */
export function newKeys(now: Date): Secret {
  return new Secret(`k${now.toISOString().slice(0, 10).replaceAll('-', '')}:${randomBytes(32).toString('base64')}`)
}

function parseKey(part: string): Key {
  const cut = part.indexOf(':')
  const id = part.slice(0, Math.max(cut, 0))
  const bytes = Buffer.from(part.slice(cut + 1), 'base64')
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) throw new Error('PORTICO_KEYS has a key without an id: write id:base64key')
  if (bytes.length !== 32)
    throw new Error(`PORTICO_KEYS: key ${id} has ${bytes.length} bytes; it must have 32, in base64`)
  return { id, bytes }
}

function keyringOf(keys: readonly [Key, ...Key[]]): Keyring {
  const [first] = keys
  return {
    seal: (purpose, place, plain) => {
      const id = Buffer.from(first.id)
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', derive(first, purpose), nonce).setAAD(aad(place))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([Buffer.from([format, id.length]), id, nonce, cipher.getAuthTag(), body])
    },
    open: (purpose, place, sealed) => {
      const idLength = sealed[1] ?? 0
      const id = sealed.subarray(2, 2 + idLength).toString()
      const key = keys.find((candidate) => candidate.id === id)
      if (sealed[0] !== format || key === undefined)
        throw new Error(`a stored secret needs key ${JSON.stringify(id)}, which PORTICO_KEYS does not have`)
      const [nonceAt, tagAt, bodyAt] = [2 + idLength, 2 + idLength + nonceBytes, 2 + idLength + nonceBytes + tagBytes]
      const decipher = createDecipheriv('aes-256-gcm', derive(key, purpose), sealed.subarray(nonceAt, tagAt))
      decipher.setAAD(aad(place)).setAuthTag(sealed.subarray(tagAt, bodyAt))
      return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()])
    },
    keyedHashes: (purpose, text) => {
      const hash = (key: Key) =>
        createHmac('sha256', derive(key, `hash:${purpose}`))
          .update(text)
          .digest()
      return [hash(first), ...keys.slice(1).map(hash)]
    },
  }
}

function derive(key: Key, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, Buffer.alloc(0), `portico:${purpose}`, 32))
}

const aad = (place: Place) => Buffer.from(JSON.stringify([place.table, place.row, place.column]))
