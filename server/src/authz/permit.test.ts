import { describe, expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { askProof, authorize, authorizeDisclosure, can } from './permit.ts'
import type { UserTarget } from './target.ts'

const world = useWorld()
const lee = (): UserTarget => ({
  type: 'user',
  id: world.people.lee.id,
  realmId: world.realms.acme,
  tier: 0,
  inGroups: [],
})

describe('authorize', () => {
  test('mints a permit for what is allowed, and notes it on the request', async () => {
    const ctx = await world.as('priya')
    expect(authorize(ctx, 'users.lifecycle.suspend', lee())).toMatchObject({
      action: 'users.lifecycle.suspend',
      target: { id: world.people.lee.id },
    })
    expect(ctx.minted).toEqual([{ action: 'users.lifecycle.suspend', targetId: world.people.lee.id }])
  })

  test('mints nothing for what is hidden or denied', async () => {
    const eve = await world.as('eve')
    expect(() => authorize(eve, 'users.lifecycle.suspend', lee())).toThrow('user.notFound')
    const priya = await world.as('priya')
    expect(() => authorize(priya, 'users.lifecycle.suspend', { ...lee(), tier: 1 })).toThrow('authz.denied')
    expect([...eve.minted, ...priya.minted]).toEqual([])
  })

  test('a permit covers the attributes of the condition that gave it', async () => {
    const { attributes } = authorize(await world.as('priya'), 'users.read', lee())
    expect(['login', 'mobilePhone', 'department', 'costCenter'].map(attributes)).toEqual([true, true, false, false])
    expect(authorize(await world.as('omar'), 'users.read', lee()).attributes('costCenter')).toBe(true)
  })
})

describe('authorizeDisclosure', () => {
  test('a partner admin may see a temporary password and no other usable credential', async () => {
    const ctx = await world.as('priya')
    expect(() => authorizeDisclosure(ctx, 'temporaryPassword', lee())).not.toThrow()
    expect(() => authorizeDisclosure(ctx, 'link', lee())).toThrow('authz.credentialDisclosure')
    expect(() => authorizeDisclosure(ctx, 'totpSecret', lee())).toThrow('authz.credentialDisclosure')
  })

  test('an org admin may see each kind, and an admin of another realm none', async () => {
    const omar = await world.as('omar')
    expect(() => authorizeDisclosure(omar, 'link', lee())).not.toThrow()
    const eve = await world.as('eve')
    expect(() => authorizeDisclosure(eve, 'temporaryPassword', lee())).toThrow('authz.credentialDisclosure')
  })
})

describe('can', () => {
  test('a stale proof does not forbid: it is asked for', async () => {
    const ctx = await world.as('priya')
    const began = world.now
    world.now = new Date(began.getTime() + 20 * 60_000)
    expect(can(ctx, 'users.lifecycle.delete', lee())).toEqual({ allowed: true, needsProof: true })
    expect(can(ctx, 'users.lifecycle.suspend', lee())).toEqual({ allowed: true })
    world.now = began
  })
})

describe('askProof', () => {
  test('asks of what is allowed already, once the proof is 15 minutes old', async () => {
    const ctx = await world.as('priya')
    const permit = authorize(ctx, 'users.userprofile.manage', lee())
    const began = world.now
    world.now = secondsAfter(began, 15 * minute - 1)
    expect(() => askProof(ctx, permit)).not.toThrow()
    world.now = secondsAfter(began, 15 * minute)
    expect(() => askProof(ctx, permit)).toThrow('authz.proofNeeded')
    world.now = began
  })
})
