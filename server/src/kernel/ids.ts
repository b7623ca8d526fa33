import { randomBytes } from 'node:crypto'

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomBits = 59n

/** The three characters that open an id of each kind. They are the wire's. */
export const idPrefixes = {
  app: '0oa',
  apiToken: '00T',
  assignment: 'irb',
  attribute: 'uat',
  authenticator: 'aut',
  binding: 'bnd',
  brand: 'bnb',
  device: 'guv',
  enrollment: 'enr',
  event: 'evt',
  group: '00g',
  job: 'job',
  mailboxMessage: 'mbx',
  oneTimeSecret: 'ots',
  org: '00o',
  outbox: 'obx',
  realm: 'guo',
  resource: 'ire',
  resourceSet: 'iam',
  restorePoint: 'rsp',
  role: 'cr0',
  user: '00u',
  userType: 'oty',
} as const

export type IdKind = keyof typeof idPrefixes
declare const kindOf: unique symbol
/** A 20-character id. Two kinds never mix: the brand is checked by the compiler, the prefix by `isId`. */
export type Id<K extends IdKind> = string & { readonly [kindOf]: K }

export type ApiTokenId = Id<'apiToken'>
export type AppId = Id<'app'>
export type GroupId = Id<'group'>
export type RealmId = Id<'realm'>
export type UserId = Id<'user'>
export type UserTypeId = Id<'userType'>
declare const sessionBrand: unique symbol
/** A session's public id: `102` and 22 characters. It is not the cookie's secret. */
export type SessionId = string & { readonly [sessionBrand]: true }

/**
 * A new id: prefix, 42 bits of millisecond time, 59 random bits, as base62 in ASCII order.
 * Sorts by creation time within its prefix. Unguessable enough never to collide, but never a secret.
 */
export function newId<K extends IdKind>(kind: K, now: Date, random: (bytes: number) => Buffer = randomBytes): Id<K> {
  const entropy = BigInt(`0x${random(8).toString('hex')}`) >> (64n - randomBits)
  return (idPrefixes[kind] + base62((BigInt(now.getTime()) << randomBits) | entropy, 17)) as Id<K>
}

/** A new session id. @see `SessionId` */
export function newSessionId(now: Date, random: (bytes: number) => Buffer = randomBytes): SessionId {
  const entropy = BigInt(`0x${random(11).toString('hex')}`)
  return `102${base62((BigInt(now.getTime()) << 88n) | entropy, 22)}` as SessionId
}

/** Whether `text` has the shape of an id of this kind. Says nothing of its existence. */
export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  return text.startsWith(idPrefixes[kind]) && /^[0-9A-Za-z]{20}$/.test(text)
}

function base62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (let i = 0; i < length; i += 1) {
    text = digits[Number(rest % 62n)] + text
    rest /= 62n
  }
  return text
}
