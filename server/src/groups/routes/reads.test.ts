import { beforeAll, describe, expect, test } from 'vitest'
import { groupNamed } from '../../../test/support/groups.ts'
import { insertPeople } from '../../../test/support/insert-people.ts'
import { type Answer, type PersonKey, testOrigin, useWorld } from '../../../test/support/world.ts'
import type { GroupId } from '../../kernel/ids.ts'

const world = useWorld()
let sales: GroupId
let everyone: GroupId
const get = (person: PersonKey, path: string) => world.request(person, 'GET', `/api/v1${path}`)
const names = ({ body }: Answer) => body.map((group: { profile: { name: string } }) => group.profile.name)
const logins = ({ body }: Answer) => body.map((user: { profile: { login: string } }) => user.profile.login)
const join = (person: PersonKey, groupId: string, userId: string) =>
  world.request(person, 'PUT', `/api/v1/groups/${groupId}/users/${userId}`)

beforeAll(async () => {
  sales = await groupNamed(world, 'Sales tools')
  everyone = await groupNamed(world, 'Everyone')
  await insertPeople(world, world.realms.globex, [{ login: 'one@globex.example' }])
})

describe('PUT and DELETE /api/v1/groups/:groupId/users/:userId', () => {
  test('answer 204 without a body, again and again, and take a login for an id', async () => {
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE', 'PUT']) {
      const answer = await world.request('priya', method, `/api/v1/groups/${sales}/users/lee@acme.example`)
      expect([answer.status, answer.text]).toEqual([204, ''])
    }
  })

  test('what is no id of a group is refused or absent, never an error of ours', async () => {
    for (const id of ['x', '%00', '..%2f', "'", '00gAAAAAAAAAAAAAAAAA', '\u{1f600}']) {
      const status = (await join('priya', encodeURI(id), world.people.lee.id)).status
      expect([id, [400, 404].includes(status)]).toEqual([id, true])
    }
  })
})

describe('GET /api/v1/groups', () => {
  test('lists what was chosen for the admin’s realm; an operator sees all', async () => {
    expect(names(await get('priya', '/groups')).sort()).toEqual(['Sales tools', 'Support tools', 'Warehouse'])
    expect(names(await get('omar', '/groups'))).toEqual(expect.arrayContaining(['Everyone', 'Operators', 'Reports']))
    expect((await get('lee', '/groups')).status).toBe(403)
  })

  test('pages by link lines, and says 10000 when nothing was asked', async () => {
    const first = await get('omar', '/groups?limit=4')
    const [self, next] = [first.headers['link']].flat().map(String)
    expect(self).toBe(`<${testOrigin}/api/v1/groups?limit=4>; rel="self"`)
    const path = /\/api\/v1(.*)>; rel="next"/.exec(next ?? '')?.[1] ?? ''
    const rest = await get('omar', path)
    const all = await get('omar', '/groups')
    expect([...names(first), ...names(rest)]).toEqual(names(all))
    expect(all.headers['link']).toEqual([`<${testOrigin}/api/v1/groups?limit=10000>; rel="self"`])
  })

  test('q finds where a name begins, whatever its case, and has no link line', async () => {
    const answer = await get('omar', '/groups?q=SALES+t')
    expect(names(answer)).toEqual(['Sales tools'])
    expect(answer.headers['link']).toBeUndefined()
    expect(names(await get('omar', '/groups?q=tools'))).toEqual([])
    expect(names(await get('omar', '/groups?q=%25'))).toEqual([])
    expect(names(await get('eve', '/groups?q=ware'))).toEqual([])
  })

  test('filters by type, alone or with q, and refuses every other filter by name', async () => {
    const filter = (text: string) => `filter=${encodeURIComponent(text)}`
    expect(names(await get('omar', `/groups?${filter('type eq "BUILT_IN"')}`))).toEqual(['Everyone'])
    expect(names(await get('omar', `/groups?${filter('type eq "APP_GROUP"')}&q=sales`))).toEqual([])
    expect(names(await get('omar', `/groups?${filter('type eq "OKTA_GROUP"')}&q=sales`))).toEqual(['Sales tools'])
    expect((await get('lee', `/groups?${filter('type eq "APP_GROUP"')}`)).status).toBe(403)
    for (const text of ['id eq "x"', 'type eq "X"', 'type eq "BUILT_IN" or id pr', ''])
      expect(await get('omar', `/groups?${filter(text)}`)).toMatchObject({
        status: 501,
        body: { errorCode: 'E0000060', errorCauses: [{ errorSummary: 'filter: This parameter is not supported' }] },
      })
    for (const name of ['search', 'sortBy', 'expand']) expect((await get('omar', `/groups?${name}=x`)).status).toBe(501)
  })

  test('a bad limit or cursor is refused', async () => {
    for (const query of ['limit=0', 'limit=-3', 'after=x', 'q=a&limit=0'])
      expect(await get('omar', `/groups?${query}`)).toMatchObject({ status: 400, body: { errorCode: 'E0000029' } })
  })
})

describe('GET /api/v1/groups/:groupId', () => {
  test('shows the wire’s members in its order, without a link to itself', async () => {
    const { body } = await get('omar', `/groups/${everyone}`)
    expect(Object.keys(body)).toEqual([
      'id',
      'created',
      'lastUpdated',
      'lastMembershipUpdated',
      'objectClass',
      'type',
      'profile',
      '_links',
    ])
    expect(body).toMatchObject({
      type: 'BUILT_IN',
      objectClass: ['okta:user_group'],
      profile: { name: 'Everyone', description: 'All users in your organization' },
      _links: { logo: [], users: { href: `${testOrigin}/api/v1/groups/${everyone}/users` } },
    })
    expect((await get('omar', `/groups/${sales}`)).body.profile).toEqual({ name: 'Sales tools', description: null })
  })

  test('comings and goings at one firm do not show at another', async () => {
    const changed = async (person: PersonKey) => (await get(person, `/groups/${sales}`)).body.lastMembershipUpdated
    const before = { priya: await changed('priya'), eve: await changed('eve') }
    world.now = new Date(world.now.getTime() + 1000)
    await join('priya', sales, world.people.lee.id)
    await world.request('priya', 'DELETE', `/api/v1/groups/${sales}/users/${world.people.lee.id}`)
    await join('priya', sales, world.people.lee.id)
    const now = world.now.toISOString()
    expect(await changed('eve')).toBe(before.eve)
    for (const person of ['priya', 'kim', 'omar'] as const) expect(await changed(person)).toBe(now)
    expect(before.priya).not.toBe(now)
  })

  test('of Everyone it tells when somebody of the reader’s own came last', async () => {
    const { rows } = await world.owner.query('select created_at from users where realm_id = $1 order by id desc', [
      world.realms.home,
    ])
    expect(rows[0]).toBeDefined()
    const seen = (await get('omar', `/groups/${everyone}`)).body.lastMembershipUpdated
    const newest = await world.owner.query('select max(created_at) as at from users')
    expect(seen).toBe(newest.rows[0].at.toISOString())
  })
})

describe('GET /api/v1/groups/:groupId/users', () => {
  test('holds the members whom the reader may read, and no one else’s', async () => {
    await join('eve', sales, world.people.ana.id)
    expect(logins(await get('priya', `/groups/${sales}/users`))).toEqual(['lee@acme.example'])
    expect(logins(await get('eve', `/groups/${sales}/users`))).toEqual(['ana@globex.example'])
    expect(logins(await get('omar', `/groups/${sales}/users`)).sort()).toEqual([
      'ana@globex.example',
      'lee@acme.example',
    ])
  })

  test('of Everyone holds everybody, page by page', async () => {
    const all = await get('omar', `/groups/${everyone}/users`)
    expect(all.headers['link']).toEqual([`<${testOrigin}/api/v1/groups/${everyone}/users?limit=1000>; rel="self"`])
    expect(all.body.length).toBe((await world.owner.query('select 1 from users')).rowCount)
    const first = await get('omar', `/groups/${everyone}/users?limit=5`)
    const path = /\/api\/v1(.*)>; rel="next"/.exec(String([first.headers['link']].flat()[1]))?.[1] ?? ''
    const rest = await get('omar', path.replace('limit=5', 'limit=1000'))
    expect([...logins(first), ...logins(rest)]).toEqual(logins(all))
  })

  test('leaves out whose membership has ended or not begun, and who is deactivated', async () => {
    await world.owner.query('update group_members set starts_at = $1', [new Date(world.now.getTime() + 1000)])
    expect(logins(await get('omar', `/groups/${sales}/users`))).toEqual([])
    await world.owner.query('update group_members set starts_at = null, expires_at = $1', [world.now])
    expect(logins(await get('omar', `/groups/${sales}/users`))).toEqual([])
    await world.owner.query('update group_members set expires_at = null')
    await world.owner.query("update users set status = 'DEPROVISIONED' where id = $1", [world.people.ana.id])
    expect(logins(await get('omar', `/groups/${sales}/users`))).toEqual(['lee@acme.example'])
  })
})

describe('GET /api/v1/users/:userId/groups', () => {
  test('begins with Everyone where the reader may read it, and holds no group that they may not', async () => {
    await join('omar', await groupNamed(world, 'Reports'), world.people.lee.id)
    await join('omar', await groupNamed(world, 'Support tools'), world.people.lee.id)
    const [first, ...more] = names(await get('omar', '/users/lee@acme.example/groups'))
    expect([first, more.sort()]).toEqual(['Everyone', ['Reports', 'Sales tools', 'Support tools']])
    expect(names(await get('priya', '/users/lee@acme.example/groups')).sort()).toEqual(['Sales tools', 'Support tools'])
    expect((await get('eve', '/users/lee@acme.example/groups')).status).toBe(404)
  })

  test('pages keep the order, over Everyone too', async () => {
    const all = names(await get('omar', '/users/lee@acme.example/groups'))
    const seen: string[] = []
    let path = '/users/lee@acme.example/groups?limit=1'
    for (;;) {
      const answer = await get('omar', path)
      seen.push(...names(answer))
      const next = /\/api\/v1(.*)>; rel="next"/.exec(String([answer.headers['link']].flat()[1]))?.[1]
      if (next === undefined) break
      path = next
    }
    expect(seen).toEqual(all)
    expect((await get('omar', '/users/lee@acme.example/groups?after=bm9wZQ')).status).toBe(400)
  })
})
