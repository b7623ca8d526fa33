import { beforeAll, describe, expect, test } from 'vitest'
import { giveRole, groupNamed } from '../../test/support/groups.ts'
import { useWorld } from '../../test/support/world.ts'
import { type GroupId, newId } from '../kernel/ids.ts'
import { addMember } from './add-member.ts'
import { removeMember } from './remove-member.ts'

const world = useWorld()
let sales: GroupId
const lee = () => world.people.lee.id
const isMember = async (id = lee()) =>
  (await world.owner.query('select 1 from group_members where user_id = $1 and group_id = $2', [id, sales]))
    .rowCount === 1

beforeAll(async () => {
  sales = await groupNamed(world, 'Sales tools')
  await addMember(await world.as('priya'), { groupId: sales, userId: lee() })
  await addMember(await world.as('eve'), { groupId: sales, userId: world.people.ana.id })
})

describe('removeMember', () => {
  test('a foreign member of a shared group is absent', async () => {
    await expect(removeMember(await world.as('eve'), { groupId: sales, userId: lee() })).rejects.toMatchObject({
      code: 'user.notFound',
    })
    expect(await isMember()).toBe(true)
  })

  test('a partner admin takes somebody of their realm out, and nobody else', async () => {
    world.now = new Date(world.now.getTime() + 1000)
    await removeMember(await world.as('priya'), { groupId: sales, userId: lee() })
    expect(await isMember()).toBe(false)
    expect(await isMember(world.people.ana.id)).toBe(true)
    const [event] = await world.events('group.user_membership.remove')
    expect(event).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [
        { type: 'User', id: lee() },
        { type: 'UserGroup', id: sales },
      ],
    })
    const { rows } = await world.owner.query(
      'select last_membership_updated_at from group_realm_activity where realm_id = $1',
      [world.realms.acme],
    )
    expect(rows).toEqual([{ last_membership_updated_at: world.now }])
  })

  test('who is not in is left alone, without an event', async () => {
    await removeMember(await world.as('priya'), { groupId: sales, userId: lee() })
    expect(await world.events('group.user_membership.remove')).toHaveLength(1)
  })

  test('nobody leaves Everyone, nor takes themselves out of anything', async () => {
    const everyone = await groupNamed(world, 'Everyone')
    await expect(removeMember(await world.as('sam'), { groupId: everyone, userId: lee() })).rejects.toMatchObject({
      code: 'group.everyoneFixed',
    })
    await expect(
      removeMember(await world.as('priya'), { groupId: sales, userId: world.people.priya.id }),
    ).rejects.toMatchObject({ code: 'authz.denied', params: { reason: 'self' } })
  })

  test('who loses a role with the group is signed out and told, by somebody who may decide about roles', async () => {
    await addMember(await world.as('priya'), { groupId: sales, userId: lee() })
    await giveRole(world, sales, 'ORG_ADMIN')
    for (const person of ['priya', 'omar'] as const)
      await expect(removeMember(await world.as(person), { groupId: sales, userId: lee() })).rejects.toMatchObject({
        code: 'authz.denied',
      })
    const session = await world.signIn('lee')
    await removeMember(await world.as('sam'), { groupId: sales, userId: lee() })
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
    expect((await world.events('group.user_membership.remove')).at(-1)?.detail).toMatchObject({ endedSessions: 1 })
    const mails = await world.owner.query('select template from outbox where subject_user_id = $1', [lee()])
    expect(mails.rows).toEqual([{ template: 'sessionsCleared' }])
    expect((await world.owner.query('select 1 from passwords where user_id = $1', [lee()])).rowCount).toBe(1)
  })

  test('a super admin by group goes while another one stays', async () => {
    await addMember(await world.as('sam'), { groupId: sales, userId: lee() })
    await giveRole(world, sales, 'SUPER_ADMIN')
    await removeMember(await world.as('sam'), { groupId: sales, userId: lee() })
    expect(await isMember()).toBe(false)
    await expect(
      removeMember(await world.as('sam'), { groupId: newId('group', world.now), userId: lee() }),
    ).rejects.toMatchObject({ code: 'group.notFound' })
  })
})
