import { userActions } from '@portico/contract/portal.ts'
import { userStatuses } from '@portico/contract/users.ts'
import { describe, expect, test } from 'vitest'
import { giveRole, groupNamed } from '../../test/support/groups.ts'
import { insertPeople } from '../../test/support/insert-people.ts'
import { hideAttributes } from '../../test/support/hide-attributes.ts'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { newId, type RealmId } from '../kernel/ids.ts'

const world = useWorld()
const get = (person: PersonKey, path: string) => world.request(person, 'GET', `/portal/api/v1${path}`)
const inRealm = (person: PersonKey, realmId: RealmId, path = '') => get(person, `/realms/${realmId}${path}`)
const inAcme = (person: PersonKey, path = '') => inRealm(person, world.realms.acme, path)
const join = async (person: PersonKey, group: string, userId: string) =>
  world.request(person, 'PUT', `/api/v1/groups/${await groupNamed(world, group)}/users/${userId}`)

describe('GET /portal/api/v1/me', () => {
  const realms = async (person: PersonKey) =>
    (await get(person, '/me')).body.realms.map(({ name }: { name: string }) => name)

  test('says who is signed in', async () => {
    expect((await get('priya', '/me')).body).toEqual({
      id: world.people.priya.id,
      name: 'Priya Nair',
      login: 'priya@acme.example',
      realms: [{ id: world.realms.acme, name: 'Acme', realmType: 'PARTNER' }],
    })
  })

  test('lists the portals that each may open, and to who runs the org the realms without one besides', async () => {
    expect(await realms('kim')).toEqual(['Acme', 'Globex'])
    expect(await realms('eve')).toEqual(['Globex'])
    expect(await realms('lee')).toEqual([])
    for (const person of ['omar', 'sam'] as const)
      expect(await realms(person)).toEqual(['Acme', 'Default Realm', 'Globex'])
  })

  test('is for the signed in', async () => {
    const answer = await world.request('nobody', 'GET', '/portal/api/v1/me')
    expect(answer).toMatchObject({ status: 401, body: { errorCode: 'E0000011' } })
  })
})

describe('GET /portal/api/v1/realms/:realmId', () => {
  test('counts the realm’s people by status, all eight of them', async () => {
    const { body } = await inAcme('priya')
    expect(body).toMatchObject({ name: 'Acme', domains: ['acme.example'], can: { createUser: { allowed: true } } })
    expect(Object.keys(body.counts)).toEqual([...userStatuses])
    const { rows } = await world.owner.query('select status, count(*)::int from users where realm_id = $1 group by 1', [
      world.realms.acme,
    ])
    for (const { status, count } of rows) expect(body.counts[status]).toBe(count)
  })

  test('what happens in another realm changes no count', async () => {
    const before = (await inAcme('priya')).text
    await insertPeople(world, world.realms.globex, [{ login: 'new@globex.example' }])
    expect((await inAcme('priya')).text).toBe(before)
  })

  test('a foreign realm, an absent one and a nonsense one are not there', async () => {
    for (const id of [world.realms.globex, newId('realm', world.now), 'x', '%00', 'guo'.padEnd(20, '!')]) {
      const answer = await get('priya', `/realms/${id}`)
      expect([id, [400, 404].includes(answer.status)]).toEqual([id, true])
    }
  })
})

describe('GET /portal/api/v1/realms/:realmId/users', () => {
  const list = (person: PersonKey, query = '') => inAcme(person, `/users${query}`)

  test('shows rows with groups and a menu, and how many there are', async () => {
    for (const group of ['Warehouse', 'Support tools', 'Sales tools', 'Reports'])
      expect((await join('omar', group, world.people.lee.id)).status).toBe(204)
    const { body } = await list('priya')
    expect(body.count).toEqual({ value: 12, isExact: true })
    expect(body.next).toBeNull()
    const lee = body.rows.find(({ login }: { login: string }) => login === 'lee@acme.example')
    expect(lee).toMatchObject({
      id: world.people.lee.id,
      name: 'Lee Park',
      email: 'lee@acme.example',
      status: 'ACTIVE',
      groups: ['Sales tools', 'Support tools', 'Warehouse'],
      groupCount: 3,
    })
    expect(Object.keys(lee.can)).toEqual([...userActions])
    const seenByOmar = (await list('omar')).body.rows.find(({ id }: { id: string }) => id === lee.id)
    expect(seenByOmar).toMatchObject({ groups: ['Reports', 'Sales tools', 'Support tools'], groupCount: 4 })
  })

  test('counts what the search and the status leave', async () => {
    const { body } = await list('priya', '?q=lee')
    expect(body).toMatchObject({ count: { value: 1, isExact: true }, rows: [{ login: 'lee@acme.example' }] })
    const staged = (await list('priya', '?status=STAGED')).body
    expect(staged.count.value).toBe(staged.rows.length)
    expect(staged.rows.every(({ status }: { status: string }) => status === 'STAGED')).toBe(true)
  })

  test('pages with what it says is next', async () => {
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await list('priya', `?limit=5&sort=lastLogin&order=desc${after}`)
      seen.push(...body.rows.map(({ id }: { id: string }) => id))
      expect(body.count.value).toBe(12)
      after = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`
    } while (after !== '')
    expect(new Set(seen).size).toBe(12)
  })

  test('bad parameters are faults of their own', async () => {
    for (const query of [
      '?sort=x',
      '?status=x',
      '?order=x',
      '?limit=0',
      '?limit=201',
      '?q=%00',
      `?q=${'x'.repeat(101)}`,
    ])
      expect(await list('priya', query)).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } })
    expect(await list('priya', '?after=x')).toMatchObject({ status: 400, body: { errorCode: 'E0000029' } })
  })

  test('a page of fifty takes as many statements as one of five', async () => {
    await insertPeople(
      world,
      world.realms.globex,
      Array.from({ length: 60 }, (_, index) => ({ login: `many${index}@globex.example` })),
    )
    const statements = async (limit: number) => {
      world.queries.length = 0
      const { body } = await inRealm('eve', world.realms.globex, `/users?limit=${limit}`)
      return [body.rows.length, world.queries.length]
    }
    await statements(1)
    const [five, fifty] = [await statements(5), await statements(50)]
    expect(five[0]).toBe(5)
    expect(fifty[0]).toBe(50)
    expect(fifty[1]).toBe(five[1])
  })
})

describe('GET /portal/api/v1/realms/:realmId/users/:userId', () => {
  const person = (reader: PersonKey, key: PersonKey) => inAcme(reader, `/users/${world.people[key].id}`)

  test('shows one person with what the reader may change, and the tag of the version', async () => {
    const { body } = await person('priya', 'lee')
    expect(body).toMatchObject({
      name: 'Lee Park',
      type: { displayName: 'User' },
      profile: { login: 'lee@acme.example', firstName: 'Lee' },
      editable: ['login', 'firstName', 'middleName', 'lastName', 'email', 'secondEmail', 'mobilePhone', 'primaryPhone'],
      signIn: { canSignIn: true, reason: 'active', at: null, remedy: null },
    })
    const wire = await world.request('priya', 'GET', `/api/v1/users/${world.people.lee.id}`)
    expect(body.etag).toBe(wire.headers['etag'])
    expect(body.groups.map(({ name }: { name: string }) => name)).toEqual(['Sales tools', 'Support tools', 'Warehouse'])
  })

  test('an operator may change everything, and the attributes of the type besides', async () => {
    const { editable } = (await person('omar', 'lee')).body
    expect(editable).toEqual(expect.arrayContaining(['costCenter', 'login', 'manager']))
    const { rows } = await world.owner.query("select id from user_types where name = 'contractor'")
    await world.owner.query('update users set type_id = $1 where id = $2', [rows[0].id, world.people.lee.id])
    const contractor = (await person('omar', 'lee')).body
    expect(contractor.type).toEqual({ id: rows[0].id, displayName: 'Contractor' })
    expect(contractor.editable).toContain('agency')
    expect((await person('priya', 'lee')).body.editable).not.toContain('agency')
  })

  test('nothing may be changed of oneself, of who holds a role, or of the deactivated', async () => {
    expect((await person('priya', 'priya')).body).toMatchObject({ editable: [], can: { suspend: { allowed: false } } })
    expect((await person('priya', 'noor')).body).toMatchObject({
      editable: [],
      can: { editProfile: { allowed: false, reason: { code: 'higherAuthority' } } },
    })
    const [gone] = await insertPeople(world, world.realms.acme, [
      { login: 'gone@acme.example', status: 'DEPROVISIONED' },
    ])
    expect((await inAcme('priya', `/users/${gone}`)).body).toMatchObject({
      editable: [],
      signIn: { canSignIn: false, reason: 'deactivated', remedy: 'activate' },
    })
  })

  test('what may not be read may not be changed either', async () => {
    await hideAttributes(world, 'noor', 'users.read', ['secondEmail', 'mobilePhone'])
    const { body } = await person('noor', 'lee')
    expect(body.editable).not.toContain('secondEmail')
    expect(body.editable).toContain('email')
  })

  test('what may not be written may not be changed, whoever may read it', async () => {
    await hideAttributes(world, 'eve', 'users.userprofile.manage', ['email', 'login'])
    const { body } = await inRealm('eve', world.realms.globex, `/users/${world.people.ana.id}`)
    const { editable, profile } = body
    expect(profile.email).toBe('ana@globex.example')
    expect(editable).toContain('firstName')
    expect(editable).not.toContain('email')
  })

  test('two ids that disagree name nobody, also for who may read both', async () => {
    const paths = [
      ['kim', world.realms.globex, world.people.lee.id],
      ['omar', world.realms.globex, world.people.lee.id],
      ['priya', world.realms.acme, world.people.ana.id],
      ['priya', world.realms.acme, newId('user', world.now)],
      ['priya', world.realms.acme, 'lee@acme.example'],
      ['priya', world.realms.acme, 'me'],
    ] as const
    for (const [reader, realmId, userId] of paths)
      expect(await inRealm(reader, realmId, `/users/${userId}`)).toMatchObject({
        status: 404,
        body: { errorCode: 'E0000007', fields: [{ code: 'user.notFound' }] },
      })
    expect((await inRealm('eve', world.realms.acme, `/users/${world.people.lee.id}`)).body.fields[0].code).toBe(
      'realm.notFound',
    )
  })

  test('tells what became of the link, from its mail to its end', async () => {
    const [id = ''] = await insertPeople(world, world.realms.acme, [{ login: 'fresh@acme.example', status: 'STAGED' }])
    const signIn = async () => (await inAcme('priya', `/users/${id}`)).body.signIn
    expect(await signIn()).toMatchObject({ reason: 'notActivated', remedy: 'activate' })
    const activated = await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/activate?sendEmail=true`)
    expect(activated.status).toBe(200)
    expect(await signIn()).toMatchObject({ reason: 'linkSent', at: world.now.toISOString(), remedy: 'reactivate' })
    await world.owner.query("update outbox set last_error = 'no such host' where subject_user_id = $1", [id])
    expect(await signIn()).toMatchObject({ reason: 'mailFailing', remedy: 'editProfile' })
    await world.owner.query('delete from outbox where subject_user_id = $1', [id])
    expect(await signIn()).toMatchObject({ reason: 'notActivated', remedy: 'reactivate' })
    const expiresAt = new Date(world.now.getTime() + 1000)
    await world.owner.query(
      `insert into one_time_secrets (id, realm_id, user_id, purpose, secret_hash, credential_version, created_at, expires_at)
       select $1, realm_id, id, 'activation', '\\x00', credential_version, $2, $3 from users where id = $4`,
      [newId('oneTimeSecret', world.now), world.now, expiresAt, id],
    )
    expect(await signIn()).toMatchObject({ reason: 'linkSent', at: world.now.toISOString() })
    world.now = expiresAt
    expect(await signIn()).toMatchObject({ reason: 'linkExpired', at: expiresAt.toISOString() })
    await world.owner.query('update users set credential_version = credential_version + 1 where id = $1', [id])
    expect(await signIn()).toMatchObject({ reason: 'notActivated' })
  })

  test('tells when a lock ends, and when a temporary password does', async () => {
    const { id } = world.people.lee
    const signIn = async () => (await person('priya', 'lee')).body.signIn
    const end = new Date(world.now.getTime() + 60_000)
    await world.owner.query("update users set status = 'LOCKED_OUT' where id = $1", [id])
    await world.owner.query(
      "insert into guess_counters (subject, device, kind, failures, window_started_at, blocked_until) values ($1, 'unknown', 'password', 10, $2, $3)",
      [id, world.now, end],
    )
    expect(await signIn()).toEqual({ canSignIn: false, reason: 'lockedOut', at: end.toISOString(), remedy: 'unlock' })
    await world.owner.query("update users set status = 'PASSWORD_EXPIRED' where id = $1", [id])
    await world.owner.query('update passwords set temporary_until = $1 where user_id = $2', [world.now, id])
    expect(await signIn()).toMatchObject({ reason: 'temporaryPasswordExpired', at: world.now.toISOString() })
  })
})

describe('GET /portal/api/v1/realms/:realmId/new-user', () => {
  test('offers the domains, the rule for passwords, and each type with the attributes that it demands', async () => {
    const { body } = await inAcme('priya', '/new-user')
    expect(body).toMatchObject({
      domains: ['acme.example'],
      minPasswordLength: 8,
      types: [
        { displayName: 'User', isDefault: true, attributes: [] },
        {
          displayName: 'Contractor',
          isDefault: false,
          attributes: [
            {
              name: 'agency',
              title: 'Agency',
              type: 'string',
              required: true,
              minLength: 2,
              maxLength: 80,
              choices: [],
            },
          ],
        },
      ],
    })
  })

  test('offers what may be left out only to who may give it', async () => {
    await world.owner.query(
      `insert into user_attributes (id, created_at, user_type_id, name, definition)
       select $1, $2, id, 'desk', '{"title": "Desk", "type": "string", "enum": ["A", "B"], "oneOf": [{"const": "A", "title": "First"}, {"const": "B", "title": "Second"}]}' from user_types where name = 'contractor'`,
      [newId('attribute', world.now), world.now],
    )
    const names = async (reader: PersonKey) =>
      (await inAcme(reader, '/new-user')).body.types[1].attributes.map(({ name }: { name: string }) => name)
    expect(await names('priya')).toEqual(['agency'])
    expect((await names('omar')).sort()).toEqual(['agency', 'desk'])
  })

  test('is refused where nobody may be added, and absent where the realm is', async () => {
    await world.owner.query(
      "delete from role_permissions where permission = 'users.create' and role_id in (select id from roles where type = 'CUSTOM')",
    )
    expect((await inAcme('noor', '/new-user')).status).toBe(403)
    expect((await inAcme('eve', '/new-user')).status).toBe(404)
  })
})

describe('GET /portal/api/v1/realms/:realmId/groups', () => {
  const names = async (person: PersonKey, query = '') =>
    (await inAcme(person, `/groups${query}`)).body.rows.map(({ name }: { name: string }) => name)

  test('finds the groups that may be handed out, by any part of the name', async () => {
    expect(await names('priya')).toEqual(['Sales tools', 'Support tools', 'Warehouse'])
    expect(await names('priya', '?q=TOOL')).toEqual(['Sales tools', 'Support tools'])
    for (const q of ['%25', '_', 'every', 'reports', 'operators']) expect(await names('priya', `?q=${q}`)).toEqual([])
    expect(await names('omar', '?q=every')).toEqual([])
  })

  test('a group of another realm is offered to nobody here', async () => {
    await world.owner.query(
      "insert into groups (id, realm_id, created_at, updated_at, type, name, name_key) values ($1, $2, $3, $3, 'OKTA_GROUP', 'Globex only', 'globex only')",
      [newId('group', world.now), world.realms.globex, world.now],
    )
    expect(await names('omar', '?q=only')).toEqual([])
    const there = await inRealm('omar', world.realms.globex, '/groups?q=only')
    expect(there.body.rows).toHaveLength(1)
  })

  test('a group that carries a role is offered to nobody but who may decide about roles', async () => {
    expect(await names('omar', '?q=operators')).toEqual([])
    expect(await names('sam', '?q=operators')).toEqual(['Operators'])
    await giveRole(world, await groupNamed(world, 'Warehouse'), 'ORG_ADMIN')
    expect(await names('priya')).toEqual(['Sales tools', 'Support tools'])
    expect(await names('sam', '?q=ware')).toEqual(['Warehouse'])
  })

  test('a group that gives more authority than the reader has is not offered either', async () => {
    await world.owner.query(
      "insert into role_permissions (role_id, permission, created_at) select id, 'iam.manage', $1 from roles where type = 'ORG_ADMIN'",
      [world.now],
    )
    expect(await names('omar', '?q=ware')).toEqual(['Warehouse'])
    await giveRole(world, await groupNamed(world, 'Warehouse'), 'SUPER_ADMIN')
    expect(await names('omar', '?q=ware')).toEqual([])
  })

  test('offers twenty at most', async () => {
    for (let index = 0; index < 25; index += 1)
      await world.owner.query(
        "insert into groups (id, created_at, updated_at, type, name, name_key) values ($1, $2, $2, 'OKTA_GROUP', $3::text, $3::text)",
        [newId('group', world.now), world.now, `extra ${index}`],
      )
    expect(await names('omar', '?q=extra')).toHaveLength(20)
  })
})
