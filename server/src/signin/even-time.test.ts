import { describe, expect, test } from 'vitest'
import { inEvenTime } from './even-time.ts'

const parts = { answerMs: 60 }
async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work().catch(() => undefined)
  return performance.now() - began
}

describe('inEvenTime', () => {
  test('takes as long for a short work as for none, and as long when it fails', async () => {
    expect(await took(() => inEvenTime(parts, async () => 'done'))).toBeGreaterThan(58)
    const failing = async () => {
      throw new Error('no')
    }
    expect(await took(() => inEvenTime(parts, failing))).toBeGreaterThan(58)
    await expect(inEvenTime(parts, failing)).rejects.toThrow('no')
  })

  test('does not wait for an outcome that tells by itself', async () => {
    expect(
      await took(() =>
        inEvenTime(
          { answerMs: 10_000 },
          async () => 'in',
          (done) => done === 'in',
        ),
      ),
    ).toBeLessThan(5000)
  })

  test('gives back what the work gave', async () => {
    expect(await inEvenTime(parts, async () => 7)).toBe(7)
  })
})
