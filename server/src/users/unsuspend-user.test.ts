import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { useWorld } from '../../test/support/world.ts'
import { insertSomebody } from '../../test/support/samples.ts'
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
})
