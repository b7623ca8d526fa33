import { describe, expect, test } from 'vitest'
import { testOrigin, useWorld } from '../../../test/support/world.ts'

const world = useWorld()
const html = { accept: 'text/html', origin: testOrigin, 'content-type': 'application/x-www-form-urlencoded' }
const links = (text: string) => [...text.matchAll(/(?:href|action)="([^"]*)"/g)].map((match) => match[1] ?? '')
const hostile = [
  '%5c',
  '%0a',
  '%2f%2fevil.example',
  '..%2f..%2fsignout%3f',
  '..%2f..%2f..%2f%2fevil.example%2f',
  '%22%3e%3cscript%3e',
  'a'.repeat(250),
]

describe('an address that is no secret', () => {
  test.each(['/welcome', '/reset_password'])(
    'under %s opens the page of a dead link, and every way on from it is ours',
    async (path) => {
      for (const secret of hostile) {
        const dead = await world.request('nobody', 'GET', `${path}/${secret}`, undefined, html)
        expect([secret, dead.status]).toEqual([secret, 410])
        expect(
          links(dead.text).filter(
            (link) => !/^\/(?:assets|signin|portal|welcome|reset_password|\?)/.test(link) && !link.startsWith('data:'),
          ),
        ).toEqual([])
        expect(links(dead.text)).toContain(`${path}/none/again`)
        const again = await world.request('nobody', 'POST', `${path}/${secret}/again`, '', html)
        expect([secret, again.status]).toEqual([secret, 200])
      }
    },
  )

  test('on an error page no link leads elsewhere, however the address was written', async () => {
    for (const path of ['//evil.example/', '/\\evil.example', '/%5cevil.example', '/.//evil.example']) {
      const answer = await world.request('nobody', 'GET', path, undefined, html)
      const { location } = answer.headers
      const ways = [...links(answer.text), ...(typeof location === 'string' ? [location] : [])]
      expect(ways.filter((link) => /^(?:\/\/|\/\\|https?:)/.test(link))).toEqual([])
    }
  })
})
