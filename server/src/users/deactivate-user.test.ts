import { beforeAll, describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { findSecret } from '../tokens/public.ts'
import { deactivateUser } from './deactivate-user.ts'
import { activateUser } from './activate-user.ts'
import { reactivateUser } from './reactivate-user.ts'

const world = useWorld()
const count = async (table: string, userId: string) =>
  Number((await world.owner.query(`select count(*) from ${table} where user_id = $1`, [userId])).rows[0].count)

/** Gives Noor an app, and makes her a member of a group and the holder of an authenticator. */
async function equip(userId: UserId): Promise<{ readonly app: string }> {
  const app = newId('app', world.now)
  const { realmId } = world.people.noor
  const run = (statement: string, ...values: readonly unknown[]) => world.owner.query(statement, [...values])
  await run(
    "insert into apps (id, created_at, updated_at, status, name, label, sign_on_mode) values ($1, $2, $2, 'ACTIVE', 'wiki', 'Wiki', 'BOOKMARK')",
    app,
    world.now,
  )
  await run(
    "insert into app_users (realm_id, app_id, user_id, created_at, updated_at, granted_by) values ($1, $2, $3, $4, $4, 'test')",
    realmId,
    app,
    userId,
    world.now,
  )
  await run(
    "insert into group_members (realm_id, group_id, user_id, created_at, granted_by) select $1, id, $2, $3, 'test' from groups where name = 'Sales tools'",
    realmId,
    userId,
    world.now,
  )
  await run(
    "insert into enrollments (id, realm_id, user_id, created_at, updated_at, kind, status, set_by) values ($1, $2, $3::text, $4, $4, 'totp', 'ACTIVE', $3::text)",
    newId('enrollment', world.now),
    realmId,
    userId,
    world.now,
  )
  return { app }
}

describe('deactivateUser', () => {
  let app: string
  let session: { readonly cookie: string }
  beforeAll(async () => {
    ;({ app } = await equip(world.people.noor.id))
    session = await world.signIn('noor')
    await world.owner.query(
      `insert into api_tokens (id, realm_id, user_id, name, secret_hash, user_epoch, permissions, created_at, last_used_at, expires_at, granted_by)
       select $1, realm_id, id, 'test', '\\x00', epoch, '{}', $2, $2, $2::timestamptz + interval '1 day', id from users where id = $3`,
      [newId('apiToken', world.now), world.now, world.people.noor.id],
    )
    await deactivateUser(await world.as('omar'), { userId: world.people.noor.id }, world.parts)
  })

  test('takes everything that lets somebody in', async () => {
    const { id } = world.people.noor
    const { rows } = await world.owner.query(
      'select status, epoch, authz_epoch, credential_version from users where id = $1',
      [id],
    )
    expect(rows[0]).toEqual({ status: 'DEPROVISIONED', epoch: 2, authz_epoch: 2, credential_version: 2 })
    for (const table of ['sessions', 'api_tokens', 'passwords', 'app_users', 'role_assignments'])
      expect([table, await count(table, id)]).toEqual([table, 0])
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
  })

  test('keeps what opens nothing: memberships and enrolled authenticators', async () => {
    expect(await count('group_members', world.people.noor.id)).toBe(1)
    expect(await count('enrollments', world.people.noor.id)).toBe(1)
  })

  test('leaves in the log what ended and what was taken, and the lost role as an event of its own', async () => {
    const target = [{ type: 'User', id: world.people.noor.id, realmId: world.realms.acme }]
    expect(await world.events('user.lifecycle.deactivate')).toMatchObject([
      {
        actor_id: world.people.omar.id,
        targets: target,
        detail: {
          previousStatus: 'ACTIVE',
          endedSessions: 1,
          revokedTokens: 1,
          removedApps: [app],
          removedRoles: ['Partner admin'],
        },
      },
    ])
    expect(await world.events('user.account.privilege.revoke')).toMatchObject([
      { targets: target, detail: { roles: ['Partner admin'] } },
    ])
  })

  test('tells the person, without naming who acts from another realm', async () => {
    expect(await queuedMails(world, world.people.noor.id)).toMatchObject([
      { template: 'deactivated', recipients: [world.people.noor.login], purpose: null, params: { actor: '' } },
    ])
  })

  test('keeps a sealed restore point for 30 days, with access and without credentials', async () => {
    const { rows } = await world.owner.query('select * from restore_points')
    expect(rows).toMatchObject([
      {
        realm_id: world.realms.acme,
        user_id: world.people.noor.id,
        verb: 'deactivate',
        expires_at: secondsAfter(world.now, 30 * day),
      },
    ])
    expect(rows[0].sealed.includes('Wiki')).toBe(false)
    const place = { table: 'restore_points', row: rows[0].id, column: 'sealed' }
    expect(JSON.parse(world.parts.keyring.open('restore-point', place, rows[0].sealed).toString())).toEqual({
      version: 1,
      groups: [{ id: expect.any(String), name: 'Sales tools', expiresAt: null }],
      apps: [{ id: app, name: 'Wiki', expiresAt: null }],
      roles: [
        {
          id: expect.any(String),
          name: 'Partner admin',
          expiresAt: null,
          resourceSet: { id: expect.any(String), name: 'Partner portal of Acme' },
        },
      ],
    })
  })

  test('withdraws the mail with a link that waits and kills the link that was shown', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    const omar = await world.as('omar')
    await activateUser(omar, { userId, sendEmail: true })
    const shown = await reactivateUser(omar, { userId, sendEmail: false })
    await reactivateUser(omar, { userId, sendEmail: true })
    await deactivateUser(omar, { userId }, world.parts)
    expect((await queuedMails(world, userId)).map((mail) => mail.template)).toEqual(['deactivated', 'linkDisclosed'])
    if (shown === undefined) throw new Error('no link was shown')
    expect(await findSecret(world.db, 'activation', shown.secret, world.now)).toBeUndefined()
  })

  test('somebody who was never told of their account is not told of its end', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    await deactivateUser(await world.as('priya'), { userId }, world.parts)
    expect(await queuedMails(world, userId)).toEqual([])
  })

  test('the last active super admin stays', async () => {
    const sue = await insertSomebody(world, world.realms.home, 'ACTIVE')
    await world.owner.query(
      "insert into role_assignments (id, created_at, role_id, user_id, granted_by) select $2, $3, id, $1, 'test' from roles where type = 'SUPER_ADMIN'",
      [sue, newId('assignment', world.now), world.now],
    )
    const sam = await world.as('sam')
    // Sam is locked out by somebody who guesses, but signed in: he can act and does not count.
    await world.owner.query("update users set status = 'LOCKED_OUT' where id = $1", [world.people.sam.id])
    await expect(deactivateUser(sam, { userId: sue }, world.parts)).rejects.toMatchObject({
      code: 'user.lastSuperAdmin',
    })
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [world.people.sam.id])
    await deactivateUser(sam, { userId: sue }, world.parts)
  })
})
