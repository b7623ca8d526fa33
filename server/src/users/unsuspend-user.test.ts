import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { narrowed } from '../../test/support/narrow.ts'
import { useWorld } from '../../test/support/world.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import type { Permission } from '../authz/permissions.ts'
import { suspendUser } from './suspend-user.ts'
import { unsuspendUser } from './unsuspend-user.ts'

const world = useWorld()

describe('unsuspendUser', () => {
  test.each(['PROVISIONED', 'ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT'] as const)(
    'gives back the status %s',
    async (status) => {
      const userId = await insertSomebody(world, world.realms.acme, status)
      const priya = await world.as('priya')
      await suspendUser(priya, { userId })
      await unsuspendUser(priya, { userId })
      const { rows } = await world.owner.query('select status, status_before_suspend from users where id = $1', [
        userId,
      ])
      expect(rows[0]).toEqual({ status, status_before_suspend: null })
    },
  )

  test('gives back no session: the person signs in anew', async () => {
    const session = await world.signIn('lee')
    const priya = await world.as('priya')
    await suspendUser(priya, { userId: world.people.lee.id })
    await unsuspendUser(priya, { userId: world.people.lee.id })
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
  })

  test('tells the person of both, and leaves both in the log', async () => {
    const mails = await queuedMails(world, world.people.lee.id)
    expect(mails.map((mail) => [mail.template, mail.params['actor']])).toEqual([
      ['suspended', 'Priya Nair'],
      ['unsuspended', 'Priya Nair'],
    ])
    expect((await world.events('user.lifecycle.unsuspend')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ id: world.people.lee.id }],
      detail: { status: 'ACTIVE' },
    })
  })

  test('gives who was still to activate a new link by mail, if the actor could send one', async () => {
    const mails = async (permissions: readonly Permission[]) => {
      const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
      await suspendUser(await world.as('priya'), { userId })
      await unsuspendUser(await narrowed(world, 'priya', permissions), { userId })
      return (await queuedMails(world, userId)).map((mail) => mail.template).sort()
    }
    const may = ['users.read', 'users.lifecycle.unsuspend'] as const
    expect(await mails([...may, 'users.lifecycle.activate'])).toEqual(['activation', 'suspended', 'unsuspended'])
    expect(await mails(may)).toEqual(['suspended', 'unsuspended'])
  })
})
