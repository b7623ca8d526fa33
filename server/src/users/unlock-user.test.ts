import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { unlockUser } from './unlock-user.ts'

const world = useWorld()

describe('unlockUser', () => {
  test('lets the person sign in with the same password, and forgets the guesses at their account alone', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'LOCKED_OUT')
    const other = await insertSomebody(world, world.realms.acme, 'LOCKED_OUT')
    await world.owner.query(
      `insert into guess_counters (subject, device, kind, failures, window_started_at, blocked_until)
       select subject, device, 'password', 10, $3, $3::timestamptz + interval '15 minutes'
         from unnest(array[$1, $2]) subject, unnest(array['unknown', 'guv0']) device`,
      [userId, other, world.now],
    )
    const passwords = await world.owner.query('select * from passwords where user_id = $1', [userId])
    await unlockUser(await world.as('priya'), { userId })
    const { rows } = await world.owner.query('select status from users where id = $1', [userId])
    expect(rows[0].status).toBe('ACTIVE')
    expect((await world.owner.query('select * from passwords where user_id = $1', [userId])).rows).toEqual(
      passwords.rows,
    )
    const left = await world.owner.query('select distinct subject from guess_counters')
    expect(left.rows).toEqual([{ subject: other }])
    expect(await queuedMails(world, userId)).toMatchObject([{ template: 'unlocked', purpose: null }])
    expect(await world.events('user.account.unlock_by_admin')).toMatchObject([
      { actor_id: world.people.priya.id, targets: [{ id: userId }], outcome: 'SUCCESS' },
    ])
  })
})
