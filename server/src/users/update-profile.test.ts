import { describe, expect, test } from 'vitest'
import { type Answer, type PersonKey, testOrigin, useWorld } from '../../test/support/world.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { createApiToken } from './create-api-token.ts'

const world = useWorld()
const path = (id: string) => `/api/v1/users/${id}`
const merge = (who: PersonKey, id: string, body: unknown, headers = {}) =>
  world.request(who, 'POST', path(id), body, headers)
const replace = (who: PersonKey, id: string, body: unknown, headers = {}) =>
  world.request(who, 'PUT', path(id), body, headers)
const fieldsOf = ({ body }: Answer): readonly string[] =>
  body.fields.slice(1).map((field: { path: string; code: string }) => `${field.path} ${field.code}`)
const rowOf = async (id: string) => (await world.owner.query('select * from users where id = $1', [id])).rows[0]
const mailsTo = async (id: string, template: string) =>
  (
    await world.owner.query(
      'select recipients, params from outbox where subject_user_id = $1 and template = $2 order by id',
      [id, template],
    )
  ).rows

let counter = 0
/** Somebody of Acme with these attributes, made by the operator. */
const somebody = async (
  more: Readonly<Record<string, unknown>> = {},
  query = '?activate=true',
  person: PersonKey = 'omar',
) => {
  counter += 1
  const login = `nia${counter}@acme.example`
  const profile = { login, firstName: 'Nia', lastName: 'Osei', ...more }
  const password = query === '?activate=true' ? { credentials: { password: { value: 'quiet-harbour-9' } } } : {}
  const { body } = await world.request(person, 'POST', `/api/v1/users${query}`, {
    realmId: world.realms.acme,
    profile,
    ...password,
  })
  return { id: body.id as string, login }
}

describe('POST /api/v1/users/{userId}', () => {
  test('changes what it names and leaves the rest', async () => {
    const { id, login } = await somebody({ mobilePhone: '+15551234567', city: 'Accra' })
    const { status, body, headers } = await merge('priya', id, { profile: { firstName: ' Nana ' } })
    expect(status).toBe(200)
    expect(body.profile).toEqual({
      login,
      email: login,
      firstName: 'Nana',
      lastName: 'Osei',
      mobilePhone: '+15551234567',
      secondEmail: null,
    })
    expect(headers['etag']).toBe((await world.request('priya', 'GET', path(id))).headers['etag'])
    expect(await rowOf(id)).toMatchObject({
      version: 2,
      credential_version: 1,
      first_key: 'nana',
      profile: { city: 'Accra' },
    })
  })

  test('null and empty text empty an attribute, but none that must be there', async () => {
    const { id } = await somebody({ mobilePhone: '+15551234567', middleName: 'Ama' })
    expect(
      (await merge('priya', id, { profile: { mobilePhone: null, middleName: ' ' } })).body.profile,
    ).not.toHaveProperty('middleName')
    expect(fieldsOf(await merge('priya', id, { profile: { lastName: '', login: null } }))).toEqual([
      'profile.login required',
      'profile.lastName required',
    ])
  })

  test('the log has the names of what changed for all, and the values as personal', async () => {
    const { id } = await somebody()
    await merge('priya', id, { profile: { firstName: 'Nana' } })
    const event = (await world.events('user.account.update_profile')).at(-1)
    expect(event).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ type: 'User', id, realmId: world.realms.acme }],
      detail: { changedAttributes: ['firstName'] },
    })
    const { rows } = await world.owner.query('select person from event_people where event_id = $1', [event?.id])
    expect(rows[0].person.fields).toEqual({ before: { firstName: 'Nia' }, after: { firstName: 'Nana' } })
    expect(JSON.stringify(event?.detail)).not.toContain('Nana')
  })

  test('what is as it was changes nothing and is not in the log', async () => {
    const { id } = await somebody()
    const events = (await world.events('user.account.update_profile')).length
    expect((await merge('priya', id, { profile: { firstName: 'Nia', mobilePhone: null } })).status).toBe(200)
    expect((await merge('priya', id, {})).status).toBe(200)
    expect((await rowOf(id)).version).toBe(1)
    expect(await world.events('user.account.update_profile')).toHaveLength(events)
  })

  test('all problems are told together', async () => {
    const { id } = await somebody()
    const answer = await merge('priya', id, {
      profile: { login: 'nia@globex.example', email: 'x', firstName: 'a'.repeat(51), shoeSize: 5 },
    })
    expect(answer.body).toMatchObject({ errorCode: 'E0000001', errorSummary: 'Api validation failed: user' })
    expect([...fieldsOf(answer)].sort((a, b) => a.localeCompare(b))).toEqual([
      'profile.email notEmail',
      'profile.firstName tooLong',
      'profile.login domainNotAllowed',
      'profile.shoeSize unknown',
    ])
  })

  test('the fields of a person and names of the language are no attributes', async () => {
    const { id } = await somebody()
    for (const name of ['status', 'id', 'realmId', 'tier', 'constructor', 'hasOwnProperty'])
      expect(fieldsOf(await merge('sam', id, { profile: { [name]: 'x' } }))).toEqual([`profile.${name} unknown`])
  })
})

describe('what an admin may not write', () => {
  test('is refused by name, whether it is there or not', async () => {
    const { id } = await somebody({ costCenter: '42' })
    for (const value of ['43', '42', null]) {
      const answer = await merge('priya', id, { profile: { costCenter: value, firstName: 'Nana' } })
      expect(answer).toMatchObject({ status: 403, body: { errorCode: 'E0000077' } })
    }
    expect((await rowOf(id)).profile).toMatchObject({ costCenter: '42', firstName: 'Nia' })
    expect((await world.events('portico.access.denied')).at(-1)).toMatchObject({
      targets: [{ id }],
      detail: { action: 'users.userprofile.manage', refusal: 'attributeReadOnly' },
    })
  })

  test('is kept by a PUT that does not name it', async () => {
    const { id, login } = await somebody({ costCenter: '42', mobilePhone: '+15551234567' })
    const profile = { login, email: login, firstName: 'Nia', lastName: 'Osei' }
    expect((await replace('priya', id, { profile })).status).toBe(200)
    expect((await rowOf(id)).profile).toEqual({ ...profile, costCenter: '42' })
  })

  test('may be sent back as it was read', async () => {
    const { id } = await somebody({ city: 'Accra', mobilePhone: '+15551234567' })
    await world.owner.query(
      `update role_permissions set conditions = jsonb_set(conditions, '{include}', (conditions -> 'include') || '["city"]') where permission = 'users.read' and conditions is not null`,
    )
    const { body } = await world.request('priya', 'GET', path(id))
    expect(body.profile.city).toBe('Accra')
    expect((await replace('priya', id, { profile: { ...body.profile, firstName: 'Nana' } })).status).toBe(200)
    expect((await rowOf(id)).profile).toMatchObject({ city: 'Accra', firstName: 'Nana' })
    expect((await replace('priya', id, { profile: { ...body.profile, city: 'Tema' } })).body.errorCode).toBe('E0000077')
  })

  test('is not a person with as much authority, nor oneself, nor somebody elsewhere', async () => {
    expect(await merge('priya', world.people.noor.id, { profile: { firstName: 'X' } })).toMatchObject({ status: 403 })
    expect(await merge('priya', world.people.priya.id, { profile: { firstName: 'X' } })).toMatchObject({ status: 403 })
    expect(await merge('priya', world.people.ana.id, { profile: { firstName: 'X' } })).toMatchObject({ status: 404 })
    expect(await merge('lee', world.people.ana.id, { profile: { firstName: 'X' } })).toMatchObject({ status: 404 })
    expect((await world.events('portico.access.denied')).at(-1)).toMatchObject({ actor_id: world.people.lee.id })
  })
})

describe('PUT /api/v1/users/{userId}', () => {
  test('empties what it does not name', async () => {
    const { id, login } = await somebody({
      city: 'Accra',
      mobilePhone: '+15551234567',
      secondEmail: 'nia@home.example',
    })
    const profile = { login, email: login, firstName: 'Nia', lastName: 'Osei', nickName: 'N' }
    expect((await replace('omar', id, { profile, realmId: world.realms.acme })).status).toBe(200)
    expect((await rowOf(id)).profile).toEqual(profile)
    const { rows } = await world.owner.query('select attr_key from user_attr where user_id = $1', [id])
    expect(rows).toEqual([{ attr_key: 'nickName' }])
    const addresses = await world.owner.query(
      'select kind from user_addresses where user_id = $1 and replaced_at is null',
      [id],
    )
    expect(addresses.rows).toEqual([{ kind: 'PRIMARY' }])
  })

  test('needs a profile with what must be there', async () => {
    const { id } = await somebody()
    expect(fieldsOf(await replace('omar', id, {}))).toEqual(['profile required'])
    expect(fieldsOf(await replace('omar', id, { profile: {} }))).toEqual(
      ['login', 'firstName', 'lastName', 'email'].map((name) => `profile.${name} required`),
    )
  })

  test('changes the type by its rules; POST does not, and neither does an admin who does not see everything', async () => {
    const { id, login } = await somebody({ city: 'Accra' })
    const types = await world.owner.query('select id, name from user_types')
    const type = { id: types.rows.find(({ name }) => name === 'contractor').id }
    const profile = { login, email: login, firstName: 'Nia', lastName: 'Osei' }
    expect(fieldsOf(await merge('omar', id, { type }))).toEqual(['type.id readOnly'])
    expect(fieldsOf(await replace('omar', id, { profile, type }))).toEqual(['profile.agency required'])
    expect((await replace('priya', id, { profile: { ...profile, agency: 'Agents' }, type })).body.errorCode).toBe(
      'E0000077',
    )
    expect((await replace('omar', id, { profile, type: { id: 'oty00000000000000000' } })).status).toBe(404)
    const { status, body } = await replace('omar', id, { profile: { ...profile, agency: 'Agents' }, type })
    expect(status).toBe(200)
    expect(body).toMatchObject({ type, profile: { agency: 'Agents' } })
    expect((await world.events('user.account.update_user_type')).at(-1)?.detail).toMatchObject({ newTypeId: type.id })
    const plain = { id: types.rows.find(({ name }) => name === 'user').id }
    const back = await replace('priya', id, { profile, type: plain })
    expect(back).toMatchObject({ status: 403, body: { errorCode: 'E0000077' } })
    expect(fieldsOf(back)).toEqual(['type.id readOnly'])
    expect((await replace('priya', id, { profile })).status).toBe(200)
    expect((await rowOf(id)).profile.agency).toBe('Agents')
  })

  test.each([
    ['a move', { realmId: 'globex' }, 'realmId'],
    ['a password', { credentials: { password: { value: 'quiet-harbour-9' } } }, 'credentials.password.value'],
    ['a hash', { credentials: { password: { hash: {} } } }, 'credentials.password.hash'],
  ])('%s is not served here, and is said so', async (_what, more, unserved) => {
    const { id } = await somebody()
    const body = {
      profile: { firstName: 'X' },
      ...more,
      ...('realmId' in more ? { realmId: world.realms.globex } : {}),
    }
    const answer = await merge('omar', id, body)
    expect(answer.status).toBe(501)
    expect(fieldsOf(answer)).toEqual([`${unserved} notServed`])
    expect((await rowOf(id)).profile.firstName).toBe('Nia')
  })
})

describe('If-Match', () => {
  test('the version that was read is changed; an older one is not', async () => {
    const { id } = await somebody()
    const etag = String((await world.request('priya', 'GET', path(id))).headers['etag'])
    expect((await merge('noor', id, { profile: { firstName: 'First' } }, { 'if-match': etag })).status).toBe(200)
    const stale = await merge('priya', id, { profile: { firstName: 'Second' } }, { 'if-match': etag })
    expect(stale).toMatchObject({
      status: 412,
      body: { errorCode: 'E0000231', errorSummary: "ETag value doesn't match." },
    })
    expect((await rowOf(id)).profile.firstName).toBe('First')
  })

  test('what is no entity tag is refused', async () => {
    const { id } = await somebody()
    expect(await merge('priya', id, { profile: {} }, { 'if-match': 'abc' })).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000242' },
    })
  })

  test('tells nobody of a version that they may not see', async () => {
    expect((await merge('priya', world.people.ana.id, { profile: {} }, { 'if-match': 'abc' })).status).toBe(404)
  })
})

test('somebody who is deactivated stays as they are', async () => {
  const { id } = await somebody()
  await world.request('omar', 'POST', `${path(id)}/lifecycle/deactivate`)
  expect(await merge('priya', id, { profile: { firstName: 'X' } })).toMatchObject({
    status: 403,
    body: { errorCode: 'E0000038' },
  })
})

describe('the domain rule', () => {
  test('binds a username or primary address that changes, and not the secondary one', async () => {
    const { id } = await somebody()
    expect(fieldsOf(await merge('omar', id, { profile: { email: 'nia@globex.example' } }))).toEqual([
      'profile.email domainNotAllowed',
    ])
    expect((await merge('omar', id, { profile: { secondEmail: 'nia@globex.example' } })).status).toBe(200)
  })

  test('leaves who was there before it alone until their address is changed', async () => {
    const { id } = await somebody()
    await world.owner.query(`update users set profile = profile || '{"email": "nia@old.example"}' where id = $1`, [id])
    expect((await merge('priya', id, { profile: { firstName: 'Nana', email: 'nia@old.example' } })).status).toBe(200)
    expect(fieldsOf(await merge('priya', id, { profile: { email: 'nana@old.example' } }))).toEqual([
      'profile.email domainNotAllowed',
    ])
  })
})

describe('another username', () => {
  test('is the one that counts from now on, and the old one is free', async () => {
    const { id, login } = await somebody()
    expect((await merge('priya', id, { profile: { login: `renamed.${login}` } })).body.profile.email).toBe(login)
    expect((await world.request('priya', 'GET', path(`renamed.${login}`))).body.id).toBe(id)
    expect((await world.request('priya', 'GET', path(login))).status).toBe(404)
    expect((await somebody({ login })).id).toBeDefined()
  })

  test('that somebody has is refused; their own in other letters is theirs', async () => {
    const { id, login } = await somebody()
    const taken = await merge('priya', id, { profile: { login: 'LEE@acme.example' } })
    expect(taken).toMatchObject({ status: 400, body: { errorSummary: 'Api validation failed: login' } })
    expect(fieldsOf(taken)).toEqual(['profile.login loginTaken'])
    expect((await merge('priya', id, { profile: { login: login.toUpperCase() } })).status).toBe(200)
  })

  test('of another realm cannot be used, and the try is in the log', async () => {
    await world.owner.query('delete from realm_domains where realm_id = $1', [world.realms.acme])
    await world.owner.query(`update users set login_key = 'ana@open.example' where id = $1`, [world.people.ana.id])
    const { id } = await somebody({}, '?activate=true')
    expect(fieldsOf(await merge('priya', id, { profile: { login: 'ana@open.example' } }))).toEqual([
      'profile.login loginUnavailable',
    ])
    expect(await world.events('portico.user.login_unavailable')).toHaveLength(1)
    await world.owner.query("insert into realm_domains (domain, realm_id) values ('acme.example', $1)", [
      world.realms.acme,
    ])
  })
})

describe('another address', () => {
  test('is unconfirmed; the old one is remembered, with who replaced it and when', async () => {
    const { id, login } = await somebody()
    await world.owner.query('update user_addresses set owner_confirmed_at = $2 where user_id = $1', [id, world.now])
    const { body } = await merge('priya', id, { profile: { email: `new.${login}` } })
    expect(body.credentials.emails).toEqual([{ value: `new.${login}`, status: 'UNVERIFIED', type: 'PRIMARY' }])
    const { rows } = await world.owner.query(
      'select address, set_by, replaced_at from user_addresses where user_id = $1 order by replaced_at nulls last',
      [id],
    )
    expect(rows).toEqual([
      { address: login, set_by: world.people.omar.id, replaced_at: world.now },
      { address: `new.${login}`, set_by: world.people.priya.id, replaced_at: null },
    ])
    expect((await world.events('user.account.update_primary_email')).at(-1)).toMatchObject({
      targets: [{ id }],
      detail: {},
    })
  })

  test('every link made before opens nothing, and what is queued is not sent to the old address', async () => {
    const { id, login } = await somebody({}, '?activate=1')
    expect((await mailsTo(id, 'activation')).map(({ recipients }) => recipients)).toEqual([[login]])
    await merge('priya', id, { profile: { email: `new.${login}` } })
    expect((await mailsTo(id, 'activation')).map(({ recipients }) => recipients)).toEqual([[`new.${login}`]])
    expect((await rowOf(id)).credential_version).toBe(2)
  })

  test('in place of the second one ends what was made or is queued as well, a first one does not', async () => {
    const { id, login } = await somebody({}, '?activate=1')
    const version = async () => (await rowOf(id)).credential_version
    await merge('priya', id, { profile: { secondEmail: 'nia@home.example' } })
    expect([await version(), (await mailsTo(id, 'activation')).length]).toEqual([1, 1])
    await world.request('omar', 'POST', `${path(id)}/lifecycle/reset_password`)
    expect((await mailsTo(id, 'adminReset')).map(({ recipients }) => recipients)).toEqual([[login, 'nia@home.example']])
    await merge('priya', id, { profile: { secondEmail: 'nia@work.example' } })
    expect([await version(), await mailsTo(id, 'adminReset')]).toEqual([3, []])
    await merge('priya', id, { profile: { secondEmail: null } })
    expect(await version()).toBe(4)
  })

  test('the person is told at the old and the new address, by the name they know, in their language', async () => {
    const { id, login } = await somebody({ secondEmail: 'nia@home.example', preferredLanguage: 'de' })
    await merge('priya', id, {
      profile: { login: `x.${login}`, email: `new.${login}`, secondEmail: 'nia@work.example' },
    })
    const [mail] = await mailsTo(id, 'profileChanged')
    expect(new Set(mail.recipients)).toEqual(new Set([`new.${login}`, login, 'nia@home.example', 'nia@work.example']))
    expect(mail.params).toMatchObject({
      login,
      actor: 'Priya Nair',
      attributes: 'Benutzername, Primäre E-Mail-Adresse, Zweite E-Mail-Adresse',
    })
  })

  test('of a phone they are told as well, of another name not, and before they know of their account of nothing', async () => {
    const { id } = await somebody()
    await merge('priya', id, { profile: { firstName: 'Nana' } })
    expect(await mailsTo(id, 'profileChanged')).toHaveLength(0)
    await merge('priya', id, { profile: { mobilePhone: '+15557654321' } })
    expect(await mailsTo(id, 'profileChanged')).toHaveLength(1)
    const staged = await somebody({}, '?activate=false')
    await merge('priya', staged.id, { profile: { email: `new.${staged.login}` } })
    expect(await mailsTo(staged.id, 'profileChanged')).toHaveLength(0)
  })
})

describe('who was proved too long ago', () => {
  /** As Priya, in a session that proved her 16 minutes ago. */
  const stale = async <T>(ask: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> => {
    const { cookie } = await world.signIn('priya')
    const now = world.now
    world.now = secondsAfter(now, 16 * minute)
    try {
      return await ask({ cookie, origin: testOrigin, 'x-portico-client': 'test' })
    } finally {
      world.now = now
    }
  }

  test.each(['login', 'email', 'secondEmail'])('proves themselves before they change %s', async (name) => {
    const { id, login } = await somebody({ secondEmail: 'nia@home.example' })
    const before = await rowOf(id)
    for (const value of [`other.${login}`, ...(name === 'secondEmail' ? [null] : [])]) {
      const body = { profile: { firstName: 'Nana', [name]: value } }
      expect(await stale((headers) => world.request('nobody', 'POST', path(id), body, headers))).toMatchObject({
        status: 403,
        headers: { 'www-authenticate': 'Session error="insufficient_user_authentication", max_age=900' },
        body: { errorCode: 'E0000006', fields: [{ path: '', code: 'authz.proofNeeded' }] },
      })
    }
    expect(await rowOf(id)).toEqual(before)
    expect(await mailsTo(id, 'profileChanged')).toEqual([])
  })

  test('proves themselves for a PUT that leaves an address out as well', async () => {
    const { id, login } = await somebody({ secondEmail: 'nia@home.example' })
    const profile = { login, email: login, firstName: 'Nia', lastName: 'Osei' }
    const answer = await stale((headers) => world.request('nobody', 'PUT', path(id), { profile }, headers))
    expect(answer.status).toBe(403)
    expect((await rowOf(id)).profile.secondEmail).toBe('nia@home.example')
  })

  test('changes what nobody is reached by, and sends addresses back as they were', async () => {
    const { id, login } = await somebody()
    const body = { profile: { firstName: 'Nana', login, email: login, secondEmail: null } }
    expect((await stale((headers) => world.request('nobody', 'POST', path(id), body, headers))).status).toBe(200)
    expect((await rowOf(id)).profile.firstName).toBe('Nana')
  })

  test('is offered the edit, and does it with the same key once they have proved themselves', async () => {
    const { id, login } = await somebody()
    const body = { profile: { email: `other.${login}` } }
    const key = { 'idempotency-key': 'proved-in-place' }
    const [seen, refused] = await stale(async (headers) => [
      await world.request(
        'nobody',
        'GET',
        `/portal/api/v1/realms/${world.realms.acme}/users/${id}`,
        undefined,
        headers,
      ),
      await world.request('nobody', 'POST', path(id), body, { ...headers, ...key }),
    ])
    expect([seen?.status, seen?.body.can.editProfile, refused?.status]).toEqual([200, { allowed: true }, 403])
    expect((await merge('priya', id, body, key)).status).toBe(200)
    expect((await rowOf(id)).profile.email).toBe(`other.${login}`)
  })

  test('a token that may edit people was proved when it was made', async () => {
    const { id, login } = await somebody()
    await world.owner.query('update realms set allows_partner_tokens = not is_default')
    const { secret } = await createApiToken(await world.as('sam'), {
      userId: world.people.priya.id,
      name: 'nightly sync',
      days: 30,
      permissions: ['users.read', 'users.userprofile.manage'],
    })
    const now = world.now
    world.now = secondsAfter(now, 60 * minute)
    const answer = await world.request(
      'nobody',
      'POST',
      path(id),
      { profile: { email: `other.${login}` } },
      { authorization: `SSWS ${secret.reveal()}` },
    )
    world.now = now
    expect(answer.status).toBe(200)
  })
})

test('the same request again changes nothing more', async () => {
  const { id } = await somebody()
  const again = () => merge('priya', id, { profile: { firstName: 'Nana' } }, { 'idempotency-key': 'edit-once' })
  const [first, second] = [await again(), await again()]
  expect(second.body).toEqual(first.body)
  expect((await rowOf(id)).version).toBe(2)
})
