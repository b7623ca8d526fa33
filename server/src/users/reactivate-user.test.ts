import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { findSecret } from '../tokens/public.ts'
import { activateUser } from './activate-user.ts'
import { reactivateUser } from './reactivate-user.ts'

const world = useWorld()

describe('reactivateUser', () => {
  test('sends a new activation mail in place of the one that still waits', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    const priya = await world.as('priya')
    await activateUser(priya, { userId, sendEmail: true })
    await reactivateUser(priya, { userId, sendEmail: true })
    expect(await queuedMails(world, userId)).toMatchObject([{ template: 'activation', purpose: 'activation' }])
    const { rows } = await world.owner.query('select status from users where id = $1', [userId])
    expect(rows[0].status).toBe('PROVISIONED')
    expect((await world.events('user.lifecycle.reactivate')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ id: userId }],
      detail: { status: 'PROVISIONED', link: 'mail' },
    })
  })

  test('after a reset it sends a link to choose a new password, to both addresses', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'RECOVERY')
    await world.owner.query(
      `update users set profile = profile || '{"secondEmail": "second@home.example"}' where id = $1`,
      [userId],
    )
    await reactivateUser(await world.as('priya'), { userId, sendEmail: true })
    const [mail, ...more] = await queuedMails(world, userId)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ template: 'adminReset', purpose: 'recovery' })
    expect(mail?.recipients).toHaveLength(2)
  })

  test('a link that is shown kills the one shown before, and no waiting mail kills it later', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const omar = await world.as('omar')
    await reactivateUser(omar, { userId, sendEmail: true })
    const first = await reactivateUser(omar, { userId, sendEmail: false })
    const second = await reactivateUser(omar, { userId, sendEmail: false })
    if (first === undefined || second === undefined) throw new Error('no link was shown')
    expect(await findSecret(world.db, 'activation', first.secret, world.now)).toBeUndefined()
    expect(await findSecret(world.db, 'activation', second.secret, world.now)).toMatchObject({ userId })
    // Both are told of in one mail: nobody is sent two of a kind within five minutes.
    expect((await queuedMails(world, userId)).map((mail) => mail.template)).toEqual(['linkDisclosed'])
    expect(await world.events('portico.credential.disclosed')).toHaveLength(2)
  })

  test('a partner admin is not shown a link, and the earlier one lives on', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const shown = await reactivateUser(await world.as('omar'), { userId, sendEmail: false })
    await expect(reactivateUser(await world.as('priya'), { userId, sendEmail: false })).rejects.toMatchObject({
      code: 'authz.credentialDisclosure',
    })
    if (shown === undefined) throw new Error('no link was shown')
    expect(await findSecret(world.db, 'activation', shown.secret, world.now)).toMatchObject({ userId })
  })
})
