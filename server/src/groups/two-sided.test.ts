import { beforeAll, describe, expect, test } from 'vitest'
import { groupNamed } from '../../test/support/groups.ts'
import { useWorld } from '../../test/support/world.ts'
import { type GroupId, newId } from '../kernel/ids.ts'

// Kim runs Acme by one binding and Globex by another. `Warehouse` was chosen for Acme, `Reports` for Globex, and
// `Sales tools` for both.
const world = useWorld()
const groups = new Map<string, GroupId>()
beforeAll(async () => {
  for (const name of ['Sales tools', 'Warehouse', 'Reports']) groups.set(name, await groupNamed(world, name))
})
const path = (group: string, person: 'lee' | 'ana') =>
  `/api/v1/groups/${groups.get(group)}/users/${world.people[person].id}`
const isMember = async (group: string, person: 'lee' | 'ana') =>
  (
    await world.owner.query('select 1 from group_members where group_id = $1 and user_id = $2', [
      groups.get(group),
      world.people[person].id,
    ])
  ).rowCount === 1

/** Which groups of the two realms somebody of each may be given. */
const matrix = [
  ['lee', 'Sales tools', true],
  ['lee', 'Warehouse', true],
  ['lee', 'Reports', false],
  ['ana', 'Sales tools', true],
  ['ana', 'Warehouse', false],
  ['ana', 'Reports', true],
] as const

describe('an admin of two realms', () => {
  test.each(matrix)('puts %s into %s: %s', async (person, group, isAllowed) => {
    const { status, body } = await world.request('kim', 'PUT', path(group, person))
    expect(status).toBe(isAllowed ? 204 : 403)
    if (!isAllowed) expect(body.errorCode).toBe('E0000006')
    expect(await isMember(group, person)).toBe(isAllowed)
  })

  test.each(matrix)('takes %s out of %s: %s', async (person, group, isAllowed) => {
    expect((await world.request('omar', 'PUT', path(group, person))).status).toBe(204)
    expect((await world.request('kim', 'DELETE', path(group, person))).status).toBe(isAllowed ? 204 : 403)
    expect(await isMember(group, person)).toBe(!isAllowed)
  })

  test('gives somebody new of one realm no group that was chosen for the other', async () => {
    const create = (realm: 'acme' | 'globex', group: string, login: string) =>
      world.request('kim', 'POST', '/api/v1/users', {
        realmId: world.realms[realm],
        profile: { login, firstName: 'Nia', lastName: 'Osei' },
        groupIds: [groups.get(group)],
      })
    const refused = await create('globex', 'Warehouse', 'nia@globex.example')
    expect(refused.status).toBe(400)
    expect(refused.body.fields).toContainEqual(expect.objectContaining({ path: 'groupIds.0', code: 'notAssignable' }))
    expect((await create('acme', 'Reports', 'nia@acme.example')).status).toBe(400)
    expect((await create('globex', 'Reports', 'nia@globex.example')).status).toBe(200)
    expect((await create('acme', 'Warehouse', 'nia@acme.example')).status).toBe(200)
  })

  test('is offered in each realm the groups that were chosen for it', async () => {
    const offered = async (realm: 'acme' | 'globex') =>
      (await world.request('kim', 'GET', `/portal/api/v1/realms/${world.realms[realm]}/groups`)).body.rows.map(
        ({ name }: { name: string }) => name,
      )
    expect(await offered('acme')).toEqual(['Sales tools', 'Support tools', 'Warehouse'])
    expect(await offered('globex')).toEqual(['Reports', 'Sales tools'])
    for (let index = 0; index < 25; index += 1) {
      const id = newId('group', world.now)
      await world.owner.query(
        "insert into groups (id, created_at, updated_at, type, name, name_key) values ($1, $2, $2, 'OKTA_GROUP', $3::text, $3::text)",
        [id, world.now, `a ${index}`],
      )
      await world.owner.query(
        `insert into resource_set_resources (id, created_at, resource_set_id, kind, group_id)
         select $1, $2, id, 'group', $3 from resource_sets where label = 'Partner portal of Globex'`,
        [newId('resource', world.now), world.now, id],
      )
    }
    // Those of the other realm take no place among the twenty.
    expect(await offered('acme')).toEqual(['Sales tools', 'Support tools', 'Warehouse'])
  })
})
