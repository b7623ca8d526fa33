import type { UserStatus } from '@portico/contract/users.ts'
import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../../test/support/mails.ts'
import { insertSomebody } from '../../../test/support/samples.ts'
import { testOrigin, useWorld } from '../../../test/support/world.ts'
import { minute, secondsAfter } from '../../kernel/clock.ts'
import type { UserId } from '../../kernel/ids.ts'

const world = useWorld()
const somebody = (status: UserStatus) => insertSomebody(world, world.realms.acme, status)
const post = (
  userId: string,
  verb: string,
  headers: Readonly<Record<string, string>> = {},
  as: 'priya' | 'omar' = 'omar',
) => world.request(as, 'POST', `/api/v1/users/${userId}/lifecycle/${verb}`, undefined, headers)

describe('POST /api/v1/users/{id}/lifecycle/…', () => {
  test.each([
    ['activate', 'STAGED'],
    ['activate?sendEmail=true', 'DEPROVISIONED'],
    ['reactivate?sendEmail=true', 'PROVISIONED'],
    ['suspend', 'ACTIVE'],
    ['unsuspend', 'SUSPENDED'],
    ['unlock', 'LOCKED_OUT'],
    ['deactivate?sendEmail=true', 'ACTIVE'],
    ['reset_password?sendEmail=true&revokeSessions=true', 'ACTIVE'],
  ] as const)('%s answers {}', async (verb, status) => {
    const answer = await post(await somebody(status), verb)
    expect([answer.status, answer.body]).toEqual([200, {}])
  })

  test.each([
    ['activate', 'ACTIVE', 403, 'E0000016', 'Activation failed because the user is already active'],
    ['activate', 'SUSPENDED', 403, 'E0000038', "This operation is not allowed in the user's current status."],
    [
      'reactivate?sendEmail=true',
      'ACTIVE',
      403,
      'E0000038',
      "This operation is not allowed in the user's current status.",
    ],
    ['suspend', 'STAGED', 400, 'E0000001', 'Api validation failed: suspend'],
    ['unsuspend', 'ACTIVE', 400, 'E0000001', 'Api validation failed: unsuspend'],
    ['unlock', 'ACTIVE', 403, 'E0000032', 'Unlock is not allowed for this user.'],
    ['deactivate', 'DEPROVISIONED', 403, 'E0000038', "This operation is not allowed in the user's current status."],
    ['reset_password', 'STAGED', 403, 'E0000038', "This operation is not allowed in the user's current status."],
    ['expire_password', 'PROVISIONED', 403, 'E0000038', "This operation is not allowed in the user's current status."],
    [
      'expire_password_with_temp_password',
      'SUSPENDED',
      403,
      'E0000038',
      "This operation is not allowed in the user's current status.",
    ],
  ] as const)('%s of somebody %s is refused as the wire says', async (verb, from, status, errorCode, errorSummary) => {
    const answer = await post(await somebody(from), verb)
    expect([answer.status, answer.body]).toMatchObject([status, { errorCode, errorSummary }])
  })

  test('activate and reactivate show a link to who may see it, and reset_password an URL', async () => {
    const userId = await somebody('STAGED')
    const activated = await post(userId, 'activate?sendEmail=false')
    expect(activated).toMatchObject({ status: 200, body: { activationToken: expect.stringMatching(/^[\w-]{43}$/) } })
    expect(activated.body.activationUrl).toBe(`${testOrigin}/welcome/${activated.body.activationToken}`)
    const again = await post(userId, 'reactivate')
    expect(again.body.activationUrl).toBe(`${testOrigin}/welcome/${again.body.activationToken}`)
    expect(again.body.activationToken).not.toBe(activated.body.activationToken)
    const reset = await post(userId, 'reset_password?sendEmail=false')
    expect(Object.keys(reset.body)).toEqual(['resetPasswordUrl'])
    expect(reset.body.resetPasswordUrl).toMatch(/^http:\/\/localhost:8080\/reset_password\/[\w-]{43}$/)
    const recovering = await post(userId, 'reactivate')
    expect(recovering.body.activationUrl).toBe(`${testOrigin}/reset_password/${recovering.body.activationToken}`)
  })

  test('a link is not shown to a partner admin, who is told which permission is missing', async () => {
    for (const [verb, status] of [
      ['activate?sendEmail=false', 'STAGED'],
      ['reactivate', 'PROVISIONED'],
      ['reset_password?sendEmail=false', 'ACTIVE'],
    ] as const) {
      const answer = await post(await somebody(status), verb, {}, 'priya')
      expect(answer).toMatchObject({
        status: 403,
        body: { errorCode: 'E0000006', fields: [{ path: '', code: 'authz.credentialDisclosure' }] },
      })
    }
  })

  test('expire_password answers the person, or by its older name a temporary password', async () => {
    const userId = await somebody('ACTIVE')
    const expired = await post(userId, 'expire_password', {}, 'priya')
    expect(expired).toMatchObject({ status: 200, body: { id: userId, status: 'PASSWORD_EXPIRED' } })
    expect(expired.body._links.suspend).toBeDefined()
    const older = await post(userId, 'expire_password?tempPassword=true', {}, 'priya')
    expect(older.body).toEqual({ tempPassword: expect.stringMatching(/^[\w]{4}(-\w{4}){2}$/) })
    const newer = await post(userId, 'expire_password_with_temp_password?revokeSessions=true', {}, 'priya')
    expect(newer.body).toEqual({ tempPassword: expect.stringMatching(/^[\w]{4}(-\w{4}){2}$/) })
    expect(newer.body.tempPassword).not.toBe(older.body.tempPassword)
  })

  test('a flag that is neither true nor false is named, and nothing happens', async () => {
    const userId = await somebody('STAGED')
    for (const value of ['maybe', '', '2', 'true&sendEmail=false', '%00']) {
      const answer = await post(userId, `activate?sendEmail=${value}`)
      expect([value, answer.status, answer.body.errorCode]).toEqual([value, 400, 'E0000001'])
      expect(answer.body.fields.at(-1)?.path).toMatch(/^sendEmail/)
    }
    expect(await queuedMails(world, userId)).toEqual([])
  })

  test('handing a person to another provider is not served, and resets nothing', async () => {
    const userId = await somebody('ACTIVE')
    const answer = await post(userId, 'reset_password?provider=FEDERATION&sendEmail=false')
    expect(answer).toMatchObject({ status: 501, body: { errorCode: 'E0000060' } })
    const { rows } = await world.owner.query('select status from users where id = $1', [userId])
    expect(rows[0].status).toBe('ACTIVE')
  })

  test('a stale session is told how to prove itself', async () => {
    const userId = await somebody('ACTIVE')
    const { cookie } = await world.signIn('priya')
    const now = world.now
    world.now = secondsAfter(now, 16 * minute)
    const headers = { cookie, origin: testOrigin, 'x-portico-client': 'test' }
    const path = `/api/v1/users/${userId}/lifecycle/reset_password`
    const answer = await world.request('nobody', 'POST', path, undefined, headers)
    world.now = now
    expect(answer).toMatchObject({
      status: 403,
      headers: { 'www-authenticate': 'Session error="insufficient_user_authentication", max_age=900' },
      body: { errorCode: 'E0000006', fields: [{ path: '', code: 'authz.proofNeeded' }] },
    })
  })
})

describe('an Idempotency-Key', () => {
  test('activates once and sends one mail, however often it is sent', async () => {
    const userId = await somebody('STAGED')
    const key = { 'idempotency-key': 'activate-1' }
    const answers = [await post(userId, 'activate', key), await post(userId, 'activate', key)]
    expect(answers.map((answer) => [answer.status, answer.body])).toEqual([
      [200, {}],
      [200, {}],
    ])
    expect(await queuedMails(world, userId)).toHaveLength(1)
  })

  test('answers an expiry again with the person as they are', async () => {
    const userId = await somebody('ACTIVE')
    const key = { 'idempotency-key': 'expire-1' }
    await post(userId, 'expire_password', key)
    expect(await post(userId, 'expire_password', key)).toMatchObject({ status: 200, body: { id: userId } })
    expect(await queuedMails(world, userId)).toHaveLength(1)
  })

  test('does not tell a secret again, and makes no second one', async () => {
    const cases = [
      ['activate?sendEmail=false', 'STAGED'],
      ['reactivate', 'PROVISIONED'],
      ['reset_password?sendEmail=false', 'ACTIVE'],
      ['expire_password_with_temp_password', 'ACTIVE'],
      ['expire_password?tempPassword=true', 'ACTIVE'],
    ] as const
    for (const [verb, status] of cases) {
      const userId = await somebody(status)
      const key = { 'idempotency-key': `secret-${verb}` }
      expect([verb, (await post(userId, verb, key)).status]).toEqual([verb, 200])
      const again = await post(userId, verb, key)
      expect([verb, again.status, again.body.fields[0].code]).toEqual([verb, 409, 'idempotency.secretNotRepeated'])
      expect(await queuedMails(world, userId)).toHaveLength(1)
    }
  })

  test('keeps a repeated DELETE from being the second of two', async () => {
    const userId = await somebody('ACTIVE')
    const key = { 'idempotency-key': 'delete-1' }
    const remove = () => world.request('priya', 'DELETE', `/api/v1/users/${userId}`, undefined, key)
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 204])
    const { rows } = await world.owner.query('select status from users where id = $1', [userId])
    expect(rows).toEqual([{ status: 'DEPROVISIONED' }])
  })
})

describe('DELETE /api/v1/users/{id}', () => {
  test('answers 204 twice, to deactivate and to delete, and then nobody is there', async () => {
    const userId = await somebody('ACTIVE')
    const remove = () => world.request('priya', 'DELETE', `/api/v1/users/${userId}?sendEmail=true`)
    const answers = [await remove(), await remove(), await remove()]
    expect(answers.map((answer) => [answer.status, answer.text === ''])).toEqual([
      [204, true],
      [204, true],
      [404, false],
    ])
  })
})

describe('DELETE /api/v1/users/{id}/sessions', () => {
  const knowsDevices = async (userId: UserId) =>
    (await world.owner.query('select 1 from devices where user_id = $1 and forgotten_at is null', [userId])).rowCount
  test('answers 204; forgets devices and keeps tokens unless told otherwise', async () => {
    const { id } = world.people.lee
    await world.owner.query(
      "insert into devices (id, realm_id, user_id, secret_hash, created_at, last_seen_at) select 'guv00000000000000000', realm_id, id, '\\x01', $2, $2 from users where id = $1",
      [id, world.now],
    )
    const clear = (query: string) => world.request('priya', 'DELETE', `/api/v1/users/${id}/sessions${query}`)
    expect([(await clear('?forgetDevices=false')).status, await knowsDevices(id)]).toEqual([204, 1])
    expect([(await clear('')).status, await knowsDevices(id)]).toEqual([204, 0])
    await clear('?oauthTokens=true')
    expect((await world.events('user.session.clear')).map((event) => event.detail.tokensRevoked)).toEqual([
      false,
      false,
      true,
    ])
  })
})

describe('the links of a person', () => {
  test.each([
    ['STAGED', ['activate', 'deactivate']],
    ['PROVISIONED', ['reactivate', 'suspend', 'resetPassword', 'deactivate']],
    ['ACTIVE', ['suspend', 'resetPassword', 'expirePassword', 'deactivate']],
    ['PASSWORD_EXPIRED', ['suspend', 'resetPassword', 'expirePassword', 'deactivate']],
    ['LOCKED_OUT', ['suspend', 'unlock', 'resetPassword', 'expirePassword', 'deactivate']],
    ['SUSPENDED', ['unsuspend', 'deactivate']],
    ['DEPROVISIONED', ['activate', 'delete']],
  ] as const)('of somebody %s lead to what would succeed', async (status, expected) => {
    const userId = await somebody(status)
    const { body } = await world.request('priya', 'GET', `/api/v1/users/${userId}`)
    const published = Object.keys(body._links).filter((name) => !['self', 'schema', 'type'].includes(name))
    expect(published).toEqual(expected)
    for (const name of published) {
      const one = await somebody(status)
      const { href, method } = body._links[name]
      const path = `${href.slice(testOrigin.length).replace(userId, one)}${name === 'reactivate' ? '?sendEmail=true' : ''}`
      expect([name, (await world.request('priya', method, path)).status < 300]).toEqual([name, true])
    }
  })
})
