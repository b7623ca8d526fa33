import { describe, expect, test } from 'vitest'
import { Secret } from '../kernel/secret.ts'
import { createHasher } from './hasher.ts'

const hasher = await createHasher()
const secret = (text: string) => new Secret(text)

describe('a hasher', () => {
  test('knows a password again, and says no to another and to somebody without one', async () => {
    const phc = await hasher.hash(secret('correct horse'))
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await hasher.verify(secret('correct horse'), phc)).toBe(true)
    expect(await hasher.verify(secret('correct Horse'), phc)).toBe(false)
    expect(await hasher.verify(secret('correct horse'), undefined)).toBe(false)
    expect(await hasher.verify(secret('nobody has this password'), undefined)).toBe(false)
  })

  test('takes a letter that keyboards write in two ways as one', async () => {
    const phc = await hasher.hash(secret('grüne-Wiese'.normalize('NFC')))
    expect(await hasher.verify(secret('grüne-Wiese'.normalize('NFD')), phc)).toBe(true)
  })

  test('reads every character, however long the password: none falls off', async () => {
    for (const length of [48, 55, 56, 71, 72, 73, 80, 255]) {
      const phc = await hasher.hash(secret(`${'a'.repeat(length)}x`))
      expect(await hasher.verify(secret(`${'a'.repeat(length)}y`), phc)).toBe(false)
      expect(await hasher.verify(secret(`${'a'.repeat(length)}x`), phc)).toBe(true)
    }
  })

  test('sends away who would wait too long', async () => {
    const small = await createHasher({ workers: 1, queue: 1 })
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => small.verify(secret('x'), undefined)))
    expect(asked.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(asked[3]).toMatchObject({ reason: { code: 'server.busy' } })
  })
})
