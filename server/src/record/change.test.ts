import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { theOrg, type UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { AuthorityChanged, change, changed, settled, unchanged } from './change.ts'
import { defineEvent } from './event.ts'
import { enqueue } from './outbox.ts'
import { bindRequest } from './request-terms.ts'

const world = useWorld()
const tried = defineEvent('test.tried', {
  doc: 'A test tried something.',
  fields: { open: 'public', hidden: 'secret' },
})
const lee = (): UserTarget => ({
  type: 'user',
  id: world.people.lee.id,
  realmId: world.realms.acme,
  tier: 0,
  inGroups: [],
})
const rename = (tx: Tx, name: string) =>
  tx
    .updateTable('org_settings')
    .set({ value: JSON.stringify(name) })
    .where('name', '=', 'test')
    .execute()
const written = async () =>
  (await world.owner.query("select value from org_settings where name = 'test'")).rows[0]?.value
const begin = async () => {
  await world.owner.query(
    "insert into org_settings (name, updated_at, value) values ('test', now(), '\"before\"') on conflict (name) do update set value = excluded.value",
  )
  return world.as('priya')
}
const permitted = (ctx: Ctx) => authorize(ctx, 'users.lifecycle.suspend', lee())

describe('change', () => {
  test('commits rows, event and mail together', async () => {
    const ctx = await begin()
    await change(ctx, async (tx) => {
      permitted(ctx)
      await rename(tx, 'after')
      await enqueue(tx, ctx, {
        kind: 'mail',
        template: 'suspended',
        realmId: world.realms.acme,
        subjectUserId: world.people.lee.id,
        recipients: ['lee@acme.example'],
        params: {},
        locale: 'en',
        ttlSeconds: 60,
      })
      return changed(undefined, tried([], { open: 'seen', hidden: 'never' }))
    })
    expect(await written()).toBe('after')
    expect((await world.events('test.tried'))[0]?.detail).toEqual({ open: 'seen' })
    expect((await world.owner.query("select 1 from outbox where template = 'suspended'")).rowCount).toBe(1)
  })

  test('rolls all of it back when the work is refused', async () => {
    const ctx = await begin()
    const before = (await world.events('test.tried')).length
    await expect(
      change(ctx, async (tx) => {
        permitted(ctx)
        await rename(tx, 'lost')
        throw new Fault('authz.denied')
      }),
    ).rejects.toMatchObject({ code: 'authz.denied' })
    expect(await written()).toBe('before')
    expect(await world.events('test.tried')).toHaveLength(before)
  })

  test('a settled "no" keeps what it wrote', async () => {
    const ctx = await begin()
    await expect(
      change(ctx, async (tx) => {
        permitted(ctx)
        await rename(tx, 'charged')
        return settled(new Fault('signin.limited'))
      }),
    ).rejects.toMatchObject({ code: 'signin.limited' })
    expect(await written()).toBe('charged')
  })

  test('does not commit without a permit', async () => {
    const ctx = await begin()
    await expect(
      change(ctx, async (tx) => {
        await rename(tx, 'stolen')
        return unchanged(undefined)
      }),
    ).rejects.toThrow('without a permit')
    expect(await written()).toBe('before')
  })

  test('does not commit under a route with a permit for something else', async () => {
    const ctx = await begin()
    bindRequest(ctx, { access: 'users.lifecycle.delete' })
    await expect(
      change(ctx, async (tx) => {
        permitted(ctx)
        await rename(tx, 'stolen')
        return unchanged(undefined)
      }),
    ).rejects.toThrow('users.lifecycle.delete')
    expect(await written()).toBe('before')
  })

  test('refuses a change inside a change instead of waiting for itself', async () => {
    const ctx = await begin()
    await expect(
      change(ctx, async () => {
        permitted(ctx)
        await change(ctx, async () => unchanged(undefined))
        return unchanged(undefined)
      }),
    ).rejects.toThrow('inside a change')
  })

  test('somebody who was ended since they were authenticated changes nothing', async () => {
    const ctx = await begin()
    await world.owner.query('update users set epoch = epoch + 1 where id = $1', [world.people.priya.id])
    await expect(
      change(ctx, async (tx) => {
        permitted(ctx)
        await rename(tx, 'late')
        return unchanged(undefined)
      }),
    ).rejects.toMatchObject({ code: 'actor.dead' })
    expect(await written()).toBe('before')
  })

  test('somebody whose rights changed since they were read uses none of the old ones', async () => {
    const ctx = await begin()
    await world.owner.query('update users set authz_epoch = authz_epoch + 1 where id = $1', [world.people.priya.id])
    await expect(
      change(ctx, async (tx) => {
        permitted(ctx)
        await rename(tx, 'late')
        return unchanged(undefined)
      }),
    ).rejects.toBeInstanceOf(AuthorityChanged)
    expect(await written()).toBe('before')
  })

  test('through the edge, changed rights are read again and the request goes on with them', async () => {
    await world.owner.query('update users set authz_epoch = authz_epoch + 1 where id = $1', [world.people.noor.id])
    expect((await world.request('noor', 'POST', `/api/v1/users/${world.people.lee.id}/lifecycle/suspend`)).status).toBe(
      200,
    )
  })

  test('runs again after a deadlock', async () => {
    const ctx = await begin()
    let runs = 0
    await change(ctx, async (tx) => {
      permitted(ctx)
      runs += 1
      if (runs === 1) await sql`do $$ begin raise exception using errcode = '40P01'; end $$`.execute(tx)
      await rename(tx, `run ${runs}`)
      return unchanged(undefined)
    })
    expect(await written()).toBe('run 2')
  })

  test('an event about two realms is refused: each would see the other’s', async () => {
    const ctx = await world.as('sam')
    const target = (id: string, realmId: typeof world.realms.acme) => ({
      type: 'User' as const,
      id,
      realmId,
      displayName: '',
      alternateId: '',
    })
    await expect(
      change(ctx, async () => {
        authorize(ctx, 'realm.manage', theOrg)
        return changed(
          undefined,
          tried([target(world.people.lee.id, world.realms.acme), target(world.people.ana.id, world.realms.globex)]),
        )
      }),
    ).rejects.toThrow('two realms')
  })
})
