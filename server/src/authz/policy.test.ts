import { describe, expect, test } from 'vitest'
import { expectGolden } from '../../test/support/golden.ts'
import { groupNamed } from '../../test/support/groups.ts'
import { useWorld } from '../../test/support/world.ts'
import { type GroupId, newId, type RealmId } from '../kernel/ids.ts'
import type { SystemActor } from './actor.ts'
import { theOrg } from './target.ts'
import { loadAuthority } from './load-authority.ts'
import { permissions } from './permissions.ts'
import { decide, decidePair } from './policy.ts'

const world = useWorld()

describe('decide', () => {
  test('says for the whole cast what the golden says', async () => {
    const actors = await Promise.all(
      (['sam', 'omar', 'kim', 'priya', 'eve', 'lee'] as const).map(
        async (name) => [name, (await world.as(name)).actor] as const,
      ),
    )
    const user = (realm: 'acme' | 'globex', tier: 0 | 1 | 2 | 3) => ({
      type: 'user' as const,
      id: world.people.ana.id,
      realmId: world.realms[realm],
      tier,
      inGroups: [],
    })
    const group = (id: GroupId, tier: 0 | 2 | 3) => ({
      type: 'group' as const,
      id,
      realmId: null,
      isPrivileged: tier > 0,
      tier,
    })
    const warehouse = await groupNamed(world, 'Warehouse')
    const targets = [
      ['user of Acme', user('acme', 0)],
      ['admin of Acme', user('acme', 1)],
      ['org admin', { ...user('acme', 2), realmId: world.realms.home }],
      ['super admin', { ...user('acme', 3), realmId: world.realms.home }],
      ['realm Acme', { type: 'realm' as const, id: world.realms.acme }],
      ['org', theOrg],
      ['group for Acme', group(warehouse, 0)],
      ['org admins', group(warehouse, 2)],
      ['super admins', group(warehouse, 3)],
    ] as const
    const lines = permissions.flatMap((action) =>
      targets
        .filter(([, { type }]) => type !== 'group' || action.startsWith('groups.'))
        .map(([name, target]) =>
          `${action.padEnd(42)}${name.padEnd(15)}${actors.map(([, actor]) => word(decide(actor, action, target, world.now)).padEnd(16)).join('')}`.trimEnd(),
        ),
    )
    const head = `${'action'.padEnd(42)}${'on'.padEnd(15)}${actors.map(([name]) => name.padEnd(16)).join('')}`.trimEnd()
    const [tools, reports] = await Promise.all([groupNamed(world, 'Sales tools'), groupNamed(world, 'Reports')])
    const pairs = (['acme', 'globex'] as const).flatMap((realm) =>
      (
        [
          ['both', tools],
          ['Acme', warehouse],
          ['Globex', reports],
        ] as const
      ).map(([of, id]) => {
        const person = { action: 'users.groupMembership.manage', target: user(realm, 0) } as const
        const object = { action: 'groups.members.manage', target: group(id, 0) } as const
        const cells = actors.map(([, actor]) => {
          const decided = decidePair(actor, person, object, world.now)
          return word(decided.object.kind === 'allow' ? decided.person : decided.object).padEnd(16)
        })
        return `${`member from ${realm}`.padEnd(42)}${`for ${of}`.padEnd(15)}${cells.join('')}`.trimEnd()
      }),
    )
    lines.push(...pairs)
    expectGolden(new URL('policy.golden.txt', import.meta.url), `${[head, ...lines].join('\n')}\n`)
  })

  test('the tier that the database computes is the one that authority is loaded with', async () => {
    for (const person of Object.values(world.people)) {
      const { rows } = await world.owner.query<{ tier: number }>('select portico_tier($1, $2) as tier', [
        person.id,
        world.now,
      ])
      expect(rows[0]?.tier).toBe((await loadAuthority(world.db, person.id, world.now)).tier)
    }
  })

  test('a process of ours may do what its rule names and nothing else', () => {
    const may = (name: SystemActor['name']) =>
      permissions.filter((action) => decide({ kind: 'system', name }, action, theOrg, world.now).kind === 'allow')
    expect(may('sweeper')).toEqual(['users.lifecycle.deactivate'])
    expect(may('outbox')).toEqual([])
    expect(may('signin')).not.toContain('iam.manage')
  })

  test('no token makes tokens or decides about roles', async () => {
    const { actor } = await world.as('sam')
    if (actor.kind !== 'user') throw new Error('sam is a user')
    const byToken = {
      ...actor,
      via: {
        kind: 'token' as const,
        tokenId: newId('apiToken', world.now),
        permissions: new Set(permissions),
        realmIds: null,
      },
    }
    const refused = permissions.filter((action) => decide(byToken, action, theOrg, world.now).kind !== 'allow')
    expect(refused).toEqual(['users.apitokens.manage', 'iam.manage'])
  })

  test('a token of one realm decides nothing in another, whatever its owner may', async () => {
    const { actor } = await world.as('omar')
    if (actor.kind !== 'user') throw new Error('omar is a user')
    const via = {
      kind: 'token' as const,
      tokenId: newId('apiToken', world.now),
      permissions: new Set(permissions),
      realmIds: [world.realms.globex],
    }
    const on = (realmId: RealmId) =>
      decide(
        { ...actor, via },
        'users.lifecycle.suspend',
        { type: 'user', id: world.people.ana.id, realmId, tier: 0, inGroups: [] },
        world.now,
      )
    expect(on(world.realms.globex).kind).toBe('allow')
    expect(on(world.realms.acme)).toEqual({ kind: 'hide' })
  })

  test('a proof older than 15 minutes opens nothing sensitive', async () => {
    const { actor } = await world.as('priya')
    const target = {
      type: 'user' as const,
      id: world.people.lee.id,
      realmId: world.realms.acme,
      tier: 0 as const,
      inGroups: [],
    }
    const later = (seconds: number) =>
      decide(actor, 'users.lifecycle.delete', target, new Date(world.now.getTime() + seconds * 1000))
    expect(later(899).kind).toBe('allow')
    expect(later(900)).toEqual({ kind: 'deny', reason: 'proofNeeded' })
  })
})

const word = (decision: ReturnType<typeof decide>) => (decision.kind === 'deny' ? decision.reason : decision.kind)
