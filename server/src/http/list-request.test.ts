import { describe, expect, test } from 'vitest'
import { listLinks, pageLimit, refuseUnserved } from './list-request.ts'

describe('pageLimit', () => {
  test('is the usual one, what was asked, or the most', () => {
    const size = { usual: 10, most: 200 }
    expect([undefined, 1, 200, 201, 1e300].map((asked) => pageLimit(asked, size))).toEqual([10, 1, 200, 200, 200])
  })

  test('refuses none and less', () => {
    for (const asked of [0, -1])
      expect(() => pageLimit(asked, { usual: 10, most: 200 })).toThrow(
        expect.objectContaining({ code: 'request.badLimit' }),
      )
  })
})

describe('refuseUnserved', () => {
  test('names what is not served, and passes the rest', () => {
    refuseUnserved({ q: 'a' }, ['search'])
    expect(() => refuseUnserved({ q: 'a', search: 'x', filter: '' }, ['search', 'filter'])).toThrow(
      expect.objectContaining({
        code: 'request.notSupported',
        fields: [
          { path: 'search', code: 'notServed' },
          { path: 'filter', code: 'notServed' },
        ],
      }),
    )
  })
})

describe('listLinks', () => {
  test('writes itself first and the next page last, in the canonical order, without what was not asked', () => {
    expect(listLinks('https://id.example/api/v1/users', { q: 'a b&c', limit: 5, after: undefined }, 'N')).toEqual([
      '<https://id.example/api/v1/users?limit=5&q=a+b%26c>; rel="self"',
      '<https://id.example/api/v1/users?after=N&limit=5&q=a+b%26c>; rel="next"',
    ])
    expect(listLinks('https://id.example/api/v1/users', { limit: 5 }, undefined)).toHaveLength(1)
  })

  test('nothing in a parameter breaks out of the link', () => {
    const [self] = listLinks('https://id.example/x', { q: '>; rel="next"\r\nx: y' }, undefined)
    expect(self).toBe('<https://id.example/x?q=%3E%3B+rel%3D%22next%22%0D%0Ax%3A+y>; rel="self"')
  })
})
