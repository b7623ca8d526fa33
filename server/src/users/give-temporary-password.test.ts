import { describe, expect, test } from 'vitest'
import { insertReplacedAddress, queuedMails } from '../../test/support/mails.ts'
import { narrowed } from '../../test/support/narrow.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import type { Hasher } from '../passwords/public.ts'
import { giveTemporaryPassword } from './give-temporary-password.ts'
import { resetPassword } from './reset-password.ts'

const world = useWorld()
const passwordOf = async (id: string) =>
  (await world.owner.query('select * from passwords where user_id = $1', [id])).rows[0]
const keepSessions = { revokeSessions: false }

describe('giveTemporaryPassword', () => {
  test('a partner admin reads a new password once: it must be changed, and works for 72 hours', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await insertReplacedAddress(world, userId, 'before@acme.example', secondsAfter(world.now, -day))
    const password = await giveTemporaryPassword(await world.as('priya'), { userId, ...keepSessions }, world.parts)
    expect(password.reveal()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/)
    const row = await passwordOf(userId)
    expect(row).toMatchObject({
      must_change: true,
      temporary_until: secondsAfter(world.now, 72 * hour),
      set_by: world.people.priya.id,
      set_at: world.now,
      owner_confirmed_at: null,
    })
    expect(await world.parts.hasher.verify(password, row.hash)).toBe(true)
    const { rows } = await world.owner.query('select status, epoch, credential_version from users where id = $1', [
      userId,
    ])
    expect(rows[0]).toEqual({ status: 'PASSWORD_EXPIRED', epoch: 1, credential_version: 2 })
    const [mail, ...more] = await queuedMails(world, userId)
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      template: 'temporaryPassword',
      recipients: [mail?.params['login'], 'before@acme.example'],
    })
    const stored = await world.owner.query(
      'select (select json_agg(e) from events e)::text || (select json_agg(p) from event_people p)::text || (select json_agg(o) from outbox o)::text as all',
    )
    expect(stored.rows[0].all).not.toContain(password.reveal())
  })

  test('leaves in the log that a temporary password was set and seen, and by whom', async () => {
    expect(await world.events('user.account.expire_password')).toMatchObject([
      {
        actor_id: world.people.priya.id,
        detail: { previousStatus: 'ACTIVE', tempPasswordSet: true, sessionRevocation: false },
      },
    ])
    expect(await world.events('portico.credential.disclosed')).toMatchObject([
      {
        actor_id: world.people.priya.id,
        detail: { kind: 'temporaryPassword', expiresAt: secondsAfter(world.now, 72 * hour).toISOString() },
      },
    ])
  })

  test('every one is another', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const priya = await world.as('priya')
    const first = await giveTemporaryPassword(priya, { userId, ...keepSessions }, world.parts)
    const second = await giveTemporaryPassword(priya, { userId, ...keepSessions }, world.parts)
    expect(second.reveal()).not.toBe(first.reveal())
    expect(await world.parts.hasher.verify(first, (await passwordOf(userId)).hash)).toBe(false)
  })

  test('after a reset by mail it withdraws the mail, and the link is dead', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const priya = await world.as('priya')
    await resetPassword(priya, { userId, sendEmail: true, revokeSessions: false })
    await giveTemporaryPassword(priya, { userId, ...keepSessions }, world.parts)
    expect((await queuedMails(world, userId)).map((mail) => mail.template)).toEqual(['temporaryPassword'])
  })

  test('somebody who was locked out can use it at once', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'LOCKED_OUT')
    await world.owner.query(
      "insert into guess_counters (subject, device, kind, failures, window_started_at, blocked_until) values ($1, 'unknown', 'password', 10, $2, $2::timestamptz + interval '15 minutes')",
      [userId, world.now],
    )
    await giveTemporaryPassword(await world.as('priya'), { userId, ...keepSessions }, world.parts)
    const left = await world.owner.query('select 1 from guess_counters where subject = $1', [userId])
    expect(left.rowCount).toBe(0)
  })

  test('signs the person out everywhere when asked to', async () => {
    const session = await world.signIn('lee')
    await giveTemporaryPassword(
      await world.as('priya'),
      { userId: world.people.lee.id, revokeSessions: true },
      world.parts,
    )
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [world.people.lee.id])
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
  })

  test('who may expire passwords and not see one gets none, and nothing was hashed for them', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const before = await passwordOf(userId)
    let hashed = 0
    const hasher: Hasher = {
      ...world.parts.hasher,
      hash: (password) => {
        hashed += 1
        return world.parts.hasher.hash(password)
      },
    }
    const ctx = await narrowed(world, 'priya', ['users.read', 'users.credentials.expirePassword'])
    await expect(giveTemporaryPassword(ctx, { userId, ...keepSessions }, { hasher })).rejects.toMatchObject({
      code: 'authz.credentialDisclosure',
    })
    expect(await passwordOf(userId)).toEqual(before)
    expect(hashed).toBe(0)
  })
})
