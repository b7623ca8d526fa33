import { createHash } from 'node:crypto'
// The lock on a key is the row itself: a second request waits for the first to commit. To falsify the race: let `claimKey`
// look for the key before it inserts it, and both requests act.
import { beforeEach, describe, expect, test } from 'vitest'
import { race } from '../../test/support/race.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { type Answer, testOrigin, useWorld } from '../../test/support/world.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { UserId } from '../kernel/ids.ts'
import { createApiToken } from '../users/create-api-token.ts'
import { lockUser } from '../users/queries/users.ts'
import { change, settled } from './change.ts'
import { openContext } from './open-context.ts'

const world = useWorld()
let lee: UserId
let tokens: readonly [string, string]

beforeEach(async () => {
  lee = await insertSomebody(world, world.realms.acme, 'ACTIVE')
  const made = await Promise.all(
    ['one', 'two'].map(async (name) =>
      createApiToken(await world.as('sam'), { userId: world.people.priya.id, name, days: 90 }),
    ),
  )
  tokens = [made[0]?.secret.reveal() ?? '', made[1]?.secret.reveal() ?? '']
})

const suspendPath = (id: string) => `/api/v1/users/${id}/lifecycle/suspend`
const suspend = (token: string, key: string, id: string = lee) =>
  world.request('nobody', 'POST', suspendPath(id), undefined, {
    authorization: `SSWS ${token}`,
    'idempotency-key': key,
  })
const create = (token: string, key: string, login: string): Promise<Answer> =>
  world.request(
    'nobody',
    'POST',
    '/api/v1/users',
    { profile: { login, firstName: 'New', lastName: 'Body' } },
    { authorization: `SSWS ${token}`, 'idempotency-key': key },
  )
const suspensions = async (id: string = lee) =>
  (await world.events('user.lifecycle.suspend')).filter((event) =>
    event.targets.some((target: { id: string }) => target.id === id),
  ).length

describe('a request that is sent again with its key', () => {
  test('is answered like the first time, and done once', async () => {
    const first = await suspend(tokens[0], 'a')
    const again = await suspend(tokens[0], 'a')
    expect([first.status, first.text]).toEqual([200, '{}'])
    expect([again.status, again.text]).toEqual([200, '{}'])
    expect(await suspensions()).toBe(1)
    expect(await suspend(tokens[0], 'b')).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } })
  })

  test('shows what it made as that is now', async () => {
    const first = await create(tokens[0], 'c', 'once@acme.example')
    await world.request('priya', 'POST', suspendPath(first.body.id))
    const again = await create(tokens[0], 'c', 'once@acme.example')
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id, status: 'SUSPENDED' } })
    expect(
      (await world.owner.query("select from users where profile ->> 'login' = 'once@acme.example'")).rowCount,
    ).toBe(1)
  })

  test('shows nothing that its sender may no longer see', async () => {
    const first = await create(tokens[0], 'd', 'moved@acme.example')
    await world.owner.query('delete from user_addresses where user_id = $1', [first.body.id])
    await world.owner.query('update users set realm_id = $2 where id = $1', [first.body.id, world.realms.globex])
    expect(await create(tokens[0], 'd', 'moved@acme.example')).toMatchObject({
      status: 404,
      body: { errorCode: 'E0000007' },
    })
  })

  test('while the first is still under way waits for it, and is done once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await insertSomebody(world, world.realms.acme, 'ACTIVE')
      const results = await race(Array.from({ length: 4 }, () => () => suspend(tokens[0], `race-${round}`, id)))
      const statuses = results.map((result) => (result.status === 'fulfilled' ? result.value.status : 'failed'))
      expect(statuses).toEqual([200, 200, 200, 200])
      expect(await suspensions(id)).toBe(1)
    }
  })

  test('after 24 hours is a new one', async () => {
    await suspend(tokens[0], 'e')
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = $1", [lee])
    const begun = world.now
    world.now = secondsAfter(begun, day - 1)
    expect((await suspend(tokens[0], 'e')).status).toBe(200)
    expect(await suspensions()).toBe(1)
    world.now = secondsAfter(begun, day + 1)
    expect((await suspend(tokens[0], 'e')).status).toBe(200)
    expect(await suspensions()).toBe(2)
  })

  test('that was refused the first time is tried again: nothing was kept of it', async () => {
    await world.owner.query("update users set status = 'STAGED' where id = $1", [lee])
    expect((await suspend(tokens[0], 'f')).status).toBe(400)
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [lee])
    expect((await suspend(tokens[0], 'f')).status).toBe(200)
    expect(await suspensions()).toBe(1)
  })
})

test('a "no" that keeps what it wrote gives the key back: a repeat is refused like the first, not answered', async () => {
  const { actor, origin } = await world.as('priya')
  const idempotency = { key: 'n', routeId: 'test', fingerprints: [Buffer.alloc(32)] as const }
  for (let round = 0; round < 2; round += 1) {
    const facts = { actor, now: () => world.now, requestId: 'test', log: () => undefined }
    const ctx = openContext(world.db, { ...facts, origin: { ...origin, idempotency } })
    const attempt = change(ctx, async (tx) => {
      attempt.catch(() => undefined) // looked at below; the refusal may come before
      const user = await lockUser(tx, userScope(ctx, 'users.read'), lee)
      authorize(ctx, 'users.lifecycle.suspend', user)
      return settled(new Fault('signin.limited'))
    })
    await expect(attempt).rejects.toMatchObject({ code: 'signin.limited' })
  }
})

describe('a key that was used', () => {
  test('for something else is refused: another body, another address', async () => {
    await create(tokens[0], 'g', 'first@acme.example')
    expect(await create(tokens[0], 'g', 'second@acme.example')).toMatchObject({
      status: 409,
      body: { fields: [{ code: 'idempotency.keyReused' }] },
    })
    await suspend(tokens[0], 'h')
    expect((await suspend(tokens[0], 'h', await insertSomebody(world, world.realms.acme, 'ACTIVE'))).status).toBe(409)
  })

  test('for another operation is free: keys are kept by operation', async () => {
    await create(tokens[0], 'i', 'third@acme.example')
    expect((await suspend(tokens[0], 'i')).status).toBe(200)
  })

  test('by another token of the same person, or by their session, tells nothing of what was made', async () => {
    const first = await create(tokens[0], 'j', 'fourth@acme.example')
    const byToken = await create(tokens[1], 'j', 'fourth@acme.example')
    const { cookie } = await world.signIn('priya')
    const bySession = await world.request(
      'nobody',
      'POST',
      '/api/v1/users',
      { profile: { login: 'fourth@acme.example', firstName: 'New', lastName: 'Body' } },
      { 'idempotency-key': 'j', cookie, origin: testOrigin, 'x-portico-client': 'test' },
    )
    for (const answer of [byToken, bySession]) {
      expect(answer).toMatchObject({ status: 409, body: { fields: [{ code: 'idempotency.keyReused' }] } })
      expect(answer.text).not.toContain(first.body.id)
    }
  })

  test('by somebody else means nothing', async () => {
    await suspend(tokens[0], 'k')
    const id = await insertSomebody(world, world.realms.globex, 'ACTIVE')
    expect(await world.request('eve', 'POST', suspendPath(id), undefined, { 'idempotency-key': 'k' })).toMatchObject({
      status: 200,
    })
    expect(await suspensions(id)).toBe(1)
  })

  test('is kept without what was asked: only a hash of it', async () => {
    await create(tokens[0], 'l', 'fifth@acme.example')
    const { rows } = await world.owner.query("select * from idempotency_keys where key = 'l'")
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('fifth')
  })
})

test('a key on a GET is ignored', async () => {
  for (let round = 0; round < 2; round += 1) {
    const headers = { authorization: `SSWS ${tokens[0]}`, 'idempotency-key': 'm' }
    expect((await world.request('nobody', 'GET', `/api/v1/users/${lee}`, undefined, headers)).status).toBe(200)
  }
  expect((await world.owner.query("select from idempotency_keys where key = 'm'")).rowCount).toBe(0)
})

test('a stored key is no hash that a password could be guessed from', async () => {
  const body = { password: 'try-portico-today' }
  const path = '/portal/api/v1/me/proof'
  await world.request('priya', 'POST', path, body, { 'idempotency-key': 'proof' })
  const plain = createHash('sha256')
    .update(`POST ${path}\n${JSON.stringify(body)}`)
    .digest()
  const guesses = [
    plain,
    ...['session', 'token'].map((via) =>
      createHash('sha256')
        .update(`${via}\n${plain.toString('base64')}`)
        .digest(),
    ),
  ]
  const stored = await world.owner.query<{ request_hash: Buffer }>('select request_hash from idempotency_keys')
  expect(stored.rows.filter((row) => guesses.some((guess) => guess.equals(row.request_hash)))).toEqual([])
})
