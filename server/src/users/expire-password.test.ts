import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { expirePassword } from './expire-password.ts'

const world = useWorld()

describe('expirePassword', () => {
  test('the person has to change the password, which stays the same until then', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const password = await world.owner.query('select * from passwords where user_id = $1', [userId])
    const seen = await expirePassword(await world.as('priya'), { userId })
    expect(seen).toMatchObject({ id: userId, status: 'PASSWORD_EXPIRED', hasPassword: true })
    expect((await world.owner.query('select * from passwords where user_id = $1', [userId])).rows).toEqual(
      password.rows,
    )
    expect(await queuedMails(world, userId)).toMatchObject([{ template: 'passwordExpired', purpose: null }])
    expect(await world.events('user.account.expire_password')).toMatchObject([
      {
        actor_id: world.people.priya.id,
        targets: [{ id: userId }],
        detail: { previousStatus: 'ACTIVE', tempPasswordSet: false },
      },
    ])
  })

  test('is refused for somebody without a password', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await world.owner.query('delete from passwords where user_id = $1', [userId])
    await expect(expirePassword(await world.as('priya'), { userId })).rejects.toMatchObject({
      code: 'user.wrongStatus',
    })
  })
})
