import { beforeAll, describe, expect, test } from 'vitest'
import { insertPeople } from '../../test/support/insert-people.ts'
import { hideAttributes } from '../../test/support/hide-attributes.ts'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { encodeCursor } from '../kernel/page.ts'
import { listAndCountUsers, listUsers, type UserListInput } from './list-users.ts'
import { textOf } from './user.ts'

const world = useWorld()
const asked: UserListInput = { order: 'asc', limit: 200 }

/** Every page of a list, one after the other. */
async function pages(person: PersonKey, input: Partial<UserListInput>) {
  const ctx = await world.as(person)
  const found = []
  let after: string | undefined
  do {
    const page = await listUsers(ctx, { ...asked, limit: 11, ...input, after })
    found.push(...page.rows)
    after = page.next
  } while (after !== undefined)
  return found
}
const logins = async (person: PersonKey, input: Partial<UserListInput>) =>
  (await listUsers(await world.as(person), { ...asked, ...input })).rows.map((user) => textOf(user.profile, 'login'))
const search = (person: PersonKey, text: string) => logins(person, { search: { kind: 'anywhere', text } })

beforeAll(async () => {
  const at = (minutes: number) => new Date(world.now.getTime() - minutes * 60_000)
  await insertPeople(world, world.realms.acme, [
    { login: 'jose@acme.example', firstName: 'José', lastName: 'Muñoz', email: 'pepe@mail.example' },
    { login: 'ann_1@acme.example', firstName: 'Ann', lastName: '100% Real', lastLoginAt: at(5) },
    { login: 'ann21@acme.example', firstName: 'Ann', lastName: 'Zorn', lastLoginAt: at(5) },
    { login: 'gone@acme.example', firstName: 'Ann', lastName: 'Gone', status: 'DEPROVISIONED', lastLoginAt: at(50) },
    { login: 'yuki@acme.example', firstName: '雪', lastName: '山田' },
  ])
  await insertPeople(world, world.realms.globex, [
    { login: 'jose@globex.example', firstName: 'José', lastName: 'Muñoz' },
    { login: 'ann@globex.example', firstName: 'Ann', lastName: 'Far' },
  ])
})

describe('listUsers', () => {
  test('a partner admin sees the people of their realm and nobody else', async () => {
    const { rows } = await listUsers(await world.as('priya'), asked)
    expect(new Set(rows.map(({ realmId }) => realmId))).toEqual(new Set([world.realms.acme]))
    const { rows: all } = await world.owner.query<{ id: string }>('select id from users where realm_id = $1', [
      world.realms.acme,
    ])
    expect(rows.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort())
  })

  test('an admin of two realms sees either, and one where only one is asked for', async () => {
    const realmsOf = async (input: Partial<UserListInput>) =>
      new Set((await listUsers(await world.as('kim'), { ...asked, ...input })).rows.map(({ realmId }) => realmId))
    expect(await realmsOf({})).toEqual(new Set([world.realms.acme, world.realms.globex]))
    expect(await realmsOf({ realmId: world.realms.globex })).toEqual(new Set([world.realms.globex]))
  })

  test('asking for a foreign realm finds nobody and counts nobody', async () => {
    const foreign = await listAndCountUsers(await world.as('eve'), { ...asked, realmId: world.realms.acme })
    expect(foreign).toEqual({ rows: [], count: { value: 0, isExact: true } })
  })

  test('who holds no right to read people is refused', async () => {
    await expect(listUsers(await world.as('lee'), asked)).rejects.toMatchObject({ code: 'authz.denied' })
  })

  test('a row says what the reader may do with the person, by the authority that the person has', async () => {
    const { rows } = await listUsers(await world.as('priya'), asked)
    const may = (login: string) => rows.find((row) => textOf(row.profile, 'login') === login)?.can.suspend
    expect(may('lee@acme.example')).toEqual({ allowed: true })
    expect(may('noor@acme.example')).toMatchObject({ allowed: false, reason: { code: 'higherAuthority' } })
    expect(may('priya@acme.example')).toMatchObject({ allowed: false, reason: { code: 'self' } })
  })

  for (const sort of ['id', 'name', 'login', 'created', 'lastLogin'] as const) {
    for (const order of ['asc', 'desc'] as const) {
      test(`pages by ${sort} ${order} hold everybody once, in order`, async () => {
        const rows = await pages('omar', { sort, order })
        const total = await world.owner.query('select count(*)::int as count from users')
        expect(new Set(rows.map(({ id }) => id)).size).toBe(total.rows[0].count)
        expect(rows).toHaveLength(total.rows[0].count)
        const keys = await world.owner.query('select id, sort_key, login_key, created_at, last_login_at from users')
        const never = order === 'asc' ? Number.MAX_VALUE : -1
        const keyOf = (id: string): string | number => {
          const row = keys.rows.find((candidate) => candidate.id === id)
          return {
            id,
            name: row.sort_key,
            login: row.login_key,
            created: row.created_at.getTime(),
            lastLogin: row.last_login_at?.getTime() ?? never,
          }[sort]
        }
        const compare = (one: string | number, two: string | number) =>
          typeof one === 'string' ? Buffer.compare(Buffer.from(one), Buffer.from(String(two))) : one - Number(two)
        const sign = order === 'asc' ? 1 : -1
        const sorted = rows.toSorted(
          (one, two) => sign * (compare(keyOf(one.id), keyOf(two.id)) || compare(one.id, two.id)),
        )
        expect(rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
      })
    }
  }

  test('who never signed in comes last in both orders', async () => {
    for (const order of ['asc', 'desc'] as const) {
      const known = (await pages('priya', { sort: 'lastLogin', order })).map(({ lastLoginAt }) => lastLoginAt !== null)
      expect(known).toContain(false)
      expect(known.lastIndexOf(true)).toBeLessThan(known.indexOf(false))
    }
  })

  test('a page runs as many statements for fifty people as for five', async () => {
    await insertPeople(
      world,
      world.realms.globex,
      Array.from({ length: 60 }, (_, index) => ({ login: `many${index}@globex.example` })),
    )
    const ctx = await world.as('eve')
    const statements = async (limit: number) => {
      world.queries.length = 0
      const { rows } = await listAndCountUsers(ctx, { ...asked, limit })
      return [rows.length, world.queries.length]
    }
    expect(await statements(5)).toEqual([5, 3])
    expect(await statements(50)).toEqual([50, 3])
  })
})

describe('the search', () => {
  test('finds a part of a first name, last name, username or e-mail, whatever its case and marks', async () => {
    for (const text of ['jos', 'MUNO', 'muñoz', 'ose@acm', 'pepe@mail', 'epe', 'Muñoz jose', '  jos   MAIL '])
      expect([text, await search('priya', text)]).toEqual([text, ['jose@acme.example']])
    expect(await search('priya', '山田')).toEqual(['yuki@acme.example'])
  })

  test('one or two letters are looked for where a field begins', async () => {
    expect(await search('priya', 'jo')).toContain('jose@acme.example')
    expect(await search('priya', 'os')).not.toContain('jose@acme.example')
    expect(await search('priya', 'p')).toEqual(expect.arrayContaining(['priya@acme.example', 'jose@acme.example']))
    expect(await search('priya', '雪')).toEqual(['yuki@acme.example'])
  })

  test('every word must be found', async () => {
    expect(await search('priya', 'ann zor')).toEqual(['ann21@acme.example'])
    expect(await search('priya', 'ann z')).toEqual(['ann21@acme.example'])
    expect(await search('priya', 'ann nobody')).toEqual([])
  })

  test('signs that patterns are made of stand for themselves', async () => {
    expect(await search('priya', 'ann_1')).toEqual(['ann_1@acme.example'])
    expect(await search('priya', '100%')).toEqual(['ann_1@acme.example'])
    for (const text of ['%%%', '___', String.raw`\\\ `, "'';--", 'a%z', '%', '_'])
      expect(await search('priya', text)).toEqual([])
  })

  test('nothing but spaces is no search', async () => {
    expect(await search('priya', ' \t ')).toEqual(await logins('priya', {}))
  })

  test('finds nobody of another realm, and counts nobody there', async () => {
    expect(await search('eve', 'muñoz')).toEqual(['jose@globex.example'])
    const { count } = await listAndCountUsers(await world.as('eve'), {
      ...asked,
      search: { kind: 'anywhere', text: 'ann' },
    })
    expect(count.value).toBe((await search('eve', 'ann')).length)
    expect(await search('omar', 'muñoz')).toEqual(['jose@acme.example', 'jose@globex.example'])
  })

  test('goes with a status and an order', async () => {
    expect(await logins('priya', { search: { kind: 'anywhere', text: 'ann' }, status: 'DEPROVISIONED' })).toEqual([
      'gone@acme.example',
    ])
    const byLogin = await logins('priya', { search: { kind: 'anywhere', text: 'ann' }, sort: 'login', order: 'desc' })
    expect(byLogin).toEqual(byLogin.toSorted().toReversed())
  })
})

describe('a cursor', () => {
  const withCursor = async (after: string) => listUsers(await world.as('priya'), { ...asked, sort: 'created', after })

  test('that is not ours, of another order, or of no time is refused', async () => {
    const { next } = await listUsers(await world.as('priya'), { ...asked, limit: 1, sort: 'name' })
    const forged = [
      ['created.asc', '12 hours', 'x'],
      ['created.asc', '', 'x'],
      ['created.asc', '99999999999999999999', 'x'],
      ['created.asc', '1'],
      ['name.asc', '1', 'x'],
    ] as const
    for (const after of [next ?? '', 'garbage', '', encodeCursor(['\ud800', '1', 'x']), ...forged.map(encodeCursor)])
      await expect(withCursor(after)).rejects.toMatchObject({ code: 'request.badCursor' })
  })

  test('made for one reader shows another only what is theirs', async () => {
    const { next } = await listUsers(await world.as('omar'), { ...asked, limit: 1 })
    const { rows } = await listUsers(await world.as('eve'), { ...asked, after: next })
    expect(new Set(rows.map(({ realmId }) => realmId))).toEqual(new Set([world.realms.globex]))
  })

  test('of the greatest time that it can hold is one, and finds nobody after it', async () => {
    expect((await withCursor(encodeCursor(['created.asc', '9999999999999999', 'x']))).rows).toEqual([])
  })
})

describe('a reader who may not read an attribute', () => {
  beforeAll(() => hideAttributes(world, 'noor', 'users.read', ['email', 'secondEmail', 'login']))

  test('does not see it, cannot find anybody by it, and is not told by the order', async () => {
    const { rows } = await listUsers(await world.as('noor'), asked)
    expect(rows.flatMap(({ profile }) => Object.keys(profile))).not.toContain('email')
    expect(await search('noor', 'pepe')).toHaveLength(0)
    expect(await search('noor', 'pe')).toHaveLength(0)
    expect(await search('noor', 'ann21')).toHaveLength(0)
    expect(await search('noor', 'zorn')).toHaveLength(1)
    for (const sort of ['login', 'name'] as const)
      await expect(logins('noor', { sort })).rejects.toMatchObject({
        code: 'request.invalid',
        fields: [{ path: 'sort', code: 'notAllowedValue' }],
      })
  })
})
