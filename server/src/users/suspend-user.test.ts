import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import { suspendUser } from './suspend-user.ts'

const world = useWorld()
const statusOf = async (id: string) =>
  (await world.owner.query('select status, status_before_suspend, epoch from users where id = $1', [id])).rows[0]

describe('suspendUser', () => {
  test('a partner admin suspends somebody of their realm, and that person is out at once', async () => {
    const session = await world.signIn('lee')
    const before = await statusOf(world.people.lee.id)
    await suspendUser(await world.as('priya'), { userId: world.people.lee.id })
    expect(await statusOf(world.people.lee.id)).toEqual({
      status: 'SUSPENDED',
      status_before_suspend: 'ACTIVE',
      epoch: before.epoch + 1,
    })
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
  })

  test('the suspension is in the log with who, whom, and what ended', async () => {
    const [event] = await world.events('user.lifecycle.suspend')
    expect(event).toMatchObject({
      actor_id: world.people.priya.id,
      outcome: 'SUCCESS',
      targets: [{ type: 'User', id: world.people.lee.id, realmId: world.realms.acme }],
      detail: { previousStatus: 'ACTIVE', endedSessions: 1, revokedTokens: 0 },
    })
    const seen = await world.owner.query('select realm_id, relation, redaction from event_realms where event_id = $1', [
      event?.id,
    ])
    expect(seen.rows).toEqual([{ realm_id: world.realms.acme, relation: 'target', redaction: 'none' }])
  })

  test('the person is told, with who did it', async () => {
    expect(await queuedMails(world, world.people.lee.id)).toMatchObject([
      {
        template: 'suspended',
        recipients: [world.people.lee.login],
        purpose: null,
        params: { login: world.people.lee.login, actor: 'Priya Nair' },
      },
    ])
  })

  test('suspending the suspended is refused and leaves no second event', async () => {
    await expect(suspendUser(await world.as('priya'), { userId: world.people.lee.id })).rejects.toMatchObject({
      code: 'user.notSuspendable',
    })
    expect(await world.events('user.lifecycle.suspend')).toHaveLength(1)
  })

  test('an admin of another realm meets the same nothing as for an absent user, and leaves a trace', async () => {
    const answer = await world.request('eve', 'POST', `/api/v1/users/${world.people.priya.id}/lifecycle/suspend`)
    expect(answer).toMatchObject({ status: 404, body: { errorCode: 'E0000007' } })
    expect((await statusOf(world.people.priya.id)).status).toBe('ACTIVE')
    const [denied] = await world.events('portico.access.denied')
    expect(denied).toMatchObject({
      actor_id: world.people.eve.id,
      targets: [],
      detail: { targetId: world.people.priya.id, refusal: 'hidden' },
    })
  })

  test('a user without a role meets nothing either', async () => {
    await expect(suspendUser(await world.as('ana'), { userId: world.people.eve.id })).rejects.toMatchObject({
      code: 'user.notFound',
    })
  })

  test('a partner admin cannot suspend a colleague who holds a role, and the attempt is in the log', async () => {
    const answer = await world.request('priya', 'POST', `/api/v1/users/${world.people.noor.id}/lifecycle/suspend`)
    expect(answer).toMatchObject({
      status: 403,
      body: {
        errorCode: 'E0000006',
        fields: [{ path: '', code: 'authz.denied', params: { reason: 'higherAuthority' } }],
      },
    })
    expect((await world.events('portico.access.denied')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ id: world.people.noor.id }],
      detail: { refusal: 'higherAuthority' },
    })
  })

  test('a flood of refusals is one event a minute with a count', async () => {
    const before = (await world.events('portico.access.denied')).length
    await Promise.all(
      Array.from({ length: 8 }, () =>
        world.request('eve', 'POST', `/api/v1/users/${world.people.lee.id}/lifecycle/suspend`),
      ),
    )
    expect(await world.events('portico.access.denied')).toHaveLength(before)
    expect((await world.owner.query('select max(count) as most from event_repeats')).rows[0].most).toBe(9)
  })

  test('nobody suspends themselves', async () => {
    await expect(suspendUser(await world.as('priya'), { userId: world.people.priya.id })).rejects.toMatchObject({
      params: { reason: 'self' },
    })
  })

  test('the last active super admin is not suspended', async () => {
    const sue = await insertSomebody(world, world.realms.home, 'ACTIVE')
    await world.owner.query(
      "insert into role_assignments (id, created_at, role_id, user_id, granted_by) select $2, $3, id, $1, 'test' from roles where type = 'SUPER_ADMIN'",
      [sue, newId('assignment', world.now), world.now],
    )
    const sam = await world.as('sam')
    await world.owner.query("update users set status = 'LOCKED_OUT' where id = $1", [world.people.sam.id])
    await expect(suspendUser(sam, { userId: sue })).rejects.toMatchObject({ code: 'user.lastSuperAdmin' })
    expect((await statusOf(sue)).status).toBe('ACTIVE')
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [world.people.sam.id])
    await suspendUser(sam, { userId: sue })
  })

  test('an operator suspends in a partner realm, and the realm sees it without the operator’s details', async () => {
    await suspendUser(await world.as('omar'), { userId: world.people.ana.id })
    const event = (await world.events('user.lifecycle.suspend')).at(-1)
    const seen = await world.owner.query(
      'select realm_id, redaction from event_realms where event_id = $1 order by relation desc',
      [event?.id],
    )
    expect(seen.rows).toEqual([
      { realm_id: world.realms.globex, redaction: 'actor' },
      { realm_id: world.realms.home, redaction: 'target' },
    ])
  })
})
