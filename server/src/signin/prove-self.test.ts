import { afterEach, describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
const prove = (password: unknown, headers = {}) =>
  world.request('priya', 'POST', '/portal/api/v1/me/proof', { password }, headers)
const resetLee = () =>
  world.request('priya', 'POST', `/api/v1/users/${world.people.lee.id}/lifecycle/reset_password?sendEmail=true`)

afterEach(async () => {
  await world.owner.query('delete from guess_counters')
  await world.owner.query("update users set status = 'ACTIVE' where status = 'LOCKED_OUT'")
})

describe('POST /portal/api/v1/me/proof', () => {
  test('opens what needs a fresh proof, for 15 minutes', async () => {
    await world.request('priya', 'GET', '/api/v1/users/me')
    world.now = secondsAfter(world.now, 16 * minute)
    expect(await resetLee()).toMatchObject({
      status: 403,
      body: { errorCauses: [{ errorSummary: 'A fresh proof of identity is needed.' }] },
    })
    expect(await prove(demoPassword)).toMatchObject({ status: 204, text: '' })
    expect((await resetLee()).status).toBe(200)
    expect((await world.events('user.authentication.verify')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      detail: { method: 'pwd' },
    })
    world.now = secondsAfter(world.now, 16 * minute)
    expect((await resetLee()).status).toBe(403)
  })

  test('refuses a wrong password by its field, counts it with those of sign-in, and opens nothing', async () => {
    expect(await prove('wrong')).toMatchObject({
      status: 403,
      body: {
        errorCode: 'E0000014',
        fields: [
          { path: '', code: 'password.wrong' },
          { path: 'password', code: 'passwordWrong' },
        ],
      },
    })
    expect((await resetLee()).status).toBe(403)
    const { rows } = await world.owner.query('select device, kind, failures from guess_counters where subject = $1', [
      world.people.priya.id,
    ])
    expect(rows).toEqual([{ device: 'unknown', kind: 'password', failures: 1 }])
    expect((await world.events('user.session.start')).at(-1)).toMatchObject({
      outcome: 'FAILURE',
      targets: [{ id: world.people.priya.id }],
    })
  })

  test('stops after ten, with when to come back, and verifies nothing more', async () => {
    for (let round = 0; round < 10; round += 1) expect((await prove(`wrong ${round}`)).status).toBe(403)
    const answer = await prove(demoPassword)
    expect(answer).toMatchObject({ status: 429, body: { fields: [{ code: 'signin.limited' }] } })
    expect(answer.headers['retry-after']).toBe('900')
  })

  test('begins to count again after a right one', async () => {
    for (let round = 0; round < 9; round += 1) await prove(`wrong ${round}`)
    expect((await prove(demoPassword)).status).toBe(204)
    for (let round = 0; round < 9; round += 1) expect((await prove(`wrong ${round}`)).status).toBe(403)
  })

  test('answers a repeat of the same request as before, and proves once', async () => {
    const key = { 'idempotency-key': 'proof-1' }
    expect((await prove(demoPassword, key)).status).toBe(204)
    const proofs = (await world.events('user.authentication.verify')).length
    expect((await prove(demoPassword, key)).status).toBe(204)
    expect(await world.events('user.authentication.verify')).toHaveLength(proofs)
  })

  test.each([
    [undefined, 'required'],
    ['', 'tooShort'],
    [7, 'wrongType'],
    ['x'.repeat(257), 'tooLong'],
    ['a\0', 'notText'],
  ])('says what is wrong with %j', async (password, code) => {
    expect(await prove(password)).toMatchObject({ status: 400, body: { fields: [{}, { path: 'password', code }] } })
  })

  test('is for a session: a cookie alone, a token and nobody prove nothing', async () => {
    const { cookie } = await world.signIn('priya')
    const bare = await world.request(
      'nobody',
      'POST',
      '/portal/api/v1/me/proof',
      { password: demoPassword },
      { cookie },
    )
    expect(bare.status).toBe(401)
    expect((await world.request('nobody', 'POST', '/portal/api/v1/me/proof', { password: demoPassword })).status).toBe(
      401,
    )
  })
})

describe('POST /portal/api/v1/me/signout', () => {
  test('ends the session it came with and clears its cookie', async () => {
    const answer = await world.request('omar', 'POST', '/portal/api/v1/me/signout')
    expect(answer.status).toBe(204)
    expect(answer.headers['set-cookie']).toBe('portico_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
    const left = await world.owner.query('select 1 from sessions where user_id = $1', [world.people.omar.id])
    expect(left.rowCount).toBe(0)
    expect((await world.events('user.session.end')).at(-1)).toMatchObject({
      actor_id: world.people.omar.id,
      detail: { cause: 'signedOut' },
    })
  })
})
