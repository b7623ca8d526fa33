import { beforeAll, describe, expect, test } from 'vitest'
import { insertPeople } from '../../../test/support/insert-people.ts'
import { type Answer, testOrigin, useWorld } from '../../../test/support/world.ts'
import { etagOf } from '../etag.ts'

const world = useWorld()
const list = (query = '') => world.request('priya', 'GET', `/api/v1/users${query}`)
const logins = ({ body }: Answer) => body.map((user: { profile: { login: string } }) => user.profile.login)
const links = ({ headers }: Answer) => headers['link'] // an array: each line is a header of its own

beforeAll(async () => {
  await insertPeople(world, world.realms.acme, [
    { login: 'gone@acme.example', firstName: 'Gone', status: 'DEPROVISIONED' },
    { login: 'zed@acme.example', firstName: 'Zélie', lastName: 'de la Cruz', email: 'other@mail.example' },
  ])
})

describe('GET /api/v1/users', () => {
  test('lists the realm of a partner admin without who is deactivated, each with a self link alone', async () => {
    const answer = await list()
    expect(answer.status).toBe(200)
    expect(logins(answer)).toContain('lee@acme.example')
    expect(logins(answer)).not.toContain('gone@acme.example')
    expect(logins(answer).every((login: string) => login.endsWith('@acme.example'))).toBe(true)
    const [first] = answer.body
    expect(first._links).toEqual({ self: { href: `${testOrigin}/api/v1/users/${first.id}` } })
    expect(links(answer)).toEqual([`<${testOrigin}/api/v1/users?limit=200>; rel="self"`])
  })

  test('pages by two link lines, itself first and the next page last, and the last page has one', async () => {
    const seen: string[] = []
    let path = '/api/v1/users?limit=4&sortOrder=0&nonsense=1'
    for (;;) {
      const answer = await world.request('priya', 'GET', path)
      seen.push(...answer.body.map((user: { id: string }) => user.id))
      const lines = [links(answer)].flat()
      expect(lines[0]).toMatch(new RegExp(`^<${testOrigin}/api/v1/users\\?(after=[\\w-]+&)?limit=4>; rel="self"$`))
      if (lines.length === 1) break
      path = /^<http:\/\/localhost:8080(.*)>; rel="next"$/.exec(String(lines[1]))?.[1] ?? 'no next link'
    }
    const everybody = (await list()).body.map((user: { id: string }) => user.id)
    expect(seen).toEqual(everybody)
  })

  test('links come from the configured origin, whatever host and proxy headers say', async () => {
    const answer = await world.request('priya', 'GET', '//api/v1/users?limit=1', undefined, {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    })
    expect(answer.status).toBe(200)
    expect(answer.text + String(links(answer))).not.toContain('evil')
  })

  test('q finds where a first name, last name or e-mail begins, ten at most, and has no next page', async () => {
    for (const q of ['zel', 'Z%C3%89L', 'de+la', 'other@m', 'OTHER%40mail'])
      expect([q, logins(await list(`?q=${q}`))]).toEqual([q, ['zed@acme.example']])
    for (const q of ['zed', 'lie', 'cruz', 'mail', 'gone', '%25', 'zel%20x'])
      expect(logins(await list(`?q=${q}`))).toEqual([])
    await insertPeople(
      world,
      world.realms.acme,
      Array.from({ length: 12 }, (_, index) => ({ login: `twin${index}@acme.example`, firstName: 'Twin' })),
    )
    const answer = await list('?q=twin')
    expect(answer.body).toHaveLength(10)
    expect(links(answer)).toEqual([`<${testOrigin}/api/v1/users?limit=10&q=twin>; rel="self"`])
    expect((await list('?q=twin&limit=11')).body).toHaveLength(11)
    expect(links(await list('?q=+'))).toEqual([`<${testOrigin}/api/v1/users?limit=200>; rel="self"`])
  })

  test('a limit of nothing or less is refused, and one above 200 is 200', async () => {
    for (const limit of ['0', '-1'])
      expect(await list(`?limit=${limit}`)).toMatchObject({ status: 400, body: { errorCode: 'E0000029' } })
    for (const limit of ['x', '']) expect(await list(`?limit=${limit}`)).toMatchObject({ status: 400 })
    expect(links(await list('?limit=5000'))).toEqual([`<${testOrigin}/api/v1/users?limit=200>; rel="self"`])
  })

  test('a cursor that is none is refused', async () => {
    expect(await list('?after=x')).toMatchObject({ status: 400, body: { errorCode: 'E0000029' } })
  })

  test('search, filter and sorting are refused by name, never passed over', async () => {
    const answer = await list('?search=status+eq+%22ACTIVE%22&sortBy=id')
    expect(answer).toMatchObject({
      status: 501,
      body: {
        errorCode: 'E0000060',
        errorCauses: [
          { errorSummary: 'search: This parameter is not supported' },
          { errorSummary: 'sortBy: This parameter is not supported' },
        ],
      },
    })
    expect((await list('?filter=id+eq+%22x%22')).status).toBe(501)
  })

  test('nonsense in a parameter is a fault of that parameter', async () => {
    for (const query of ['?q=%00', '?after=%00', '?q=a&q=b', `?q=${'x'.repeat(201)}`])
      expect(await list(query)).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } })
  })
})

describe('GET /api/v1/users/:userId', () => {
  test('names the version of the person, and no other answer does', async () => {
    const { rows } = await world.owner.query('select id, version from users where id = $1', [world.people.lee.id])
    const answer = await world.request('priya', 'GET', `/api/v1/users/${world.people.lee.id}`)
    expect(answer.headers['etag']).toBe(etagOf(rows[0]))
    expect((await list()).headers['etag']).toBeUndefined()
    expect((await world.request('eve', 'GET', `/api/v1/users/${world.people.lee.id}`)).headers['etag']).toBeUndefined()
  })
})
