import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { createRealm } from './create-realm.ts'

const world = useWorld()
const fieldsOf = (body: { fields: readonly { path: string; code: string }[] }) =>
  body.fields.slice(1).map(({ path, code }) => `${path} ${code}`)
const create = (profile: unknown, person: 'omar' | 'priya' | 'lee' = 'omar') =>
  world.request(person, 'POST', '/api/v1/realms', { profile })

describe('POST /api/v1/realms', () => {
  test('an operator makes a realm for a new firm, and the log says so', async () => {
    const { status, body } = await create({
      name: ' Initech ',
      realmType: 'PARTNER',
      domains: ['Initech.example', '*.initech.example'],
    })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['id', 'created', 'lastUpdated', 'profile', 'isDefault', '_links'])
    expect(body).toMatchObject({
      profile: { name: 'Initech', realmType: 'PARTNER', domains: ['initech.example', '*.initech.example'] },
      isDefault: false,
      _links: { self: { rel: 'self', href: `http://localhost:8080/api/v1/realms/${body.id}`, method: 'GET' } },
    })
    const [event] = await world.events('directory.realm.lifecycle.create')
    expect(event).toMatchObject({
      actor_id: world.people.omar.id,
      targets: [{ type: 'Realm', id: body.id, realmId: body.id }],
      detail: { realmName: 'Initech', realmType: 'PARTNER', realmDomains: ['initech.example', '*.initech.example'] },
    })
  })

  test('what is not said is a realm without a portal and without domains', async () => {
    expect((await create({ name: 'Plain' })).body.profile).toEqual({ name: 'Plain', realmType: 'DEFAULT', domains: [] })
  })

  test('the same request again answers the same realm and makes no second one', async () => {
    const again = () =>
      world.request(
        'omar',
        'POST',
        '/api/v1/realms',
        { profile: { name: 'Once' } },
        { 'idempotency-key': 'realm-once' },
      )
    const [first, second] = [await again(), await again()]
    expect(second.body).toEqual(first.body)
    expect((await world.owner.query("select 1 from realms where name = 'Once'")).rowCount).toBe(1)
  })

  test('a name is taken in whatever case', async () => {
    const { status, body } = await create({ name: 'ACME' })
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual(['profile.name nameTaken'])
    expect(body.errorSummary).toBe('Api validation failed: name')
  })

  test('everything that is wrong is told at once', async () => {
    const { status, body } = await create({
      name: '  ',
      realmType: 'GUEST',
      domains: ['acme', 'fine.example', 'https://x.example', '*.com'],
    })
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual([
      'profile.name required',
      'profile.realmType notAllowedValue',
      'profile.domains.0 domainInvalid',
      'profile.domains.2 domainInvalid',
      'profile.domains.3 domainInvalid',
    ])
  })

  test('of the domains of another realm, the taken ones are named', async () => {
    const { status, body } = await create({ name: 'Thief', domains: ['thief.example', 'acme.example'] })
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual(['profile.domains.1 domainTaken'])
  })

  test.each([
    ['a wildcard over somebody’s domain', '*.example.org', 'sub.example.org'],
    ['a domain under somebody’s wildcard', 'sub.example.net', '*.example.net'],
    ['a wildcard within somebody’s wildcard', '*.a.example.edu', '*.example.edu'],
  ])('%s is taken as well', async (_what, wished, present) => {
    expect((await create({ name: `Owner of ${present}`, domains: [present] })).status).toBe(200)
    expect(fieldsOf((await create({ name: `Wants ${wished}`, domains: [wished] })).body)).toEqual([
      'profile.domains.0 domainTaken',
    ])
  })

  test.each([
    ['no profile', {}],
    ['no name', { profile: {} }],
    ['a name that is a number', { profile: { name: 5 } }],
    ['a name with a NUL', { profile: { name: 'a\0b' } }],
    ['a name that turns the text around', { profile: { name: 'a\u202Eb' } }],
    ['a name as long as a book', { profile: { name: 'a'.repeat(256) } }],
    ['domains that are no list', { profile: { name: 'X', domains: 'acme.example' } }],
    ['a list', []],
  ])('%s is a fault of the caller', async (_what, body) => {
    expect((await world.request('omar', 'POST', '/api/v1/realms', body)).status).toBe(400)
  })

  test('a partner admin makes no realms, and neither does somebody without a role', async () => {
    for (const person of ['priya', 'lee'] as const)
      expect(await create({ name: 'Mine' }, person)).toMatchObject({ status: 403, body: { errorCode: 'E0000006' } })
  })

  test('somebody who proved themselves long ago proves themselves first', async () => {
    const ctx = await world.as('omar')
    const later = { ...ctx, now: () => new Date(world.now.getTime() + 16 * 60_000) }
    await expect(createRealm(Object.assign(ctx, later), { name: 'Late' })).rejects.toMatchObject({
      code: 'authz.proofNeeded',
    })
  })
})

describe('GET /api/v1/realms', () => {
  const names = (body: readonly { profile: { name: string } }[]) => body.map(({ profile }) => profile.name)

  test('a partner admin sees their own realms only, an operator all', async () => {
    expect(names((await world.request('priya', 'GET', '/api/v1/realms')).body)).toEqual(['Acme'])
    expect(names((await world.request('kim', 'GET', '/api/v1/realms')).body).sort()).toEqual(['Acme', 'Globex'])
    expect(names((await world.request('omar', 'GET', '/api/v1/realms')).body)).toEqual(
      expect.arrayContaining(['Default Realm', 'Acme', 'Globex', 'Initech']),
    )
    expect((await world.request('lee', 'GET', '/api/v1/realms')).status).toBe(403)
  })

  test('a list shows no domains, and pages by links that say where the next one starts', async () => {
    const first = await world.request('omar', 'GET', '/api/v1/realms?limit=2')
    expect(first.body).toHaveLength(2)
    expect(Object.keys(first.body[0].profile)).toEqual(['name', 'realmType'])
    const [self, next] = first.headers['link'] as string[]
    expect(self).toBe('<http://localhost:8080/api/v1/realms?limit=2>; rel="self"')
    const url = /<([^>]+)>; rel="next"/.exec(next ?? '')?.[1] ?? ''
    const second = await world.request('omar', 'GET', url.replace('http://localhost:8080', ''))
    expect(second.body).toHaveLength(2)
    expect(new Set([...names(first.body), ...names(second.body)]).size).toBe(4)
  })

  test('is searched by name, whatever the case, and within what the reader sees', async () => {
    const search = async (text: string, person: 'omar' | 'priya' = 'omar') =>
      names((await world.request(person, 'GET', `/api/v1/realms?search=${encodeURIComponent(text)}`)).body)
    expect(await search('profile.name eq "acme"')).toEqual(['Acme'])
    expect(await search('profile.name co "LOBE"')).toEqual(['Globex'])
    expect(await search('profile.name co "%"')).toEqual([])
    expect(await search('profile.name co "lobe"', 'priya')).toEqual([])
    expect(await search('profile.name eq "a\\"b"')).toEqual([])
  })

  test.each([
    'profile.name sw "A"',
    'profile.Name eq "A"',
    'profile.realmType eq "PARTNER"',
    'profile.name eq "A" and profile.name eq "B"',
    'profile.name eq A',
    'profile.name eq "\\u0000"',
    'profile.name eq "\\q"',
    'profile.name eq ""',
    '',
  ])('search=%s is refused', async (text) => {
    expect(await world.request('omar', 'GET', `/api/v1/realms?search=${encodeURIComponent(text)}`)).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000031' },
    })
  })

  test.each(['after=nonsense', 'after=WyIiLCIiXQ', 'limit=0', 'limit=-1'])('%s is refused', async (query) => {
    expect(await world.request('omar', 'GET', `/api/v1/realms?${query}`)).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000029' },
    })
  })
})

describe('PUT /api/v1/realms/{realmId}', () => {
  const put = (id: string, profile: unknown, person: 'omar' | 'priya' | 'eve' = 'omar') =>
    world.request(person, 'PUT', `/api/v1/realms/${id}`, { profile })

  test('changes name, type and domains, and the log has what was', async () => {
    const { body: realm } = await create({ name: 'Before', domains: ['before.example'] })
    const { status, body } = await put(realm.id, { name: 'After', realmType: 'PARTNER', domains: ['after.example'] })
    expect(status).toBe(200)
    expect(body.profile).toEqual({ name: 'After', realmType: 'PARTNER', domains: ['after.example'] })
    expect((await world.events('directory.realm.lifecycle.update')).at(-1)).toMatchObject({
      detail: {
        realmName: 'After',
        previousName: 'Before',
        previousDomains: ['before.example'],
        previousType: 'DEFAULT',
      },
    })
    expect((await create({ name: 'Next', domains: ['before.example'] })).status).toBe(200)
  })

  test('a client that knows nothing of domains does not open the realm to every address', async () => {
    const { body: realm } = await create({ name: 'Guarded', realmType: 'PARTNER', domains: ['guarded.example'] })
    expect((await put(realm.id, { name: 'Guarded still' })).body.profile).toEqual({
      name: 'Guarded still',
      realmType: 'PARTNER',
      domains: ['guarded.example'],
    })
    expect((await put(realm.id, { name: 'Guarded still', domains: [] })).body.profile.domains).toEqual([])
  })

  test('the same again changes nothing and is not in the log', async () => {
    const before = await world.owner.query('select version, updated_at from realms where id = $1', [world.realms.acme])
    const events = (await world.events('directory.realm.lifecycle.update')).length
    expect((await put(world.realms.acme, { name: 'Acme', domains: ['acme.example'] })).status).toBe(200)
    expect(
      (await world.owner.query('select version, updated_at from realms where id = $1', [world.realms.acme])).rows,
    ).toEqual(before.rows)
    expect(await world.events('directory.realm.lifecycle.update')).toHaveLength(events)
  })

  test('the default realm takes everybody: it has no domains and no portal', async () => {
    const { status, body } = await put(world.realms.home, {
      name: 'Home',
      realmType: 'PARTNER',
      domains: ['home.example'],
    })
    expect(status).toBe(400)
    expect(fieldsOf(body)).toEqual(['profile.realmType readOnly', 'profile.domains readOnly'])
  })

  test('another’s domain or name is refused', async () => {
    expect(fieldsOf((await put(world.realms.globex, { name: 'Globex', domains: ['acme.example'] })).body)).toEqual([
      'profile.domains.0 domainTaken',
    ])
    expect(fieldsOf((await put(world.realms.globex, { name: 'acme' })).body)).toEqual(['profile.name nameTaken'])
  })

  test('a partner admin changes no realm; of a foreign one they learn nothing', async () => {
    expect((await put(world.realms.acme, { name: 'Mine' }, 'priya')).status).toBe(403)
    expect((await put(world.realms.acme, { name: 'Mine' }, 'eve')).status).toBe(404)
  })

  test('POST on a realm is 405', async () => {
    expect(
      await world.request('omar', 'POST', `/api/v1/realms/${world.realms.acme}`, { profile: { name: 'X' } }),
    ).toMatchObject({ status: 405, body: { errorCode: 'E0000022' } })
  })
})

describe('DELETE /api/v1/realms/{realmId}', () => {
  const remove = (id: string, person: 'omar' | 'priya' = 'omar') =>
    world.request(person, 'DELETE', `/api/v1/realms/${id}`)

  test('an empty realm goes with its domains, and is absent afterwards', async () => {
    const { body: realm } = await create({ name: 'Short-lived', domains: ['short.example'] })
    expect(await remove(realm.id)).toMatchObject({ status: 204, text: '' })
    expect((await world.request('omar', 'GET', `/api/v1/realms/${realm.id}`)).status).toBe(404)
    expect((await create({ name: 'Short-lived', domains: ['short.example'] })).status).toBe(200)
    expect((await world.events('directory.realm.lifecycle.delete')).at(-1)).toMatchObject({
      targets: [{ id: realm.id }],
      detail: { realmName: 'Short-lived' },
    })
    expect((await remove(realm.id)).status).toBe(404)
  })

  test('a realm with people in it stays', async () => {
    expect(await remove(world.realms.globex)).toMatchObject({ status: 400, body: { errorCode: 'E0000178' } })
  })

  test('a realm with a group of its own stays, and says that it is not people', async () => {
    const { body: realm } = await create({ name: 'With a group' })
    await world.owner.query(
      "insert into groups (id, realm_id, created_at, updated_at, type, name, name_key) values ('00g' || right($1, 17), $1, now(), now(), 'OKTA_GROUP', 'Own', 'own')",
      [realm.id],
    )
    expect((await remove(realm.id)).body.fields[0].code).toBe('realm.hasObjects')
  })

  test('the default realm stays', async () => {
    expect((await remove(world.realms.home)).body.fields[0].code).toBe('realm.defaultFixed')
  })

  test('a partner admin deletes no realm', async () => {
    expect((await remove(world.realms.acme, 'priya')).status).toBe(403)
    expect((await remove(world.realms.globex, 'priya')).status).toBe(404)
  })
})
