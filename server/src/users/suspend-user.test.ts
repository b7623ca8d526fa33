import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
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
    const me = await world.app.inject({
      method: 'GET',
      url: `/api/v1/users/${world.people.lee.id}`,
      headers: { cookie: session.cookie },
    })
    expect(me.statusCode).toBe(401)
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

  test('suspending the suspended is refused and leaves no second event', async () => {
    await expect(suspendUser(await world.as('priya'), { userId: world.people.lee.id })).rejects.toMatchObject({
      code: 'user.notSuspendable',
    })
    expect(await world.events('user.lifecycle.suspend')).toHaveLength(1)
  })

  test('an admin of another realm meets the same nothing as for an absent user', async () => {
    const ctx = await world.as('eve')
    await expect(suspendUser(ctx, { userId: world.people.priya.id })).rejects.toMatchObject({ code: 'user.notFound' })
    expect((await statusOf(world.people.priya.id)).status).toBe('ACTIVE')
  })

  test('a user without a role meets nothing either', async () => {
    await expect(suspendUser(await world.as('ana'), { userId: world.people.eve.id })).rejects.toMatchObject({
      code: 'user.notFound',
    })
  })

  test('a partner admin cannot suspend a colleague who holds a role, and the attempt is in the log', async () => {
    await expect(suspendUser(await world.as('priya'), { userId: world.people.noor.id })).rejects.toMatchObject({
      code: 'authz.denied',
      params: { reason: 'higherAuthority' },
    })
    expect(await world.events('portico.access.denied')).toMatchObject([
      { actor_id: world.people.priya.id, detail: { targetId: world.people.noor.id, refusal: 'higherAuthority' } },
    ])
  })

  test('nobody suspends themselves', async () => {
    await expect(suspendUser(await world.as('priya'), { userId: world.people.priya.id })).rejects.toMatchObject({
      params: { reason: 'self' },
    })
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
