import { describe, expect, test } from 'vitest'
import { newKeys, parseKeyring } from './keyring.ts'
import { Secret } from './secret.ts'

const place = { table: 'enrollments', row: 'enr1', column: 'sealed' }
const first = newKeys(new Date('2026-01-02T00:00:00Z'))
const second = new Secret(`later:${Buffer.alloc(32, 7).toString('base64')}`)

describe('a keyring', () => {
  test('opens what it sealed, in the same place for the same purpose', () => {
    const ring = parseKeyring(first)
    const sealed = ring.seal('totp', place, Buffer.from('hello'))
    expect(ring.open('totp', place, sealed).toString()).toBe('hello')
    expect(sealed.includes('hello')).toBe(false)
  })

  test('opens nothing that was moved to another row, column, table or purpose, or changed', () => {
    const ring = parseKeyring(first)
    const sealed = ring.seal('totp', place, Buffer.from('hello'))
    expect(() => ring.open('totp', { ...place, row: 'enr2' }, sealed)).toThrow()
    expect(() => ring.open('totp', { ...place, column: 'other' }, sealed)).toThrow()
    expect(() => ring.open('totp', { ...place, table: 'other' }, sealed)).toThrow()
    expect(() => ring.open('other', place, sealed)).toThrow()
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1)
    expect(() => ring.open('totp', place, sealed)).toThrow()
  })

  test('rotates: a new first key seals, the old one still opens, and without it the value says which key it needs', () => {
    const old = parseKeyring(first)
    const sealed = old.seal('totp', place, Buffer.from('hello'))
    const both = parseKeyring(new Secret(`${second.reveal()},${first.reveal()}`))
    expect(both.open('totp', place, sealed).toString()).toBe('hello')
    expect(both.keyedHashes('login', 'lee')).toContainEqual(old.keyedHashes('login', 'lee')[0])
    expect(() => parseKeyring(second).open('totp', place, sealed)).toThrow('needs key "k20260102"')
  })

  test('refuses keys that are short, unnamed, doubled or absent, and says why', () => {
    expect(() => parseKeyring(new Secret('a:AAAA'))).toThrow('3 bytes; it must have 32')
    expect(() => parseKeyring(new Secret('AAAA'))).toThrow('without an id')
    expect(() => parseKeyring(new Secret(`${second.reveal()},${second.reveal()}`))).toThrow('twice')
    expect(() => parseKeyring(new Secret(''))).toThrow('empty')
  })
})
