import { describe, expect, test } from 'vitest'
import { newKeys, parseKeyring } from '../kernel/keyring.ts'
import { type Answer, type PersonKey, useWorld } from '../../test/support/world.ts'
import { maxClashes } from './queries/clash-counter.ts'

const world = useWorld()
let counter = 0
const person = (more: Readonly<Record<string, unknown>> = {}) => {
  counter += 1
  return { login: `new${counter}@acme.example`, firstName: 'Nia', lastName: 'Osei', ...more }
}
const create = (who: PersonKey, body: Readonly<Record<string, unknown>>, query = '', headers = {}) =>
  world.request(who, 'POST', `/api/v1/users${query}`, body, headers)
const fieldsOf = ({ body }: Answer): readonly string[] =>
  body.fields.slice(1).map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
const groupId = async (name: string): Promise<string> =>
  (await world.owner.query('select id from groups where name = $1', [name])).rows[0].id
const rowOf = async (id: string) => (await world.owner.query('select * from users where id = $1', [id])).rows[0]
const userCount = async () => Number((await world.owner.query('select count(*) from users')).rows[0].count)

describe('POST /api/v1/users', () => {
  test('a partner admin adds somebody, who lands in their realm without being asked and is mailed a link', async () => {
    const profile = person({ secondEmail: 'nia@home.example' })
    const { status, body, headers } = await create('priya', { profile })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      status: 'PROVISIONED',
      realmId: world.realms.acme,
      lastLogin: null,
      passwordChanged: null,
      profile: { ...profile, email: profile.login, mobilePhone: null },
      credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    })
    expect(body.activated).toBe(body.created)
    expect(headers['etag']).toMatch(/^W\/"[0-9a-f]{64}"$/)
    const { rows } = await world.owner.query(
      'select template, recipients, secret_purpose from outbox where subject_user_id = $1',
      [body.id],
    )
    expect(rows).toEqual([{ template: 'activation', recipients: [profile.login], secret_purpose: 'activation' }])
  })

  test('the log says who created and activated whom', async () => {
    const { body } = await create('priya', { profile: person() })
    const mine = (await world.events()).filter(({ targets }) => targets[0]?.id === body.id)
    expect(mine.map(({ event_type, detail }) => [event_type, detail])).toEqual([
      ['user.lifecycle.create', { status: 'PROVISIONED', typeId: body.type.id, hasPassword: false }],
      ['user.lifecycle.activate', { status: 'PROVISIONED', link: 'mail' }],
    ])
    expect(mine[0]).toMatchObject({ actor_id: world.people.priya.id, targets: [{ realmId: world.realms.acme }] })
  })

  test('an address that an admin typed is unconfirmed, and its author is known', async () => {
    const { body } = await create('priya', { profile: person({ secondEmail: 'nia@home.example' }) })
    expect(body.credentials.emails).toEqual([
      { value: body.profile.email, status: 'UNVERIFIED', type: 'PRIMARY' },
      { value: 'nia@home.example', status: 'UNVERIFIED', type: 'SECONDARY' },
    ])
    const { rows } = await world.owner.query('select distinct set_by from user_addresses where user_id = $1', [body.id])
    expect(rows).toEqual([{ set_by: world.people.priya.id }])
  })

  test('what somebody is found by is written with them', async () => {
    const { body } = await create('omar', {
      realmId: world.realms.acme,
      profile: person({ city: 'KÖLN', department: 'Sales' }),
    })
    const { rows } = await world.owner.query(
      'select attr_key, key_text from user_attr where user_id = $1 order by attr_key',
      [body.id],
    )
    expect(rows).toEqual([
      { attr_key: 'city', key_text: 'köln' },
      { attr_key: 'department', key_text: 'sales' },
    ])
    expect(await rowOf(body.id)).toMatchObject({
      sort_key: expect.stringContaining('osei\u0001nia'),
      granted_by: world.people.omar.id,
    })
  })
})

describe('the activation that is asked for', () => {
  test.each([
    ['later', '?activate=false', undefined, { status: 'STAGED', activated: null, statusChanged: null }],
    ['later, with a password', '?activate=false', 'quiet-harbour-9', { status: 'STAGED', activated: null }],
    ['a password now', '?activate=true', 'quiet-harbour-9', { status: 'ACTIVE' }],
    ['a password to change', '?nextLogin=changePassword', 'quiet-harbour-9', { status: 'PASSWORD_EXPIRED' }],
  ])('%s', async (_what, query, password, expected) => {
    const credentials = password === undefined ? {} : { password: { value: password } }
    const { status, body } = await create('priya', { profile: person(), credentials }, query)
    expect(status).toBe(200)
    expect(body).toMatchObject(expected)
    expect(body.passwordChanged === null).toBe(password === undefined)
    expect(body.statusChanged === null).toBe(password === undefined)
    const stored = await world.owner.query(
      'select hash, must_change, set_by, owner_confirmed_at from passwords where user_id = $1',
      [body.id],
    )
    expect(stored.rows).toEqual(
      password === undefined
        ? []
        : [
            {
              hash: expect.stringMatching(/^\$argon2id\$/),
              must_change: query.includes('nextLogin'),
              set_by: world.people.priya.id,
              owner_confirmed_at: null,
            },
          ],
    )
    expect((await world.owner.query('select 1 from outbox where subject_user_id = $1', [body.id])).rowCount).toBe(0)
  })

  test('a password to change needs a password, and somebody who is activated', async () => {
    expect(await create('priya', { profile: person() }, '?nextLogin=changePassword')).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000124' },
    })
    const credentials = { password: { value: 'quiet-harbour-9' } }
    expect(
      await create('priya', { profile: person(), credentials }, '?activate=false&nextLogin=changePassword'),
    ).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000125' },
    })
  })

  test('an empty password is none, as some clients send it', async () => {
    expect((await create('priya', { profile: person(), credentials: { password: {} } })).body.status).toBe(
      'PROVISIONED',
    )
    expect((await create('priya', { profile: person(), credentials: null })).body.status).toBe('PROVISIONED')
  })

  test.each([
    ['short', 'passwordTooShort'],
    ['password1', 'passwordTooCommon'],
    ['Nia Osei 2026', 'passwordIsLogin'],
    ['a'.repeat(257), 'passwordTooLong'],
  ])('%s is no password', async (value, code) => {
    const answer = await create('priya', { profile: person(), credentials: { password: { value } } })
    expect(answer).toMatchObject({ status: 400, body: { errorCode: 'E0000080' } })
    expect(fieldsOf(answer)).toEqual([`credentials.password.value ${code}`])
    expect(answer.text).not.toContain(value)
  })

  test.each([
    [
      'an imported hash',
      '',
      { credentials: { password: { hash: { algorithm: 'BCRYPT' } } } },
      'credentials.password.hash',
    ],
    ['a password hook', '', { credentials: { password: { hook: { type: 'default' } } } }, 'credentials.password.hook'],
    ['a question', '', { credentials: { recovery_question: { question: 'x' } } }, 'credentials.recovery_question'],
    ['another provider', '', { credentials: { provider: { type: 'FEDERATION' } } }, 'credentials.provider'],
    ['a provider by query', '?provider=true', {}, 'provider'],
  ])('%s is not served, and is said so', async (_what, query, more, path) => {
    const answer = await create('priya', { profile: person(), ...more }, query)
    expect(answer).toMatchObject({ status: 501, body: { errorCode: 'E0000060' } })
    expect(fieldsOf(answer)).toEqual([`${path} notServed`])
  })
})

describe('what is wrong with somebody new', () => {
  test('is told all together, each with its path', async () => {
    const before = await userCount()
    const answer = await create('priya', {
      profile: {
        login: 'nia@globex.example',
        email: 'nia@elsewhere.example',
        firstName: '',
        secondEmail: 'home',
        shoeSize: 5,
      },
      groupIds: ['00g00000000000000000'],
      credentials: { password: { value: 'short' } },
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000001', errorSummary: 'Api validation failed: newUser' },
    })
    expect([...fieldsOf(answer)].sort((a, b) => a.localeCompare(b))).toEqual([
      'credentials.password.value passwordTooShort',
      'groupIds.0 notAssignable',
      'profile.email domainNotAllowed',
      'profile.firstName required',
      'profile.lastName required',
      'profile.login domainNotAllowed',
      'profile.secondEmail notEmail',
      'profile.shoeSize unknown',
    ])
    expect(answer.body.fields.find(({ path }: { path: string }) => path === 'profile.login').params).toEqual({
      domains: 'acme.example',
    })
    expect(answer.body.errorCauses).toContainEqual({
      errorSummary: "Property name 'shoeSize' is not defined in profile",
    })
    expect(await userCount()).toBe(before)
  })

  test('a username that fails is not missed again as an address', async () => {
    expect(fieldsOf(await create('priya', { profile: { firstName: 'Nia', lastName: 'Osei', login: 'nia' } }))).toEqual([
      'profile.login notEmail',
    ])
    expect(fieldsOf(await create('priya', { profile: { firstName: 'Nia', lastName: 'Osei' } }))).toEqual([
      'profile.login required',
    ])
  })

  test.each([
    ['no profile', {}],
    ['a profile that is a list', { profile: [] }],
    ['a profile that is text', { profile: 'Nia' }],
    ['more than twenty groups', { profile: {}, groupIds: Array.from({ length: 21 }, () => '00g00000000000000000') }],
    ['groups that are no list', { profile: {}, groupIds: '00g' }],
    ['a realm that is a number', { profile: {}, realmId: 5 }],
    ['a password that is a number', { profile: {}, credentials: { password: { value: 12345678 } } }],
    ['a NUL', { profile: { login: 'a\0@acme.example' } }],
    ['half a character', { profile: { login: 'a\uD800@acme.example' } }],
    ['a deep nest', { profile: JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) }],
  ])('%s is a fault of the caller', async (_what, body) => {
    expect((await create('priya', body)).status).toBe(400)
  })

  test('a name is one: no web address or markup goes out in a mail of ours, and the fault says so', async () => {
    const names = { firstName: 'http://eve.example/prize', middleName: 'WWW.eve.example', lastName: '<b>Osei</b>' }
    expect(fieldsOf(await create('priya', { profile: person(names) }))).toEqual([
      'profile.firstName notAName',
      'profile.lastName notAName',
      'profile.middleName notAName',
    ])
    const { body } = await create('priya', {
      profile: person({ firstName: 'Anne-Marie', lastName: 'O’Neill, Ph.D. (EMEA)' }),
    })
    const edit = { profile: { firstName: 'See www.eve.example' } }
    const edited = await world.request('priya', 'POST', `/api/v1/users/${body.id}`, edit)
    expect(fieldsOf(edited)).toEqual(['profile.firstName notAName'])
  })

  test('a nest without an end is a fault of the caller as well', async () => {
    const text = `{"profile":${'['.repeat(60_000)}${']'.repeat(60_000)}}`
    const answer = await world.request('priya', 'POST', '/api/v1/users', text, { 'content-type': 'application/json' })
    expect(answer.status).toBe(400)
  })
})

describe('attributes', () => {
  const contractor = async () =>
    (await world.owner.query("select id from user_types where name = 'contractor'")).rows[0].id

  test('those outside the admin’s condition are refused, whatever their value', async () => {
    const answer = await create('priya', { profile: person({ costCenter: '42', manager: 'Sam' }) })
    expect(answer).toMatchObject({
      status: 403,
      body: { errorCode: 'E0000077', errorSummary: 'Cannot modify the costCenter attribute because it is read-only.' },
    })
    expect(fieldsOf(answer)).toEqual(['profile.costCenter readOnly', 'profile.manager readOnly'])
    expect((await create('priya', { profile: person({ costCenter: null }) })).status).toBe(200)
  })

  test('those that the type demands are given by everybody who may create', async () => {
    const typed = { type: { id: await contractor() } }
    expect(fieldsOf(await create('priya', { ...typed, profile: person() }))).toEqual(['profile.agency required'])
    expect(fieldsOf(await create('priya', { ...typed, profile: person({ agency: 'A' }) }))).toEqual([
      'profile.agency tooShort',
    ])
    const { status, body } = await create('priya', { ...typed, profile: person({ agency: 'Agents Ltd' }) })
    expect(status).toBe(200)
    expect(body.type).toEqual({ id: await contractor() })
    expect((await rowOf(body.id)).profile.agency).toBe('Agents Ltd')
    expect((await world.owner.query('select key_text from user_attr where user_id = $1', [body.id])).rows).toEqual([
      { key_text: 'agents ltd' },
    ])
  })

  test('those of another type are unknown', async () => {
    expect(fieldsOf(await create('priya', { profile: person({ agency: 'Agents Ltd' }) }))).toEqual([
      'profile.agency unknown',
    ])
  })

  test.each(['oty00000000000000000', 'contractor', ''])('the type %j is absent', async (id) => {
    const answer = await create('priya', { profile: person(), type: { id } })
    expect(answer).toMatchObject({ status: 404, body: { errorCode: 'E0000007' } })
    expect(answer.body.errorSummary).toContain('(CVDType)')
  })
})

describe('the realm', () => {
  test('of several realms one has to be named', async () => {
    const answer = await create('kim', { profile: person() })
    expect(answer.status).toBe(400)
    expect(fieldsOf(answer)).toEqual(['realmId required'])
    expect((await create('kim', { realmId: world.realms.acme, profile: person() })).body.realmId).toBe(
      world.realms.acme,
    )
  })

  test('who creates everywhere creates into the default realm', async () => {
    expect((await create('omar', { profile: person({ login: 'new@portico.example' }) })).body.realmId).toBe(
      world.realms.home,
    )
  })

  test('a foreign realm is as absent as one that is not there', async () => {
    const answers = await Promise.all(
      [world.realms.globex, 'guo00000000000000000', 'globex', "guo' or 1=1 --"].map((realmId) =>
        create('priya', { realmId, profile: person() }),
      ),
    )
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 404, body: { errorCode: 'E0000007' } })
      expect(answer.body.errorSummary).toContain('(Realm)')
    }
    expect((await create('omar', { realmId: 'guo00000000000000000', profile: person() })).status).toBe(404)
    expect((await world.events('portico.access.denied')).at(-1)?.detail).toMatchObject({ targetType: 'realm' })
  })

  test('who creates nobody learns nothing', async () => {
    expect(await create('lee', { profile: person() })).toMatchObject({ status: 403, body: { errorCode: 'E0000006' } })
    expect((await create('lee', { realmId: world.realms.acme, profile: person() })).status).toBe(404)
  })
})

describe('the domain rule', () => {
  test('a domain of another realm is refused in the default realm as well, and nothing is said of whose it is', async () => {
    const answer = await create('omar', { profile: person({ login: 'nia@acme.example', email: 'nia@mail.example' }) })
    expect(fieldsOf(answer)).toEqual(['profile.login domainForeign'])
    expect(answer.text.toLowerCase()).not.toContain('"acme"')
    expect(answer.text).not.toContain(world.realms.acme)
  })

  test('the secondary address may be anywhere', async () => {
    expect((await create('priya', { profile: person({ secondEmail: 'nia@globex.example' }) })).status).toBe(200)
  })

  test('a sub-domain only where a wildcard says so', async () => {
    expect(fieldsOf(await create('priya', { profile: person({ login: 'nia@mail.acme.example' }) }))).toEqual([
      'profile.login domainNotAllowed',
    ])
    await world.owner.query(
      "insert into realm_domains (domain, is_wildcard, realm_id) values ('acme.example', true, $1)",
      [world.realms.acme],
    )
    expect((await create('priya', { profile: person({ login: 'nia@mail.acme.example' }) })).status).toBe(200)
    expect(fieldsOf(await create('omar', { profile: person({ login: 'nia@other.acme.example' }) }))).toEqual([
      'profile.login domainForeign',
    ])
  })

  test.each(['nia@notacme.example', 'nia@acme.example.evil.example', 'nia@acme.example@evil.example'])(
    '%s is not at the domain',
    async (login) => {
      expect(fieldsOf(await create('priya', { profile: person({ login }) }))[0]).toMatch(
        /^profile\.login (domainNotAllowed|notEmail)$/,
      )
    },
  )
})

describe('a username', () => {
  test.each(['LEE@ACME.EXAMPLE', 'lée@acme.example', 'ｌｅｅ@acme.example', ' lee@acme.example '])(
    '%j is Lee’s',
    async (login) => {
      const answer = await create('priya', { profile: person({ login }) })
      expect(answer).toMatchObject({
        status: 400,
        body: {
          errorCode: 'E0000001',
          errorSummary: 'Api validation failed: login',
          errorCauses: [
            { errorSummary: 'login: An object with this field already exists in the current organization' },
          ],
        },
      })
      expect(fieldsOf(answer)).toEqual(['profile.login loginTaken'])
    },
  )

  test('of another realm cannot be used: the same answer but for its words, and a trace', async () => {
    await world.owner.query('delete from realm_domains where realm_id = $1', [world.realms.globex])
    await create('omar', { realmId: world.realms.globex, profile: person({ login: 'shared@open.example' }) })
    await world.owner.query('delete from realm_domains where realm_id = $1', [world.realms.acme])
    const foreign = await create('priya', { profile: person({ login: 'shared@open.example' }) })
    const own = await create('priya', { profile: person({ login: 'lee@acme.example' }) })
    expect(foreign.status).toBe(own.status)
    expect(Object.keys(foreign.headers)).toEqual(Object.keys(own.headers))
    expect(fieldsOf(foreign)).toEqual(['profile.login loginUnavailable'])
    expect(foreign.body.errorSummary).toBe(own.body.errorSummary)
    const [event] = await world.events('portico.user.login_unavailable')
    expect(event).toMatchObject({ actor_id: world.people.priya.id, outcome: 'FAILURE', targets: [], detail: {} })
    const seen = await world.owner.query('select realm_id from event_realms where event_id = $1', [event?.id])
    expect(seen.rows).toEqual([{ realm_id: world.realms.acme }])
  })

  test('that another realm deleted lately cannot be used either; its own realm uses it at once', async () => {
    const { body } = await create('omar', {
      realmId: world.realms.globex,
      profile: person({ login: 'left@open.example' }),
    })
    for (const _twice of [1, 2]) await world.request('omar', 'DELETE', `/api/v1/users/${body.id}`)
    const taken = { profile: person({ login: 'left@open.example' }) }
    expect(fieldsOf(await create('priya', taken))).toEqual(['profile.login loginUnavailable'])
    expect((await world.owner.query("select 1 from users where login_key = 'left@open.example'")).rowCount).toBe(0)
    expect((await create('eve', taken)).status).toBe(200)
  })

  test('that cannot be used is tried so many times an hour and no more', async () => {
    const tries = async () => (await create('priya', { profile: person({ login: 'shared@open.example' }) })).status
    const answers: number[] = []
    for (let round = 0; round < maxClashes; round += 1) answers.push(await tries())
    // Two were met by the tests above.
    expect(answers.slice(0, -2)).toEqual(Array.from({ length: maxClashes - 2 }, () => 400))
    expect(answers.slice(-2)).toEqual([429, 429])
    const limited = await create('priya', { profile: person({ login: 'free@open.example' }) })
    expect(limited).toMatchObject({ status: 429, body: { errorCode: 'E0000047' } })
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(3000)
    expect((await create('noor', { profile: person() })).status).toBe(200)
    expect(
      (await create('omar', { realmId: world.realms.acme, profile: person({ login: 'shared@open.example' }) })).status,
    ).toBe(400)
  })
})

describe('groups', () => {
  test('somebody new joins those that the admin may give, and the log has each', async () => {
    const ids = [await groupId('Sales tools'), await groupId('Warehouse')]
    const { status, body } = await create('noor', { profile: person(), groupIds: [...ids, ...ids] })
    expect(status).toBe(200)
    const { rows } = await world.owner.query(
      'select group_id, realm_id, granted_by from group_members where user_id = $1',
      [body.id],
    )
    expect(new Set(rows.map((row) => row.group_id))).toEqual(new Set(ids))
    expect(rows[0]).toMatchObject({ realm_id: world.realms.acme, granted_by: world.people.noor.id })
    const joined = (await world.events('group.user_membership.add')).filter(({ targets }) => targets[0].id === body.id)
    expect(new Set(joined.map(({ targets }) => targets[1].id))).toEqual(new Set(ids))
    const activity = await world.owner.query('select realm_id from group_realm_activity where group_id = $1', [ids[0]])
    expect(activity.rows).toEqual([{ realm_id: world.realms.acme }])
  })

  test('those of the operator, of others, Everyone and the absent are refused alike, and nobody is created', async () => {
    const before = await userCount()
    const groupIds = [
      await groupId('Sales tools'),
      await groupId('Reports'),
      await groupId('Everyone'),
      '00g00000000000000000',
      'sales',
    ]
    const answer = await create('noor', { profile: person(), groupIds })
    expect(answer).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000001', errorSummary: 'Api validation failed: groupIds' },
    })
    expect(fieldsOf(answer)).toEqual([1, 2, 3, 4].map((index) => `groupIds.${index} notAssignable`))
    expect(await userCount()).toBe(before)
  })

  test('CVE-2026-94000: nobody is created into a group that carries more than its creator may give', async () => {
    const operators = await groupId('Operators')
    for (const who of ['noor', 'omar'] as const) {
      const answer = await create(who, { realmId: world.realms.acme, profile: person(), groupIds: [operators] })
      expect(fieldsOf(answer)).toEqual(['groupIds.0 notAssignable'])
    }
    expect(
      (await create('sam', { profile: person({ login: 'operator@portico.example' }), groupIds: [operators] })).status,
    ).toBe(200)
  })
})

describe('the same request again', () => {
  test('answers what was made, as it is now, and makes nobody else', async () => {
    const body = { profile: person(), groupIds: [await groupId('Sales tools')] }
    const key = { 'idempotency-key': 'add-nia' }
    const first = await create('noor', body, '', key)
    const second = await create('noor', body, '', key)
    expect(second).toMatchObject({ status: 200, body: first.body })
    expect((await create('noor', { ...body, profile: person() }, '', key)).status).toBe(409)
  })

  test('a refusal is not remembered: what is mended is done', async () => {
    const key = { 'idempotency-key': 'mend' }
    const body = { profile: person({ login: 'lee@acme.example' }) }
    expect((await create('noor', body, '', key)).status).toBe(400)
    await world.owner.query("update users set login_key = 'gone' where id = $1", [world.people.lee.id])
    expect((await create('noor', body, '', key)).status).toBe(200)
  })
})

test('the keys of a hold are the deployment’s: another cannot tell whose they are', () => {
  const [one, two] = [newKeys(new Date(0)), newKeys(new Date(0))].map((keys) =>
    parseKeyring(keys).keyedHashes('login-hold', 'a'),
  )
  expect(one?.[0].equals(two?.[0] ?? Buffer.alloc(0))).toBe(false)
})
