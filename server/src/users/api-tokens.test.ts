import { beforeEach, describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { narrowed } from '../../test/support/narrow.ts'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import type { Ctx } from '../authz/context.ts'
import { isPermission, permissions } from '../authz/permissions.ts'
import { day, minute, secondsAfter } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import { newId } from '../kernel/ids.ts'
import { hashSecret } from '../kernel/secret.ts'
import { openContext } from '../record/open-context.ts'
import { newTokenSecret } from '../tokens/public.ts'
import { createApiToken, type TokenOrder } from './create-api-token.ts'
import { revokeApiToken } from './revoke-api-token.ts'

const world = useWorld()

/** Somebody at the machine, with the command line. */
const operator = (): Ctx =>
  openContext(world.db, {
    actor: { kind: 'system', name: 'operator-cli' },
    now: () => world.now,
    requestId: 'test',
    origin: { address: '127.0.0.1', userAgent: 'portico' },
    log: () => undefined,
  })
const order = (person: PersonKey, more: Partial<TokenOrder> = {}): TokenOrder => ({
  userId: world.people[person].id,
  name: 'nightly sync',
  days: 90,
  ...more,
})
const row = async (id: string) => (await world.owner.query('select * from api_tokens where id = $1', [id])).rows[0]
const get = async (secret: { reveal: () => string }, path: string) =>
  (await world.request('nobody', 'GET', path, undefined, { authorization: `SSWS ${secret.reveal()}` })).status

beforeEach(async () => {
  await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null")
  await world.owner.query('update realms set allows_partner_tokens = not is_default')
})

describe('createApiToken', () => {
  test('a token acts as its owner, and only its hash is kept', async () => {
    const token = await createApiToken(operator(), order('priya'))
    expect(token.secret.reveal()).toMatch(/^00Q[0-9A-Za-z]{40}$/)
    expect(await get(token.secret, `/api/v1/users/${world.people.lee.id}`)).toBe(200)
    expect(await get(token.secret, `/api/v1/users/${world.people.eve.id}`)).toBe(404)
    const stored = await row(token.id)
    expect(stored).toMatchObject({
      name: 'nightly sync',
      user_id: world.people.priya.id,
      realm_ids: null,
      secret_hash: hashSecret(token.secret),
      expires_at: secondsAfter(world.now, 90 * day),
      granted_by: 'system:operator-cli',
    })
    expect(JSON.stringify(stored)).not.toContain(token.secret.reveal())
  })

  test('no two secrets are alike, and every character can be drawn', () => {
    const secrets = Array.from({ length: 300 }, () => newTokenSecret().reveal())
    expect(new Set(secrets).size).toBe(300)
    expect(new Set(secrets.join('')).size).toBe(62)
  })

  test('it carries all that its owner holds, but for what no token may do', async () => {
    const { permissions: carried } = await createApiToken(operator(), order('sam'))
    expect(carried).toEqual(
      permissions.filter((name) => !['users.apitokens.manage', 'iam.manage'].includes(name)).toSorted(),
    )
    const partner = await createApiToken(operator(), order('priya'))
    expect(partner.permissions).not.toContain('realm.manage')
    expect(partner.permissions.every(isPermission)).toBe(true)
  })

  test('it carries what was asked for, and nothing that its owner does not hold', async () => {
    const { secret } = await createApiToken(operator(), order('priya', { permissions: ['users.lifecycle.suspend'] }))
    expect(await get(secret, `/api/v1/users/${world.people.lee.id}`)).toBe(404)
    for (const asked of ['realm.manage', 'iam.manage'] as const)
      await expect(
        createApiToken(operator(), order('priya', { permissions: ['users.read', asked] })),
      ).rejects.toMatchObject({ code: 'token.permissionNotHeld', fields: [{ path: `permissions.${asked}` }] })
    await expect(createApiToken(operator(), order('sam', { permissions: ['iam.manage'] }))).rejects.toMatchObject({
      code: 'token.permissionNotHeld',
    })
    await expect(createApiToken(operator(), order('lee'))).rejects.toMatchObject({ code: 'token.permissionNotHeld' })
  })

  test('it works in the realms that were named', async () => {
    const { secret } = await createApiToken(operator(), order('omar', { realmIds: [world.realms.acme] }))
    expect(await get(secret, `/api/v1/users/${world.people.lee.id}`)).toBe(200)
    expect(await get(secret, `/api/v1/users/${world.people.ana.id}`)).toBe(404)
  })

  test('a realm that is not there, that a partner admin does not run, or that is none, is refused', async () => {
    for (const [person, realmIds] of [
      ['omar', [newId('realm', world.now)]],
      ['priya', [world.realms.globex]],
      ['priya', []],
    ] as const)
      await expect(createApiToken(operator(), order(person, { realmIds }))).rejects.toMatchObject({
        code: 'request.invalid',
        fields: realmIds.map((id) => ({ path: `realmIds.${id}`, code: 'notAllowedValue' })),
      })
  })

  test('partner admins have tokens where every realm of theirs allows it', async () => {
    await world.owner.query('update realms set allows_partner_tokens = false where id = $1', [world.realms.globex])
    await expect(createApiToken(operator(), order('eve'))).rejects.toMatchObject({ code: 'token.realmForbids' })
    await expect(createApiToken(operator(), order('kim'))).rejects.toMatchObject({ code: 'token.realmForbids' })
    await createApiToken(operator(), order('kim', { realmIds: [world.realms.acme] }))
    await createApiToken(operator(), order('omar'))
  })

  test('what cannot be a token is told field by field', async () => {
    const refused = async (more: Partial<TokenOrder>) =>
      createApiToken(operator(), order('sam', more)).then(
        () => 'made',
        (error: unknown) =>
          error instanceof Fault
            ? `${error.code} ${error.fields.map(({ path, code }) => `${path}:${code}`).join()}`
            : error,
      )
    expect(await refused({ name: '  ' })).toBe('request.invalid name:required')
    expect(await refused({ name: 'x'.repeat(256) })).toBe('request.invalid name:tooLong')
    expect(await refused({ name: 'a\0b' })).toBe('request.invalid name:notText')
    expect(await refused({ name: '\ud800' })).toBe('request.invalid name:notText')
    expect(await refused({ name: 'renew at https://eve.example' })).toBe('request.invalid name:notAName')
    for (const days of [0, -1, 1.5, 366, Number.NaN])
      expect(await refused({ days })).toBe('request.invalid days:outOfRange')
    expect(await refused({ days: 365 })).toBe('made')
  })

  test('an owner who is not active gets none', async () => {
    await world.owner.query("update users set status = 'STAGED' where id = $1", [world.people.omar.id])
    await expect(createApiToken(operator(), order('omar'))).rejects.toMatchObject({ code: 'user.wrongStatus' })
  })

  test('the owner is told, and the log says what it may do', async () => {
    const { id } = await createApiToken(operator(), order('noor', { name: 'for the telephone list' }))
    expect((await queuedMails(world, world.people.noor.id)).at(-1)).toMatchObject({
      template: 'tokenCreated',
      recipients: ['noor@acme.example'],
      params: { token: 'for the telephone list', actor: '' },
      purpose: null,
    })
    expect((await world.events('system.api_token.create')).at(-1)).toMatchObject({
      actor_id: 'system:operator-cli',
      targets: [
        { type: 'ApiToken', id, realmId: world.realms.acme },
        { type: 'User', id: world.people.noor.id, realmId: world.realms.acme },
      ],
      detail: { expiresAt: secondsAfter(world.now, 90 * day).toISOString(), realmIds: null },
    })
  })

  test('an admin of another realm meets nobody, one who reads only is denied, and a stale proof is asked for', async () => {
    await expect(createApiToken(await world.as('eve'), order('lee'))).rejects.toMatchObject({ code: 'user.notFound' })
    await expect(createApiToken(await world.as('priya'), order('noor'))).rejects.toMatchObject({
      code: 'authz.denied',
    })
    const stale = await world.as('omar')
    world.now = secondsAfter(world.now, 16 * minute)
    await expect(createApiToken(stale, order('priya'))).rejects.toMatchObject({ code: 'authz.proofNeeded' })
    expect((await createApiToken(await world.as('omar'), order('priya'))).permissions).toContain('users.read')
  })

  test('nobody makes a token for who has as much authority, or with a token', async () => {
    await expect(createApiToken(await world.as('omar'), order('omar'))).rejects.toMatchObject({
      params: { reason: 'higherAuthority' },
    })
    await expect(
      createApiToken(await narrowed(world, 'sam', ['users.read', 'users.apitokens.manage']), order('priya')),
    ).rejects.toMatchObject({ code: 'authz.denied' })
  })
})

describe('revokeApiToken', () => {
  test('a token is dead at once, and its owner is told', async () => {
    const { id, secret } = await createApiToken(operator(), order('priya'))
    await revokeApiToken(operator(), { tokenId: id })
    expect(await get(secret, `/api/v1/users/${world.people.lee.id}`)).toBe(401)
    expect((await queuedMails(world, world.people.priya.id)).map((mail) => mail.template)).toContain('tokenRevoked')
    expect((await world.events('system.api_token.revoke')).at(-1)).toMatchObject({
      targets: [{ type: 'ApiToken', id }, { type: 'User' }],
    })
    await expect(revokeApiToken(operator(), { tokenId: id })).rejects.toMatchObject({ code: 'token.notFound' })
  })

  test('a token of somebody in another realm is as absent as one that nobody has', async () => {
    const { id } = await createApiToken(operator(), order('priya'))
    const absent = newId('apiToken', world.now)
    for (const tokenId of [id, absent])
      await expect(revokeApiToken(await world.as('eve'), { tokenId })).rejects.toMatchObject({
        code: 'token.notFound',
        params: { id: tokenId },
      })
    expect(await row(id)).toBeDefined()
  })
})
