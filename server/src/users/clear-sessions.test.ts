import { beforeEach, describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import { hashSecret, newSecret, Secret } from '../kernel/secret.ts'
import { findSession } from '../sessions/public.ts'
import { findToken } from '../tokens/public.ts'
import { clearSessions } from './clear-sessions.ts'

const world = useWorld()
let token: Secret
let stale: Secret
let session: { readonly secret: string; readonly cookie: string }

const lee = () => world.people.lee
async function insertToken(epochs: string): Promise<Secret> {
  const secret = newSecret()
  await world.owner.query(
    `insert into api_tokens (id, realm_id, user_id, name, secret_hash, user_epoch, permissions, created_at, last_used_at, expires_at, granted_by)
     select $1, realm_id, id, 'test', $2, epoch ${epochs}, '{}', $3, $3, $3::timestamptz + interval '1 day', id from users where id = $4`,
    [newId('apiToken', world.now), hashSecret(secret), world.now, lee().id],
  )
  return secret
}
async function insertArtifact(model: string): Promise<void> {
  await world.owner.query(
    "insert into oauth_artifacts (model, secret_hash, realm_id, user_id, user_epoch, created_at, payload) select $1, $2, realm_id, id, epoch, $3, '{}' from users where id = $4",
    [model, hashSecret(newSecret()), world.now, lee().id],
  )
}
const living = async () =>
  (
    await world.owner.query(
      'select model from oauth_artifacts a join users u on u.id = a.user_id and u.epoch = a.user_epoch where u.id = $1 order by model',
      [lee().id],
    )
  ).rows.map((row) => row.model)

beforeEach(async () => {
  await world.owner.query('delete from oauth_artifacts')
  await world.owner.query('delete from outbox')
  session = await world.signIn('lee')
  token = await insertToken('')
  stale = await insertToken('- 1')
  for (const model of ['AccessToken', 'RefreshToken', 'AuthorizationCode', 'Interaction']) await insertArtifact(model)
})

describe('clearSessions', () => {
  test('ends every session and leaves the living tokens alive, and the dead ones dead', async () => {
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: false, withDevices: false })
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
    expect(await findToken(world.db, token, world.now)).toMatchObject({ userId: lee().id })
    expect(await findToken(world.db, stale, world.now)).toBeUndefined()
    expect(await living()).toEqual(['AccessToken', 'RefreshToken'])
    expect((await world.events('user.session.clear')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ id: lee().id }],
      detail: { endedSessions: 1, tokensRevoked: false, revokedTokens: 0, forgottenDevices: 0 },
    })
    expect(await queuedMails(world, lee().id)).toMatchObject([{ template: 'sessionsCleared' }])
  })

  test('a session that a delete would have missed is dead as well', async () => {
    const { rows } = await world.owner.query('select * from sessions where user_id = $1', [lee().id])
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: false, withDevices: false })
    await world.owner.query('insert into sessions select * from jsonb_populate_record(null::sessions, $1)', [
      JSON.stringify({ ...rows[0], secret_hash: `\\x${rows[0].secret_hash.toString('hex')}` }),
    ])
    expect(await findSession(world.db, new Secret(session.secret), world.now)).toBeUndefined()
  })

  test('with tokens nothing lives on', async () => {
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: true, withDevices: false })
    expect(await findToken(world.db, token, world.now)).toBeUndefined()
    expect(await living()).toEqual([])
    const left = await world.owner.query('select 1 from api_tokens where user_id = $1', [lee().id])
    expect(left.rowCount).toBe(0)
  })

  test('with devices the person is known on none', async () => {
    await world.owner.query(
      "insert into devices (id, realm_id, user_id, secret_hash, created_at, last_seen_at) values ($1, $2, $3, '\\x01', $4, $4)",
      [newId('device', world.now), lee().realmId, lee().id, world.now],
    )
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: false, withDevices: false })
    const forgotten = async () =>
      (await world.owner.query('select forgotten_at from devices where user_id = $1', [lee().id])).rows
    expect(await forgotten()).toEqual([{ forgotten_at: null }])
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: false, withDevices: true })
    expect(await forgotten()).toEqual([{ forgotten_at: world.now }])
    expect((await world.events('user.session.clear')).at(-1)).toMatchObject({ detail: { forgottenDevices: 1 } })
  })

  test('nothing else about the person changes', async () => {
    const read = async () =>
      (await world.owner.query("select to_jsonb(u) - 'epoch' as rest from users u where id = $1", [lee().id])).rows
    const before = await read()
    await clearSessions(await world.as('priya'), { userId: lee().id, withTokens: true, withDevices: true })
    expect(await read()).toEqual(before)
  })
})
