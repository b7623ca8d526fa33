import { describe, expect, test } from 'vitest'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import { hashSecret, newSecret } from '../kernel/secret.ts'

const world = useWorld()
const minutes = (count: number) => new Date(began.getTime() + count * 60_000)
let began = new Date(0)

/** Whether a session cookie still opens Lee's own colleague list. */
async function opens(
  headers: Readonly<Record<string, string>>,
  path = `/api/v1/users/${world.people.lee.id}`,
  method = 'GET',
) {
  return (await world.request('nobody', method, path, undefined, headers)).status
}

async function makeToken(
  person: PersonKey,
  more: { permissions?: readonly string[]; realmIds?: readonly string[] | null } = {},
) {
  const secret = newSecret()
  const { id, realmId } = world.people[person]
  await world.owner.query(
    `insert into api_tokens (id, realm_id, user_id, name, secret_hash, user_epoch, permissions, realm_ids, created_at, last_used_at, expires_at, granted_by)
     select $1, $2, $3::text, 'test', $4, epoch, $5, $6, $7, $7, $7::timestamptz + interval '90 days', 'test' from users where id = $3::text`,
    [
      newId('apiToken', world.now),
      realmId,
      id,
      hashSecret(secret),
      more.permissions ?? ['users.read', 'users.lifecycle.suspend', 'users.lifecycle.unsuspend'],
      more.realmIds ?? null,
      world.now,
    ],
  )
  return { authorization: `SSWS ${secret.reveal()}` }
}
const restore = () =>
  world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null, expires_at = null")

describe('a session', () => {
  test('opens what its person may see, and nothing once it is idle for an hour', async () => {
    began = world.now
    const { cookie } = await world.signIn('priya')
    expect(await opens({ cookie })).toBe(200)
    world.now = minutes(59)
    expect(await opens({ cookie })).toBe(200)
    world.now = minutes(59 + 61)
    expect(await opens({ cookie })).toBe(401)
    world.now = began
  })

  test('ends after twelve hours however busy it is', async () => {
    const { cookie } = await world.signIn('priya')
    for (let half = 1; half < 24; half += 1) {
      world.now = minutes(half * 30)
      expect(await opens({ cookie })).toBe(200)
    }
    world.now = minutes(12 * 60)
    expect(await opens({ cookie })).toBe(401)
    world.now = began
  })

  test('is dead when its person is of a newer epoch, suspended, or not in force any more', async () => {
    const { cookie } = await world.signIn('priya')
    await world.owner.query("update users set status = 'SUSPENDED', status_before_suspend = 'ACTIVE' where id = $1", [
      world.people.priya.id,
    ])
    expect(await opens({ cookie })).toBe(401)
    await restore()
    await world.owner.query('update users set expires_at = $1 where id = $2', [world.now, world.people.priya.id])
    expect(await opens({ cookie })).toBe(401)
    await restore()
    expect(await opens({ cookie })).toBe(200)
    await world.owner.query('update users set epoch = epoch + 1 where id = $1', [world.people.priya.id])
    expect(await opens({ cookie })).toBe(401)
  })

  test('is not its public id', async () => {
    const { sessionId } = await world.signIn('priya')
    expect(await opens({ cookie: `portico_session=${sessionId}` })).toBe(401)
  })
})

describe('an API token', () => {
  test('works with and without a space after the scheme', async () => {
    const { authorization } = await makeToken('priya')
    expect(await opens({ authorization })).toBe(200)
    expect(await opens({ authorization: authorization.replace('SSWS ', 'SSWS') })).toBe(200)
    expect(await opens({ authorization: 'SSWS 00Qnobodyhasthistokenatallatall' })).toBe(401)
    expect(await opens({ authorization: 'Basic cHJpeWE6cHJpeWE=' })).toBe(401)
  })

  test('does what its list names, of what its owner may', async () => {
    const reader = await makeToken('priya', { permissions: ['users.read'] })
    expect(await opens(reader)).toBe(200)
    expect(await opens(reader, `/api/v1/users/${world.people.lee.id}/lifecycle/suspend`, 'POST')).toBe(403)
    const writer = await makeToken('lee', { permissions: ['users.read', 'users.lifecycle.suspend'] })
    expect(await opens(writer)).toBe(404)
  })

  test('stays in its realms, and answers about others as about nothing', async () => {
    const token = await makeToken('omar', { realmIds: [world.realms.globex] })
    expect(await opens(token, `/api/v1/users/${world.people.ana.id}`)).toBe(200)
    expect(await opens(token)).toBe(404)
    expect(await opens(token, `/api/v1/users/${world.people.sam.id}`)).toBe(404)
  })

  test('ends after 30 days without use, at its own end, and with its owner', async () => {
    began = world.now
    const token = await makeToken('priya')
    world.now = minutes(29 * 24 * 60)
    expect(await opens(token)).toBe(200)
    world.now = minutes(60 * 24 * 60)
    expect(await opens(token)).toBe(401)
    world.now = began
    const busy = await makeToken('priya')
    for (const day of [25, 50, 75, 89]) {
      world.now = minutes(day * 24 * 60)
      expect(await opens(busy)).toBe(200)
    }
    world.now = minutes(90 * 24 * 60)
    expect(await opens(busy)).toBe(401)
    world.now = began
    const owned = await makeToken('priya')
    await world.owner.query("update users set status = 'SUSPENDED', status_before_suspend = 'ACTIVE' where id = $1", [
      world.people.priya.id,
    ])
    expect(await opens(owned)).toBe(401)
    await restore()
    await world.owner.query('update users set epoch = epoch + 1 where id = $1', [world.people.priya.id])
    expect(await opens(owned)).toBe(401)
  })
})
