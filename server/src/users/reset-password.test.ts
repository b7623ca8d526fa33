import { describe, expect, test } from 'vitest'
import { insertReplacedAddress, queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { findSecret } from '../tokens/public.ts'
import { expirePassword } from './expire-password.ts'
import { resetPassword } from './reset-password.ts'

const world = useWorld()
const byMail = { sendEmail: true, revokeSessions: false }
const rowOf = async (id: string) =>
  (
    await world.owner.query(
      'select status, epoch, credential_version, temporary_until from users left join passwords on user_id = id where id = $1',
      [id],
    )
  ).rows[0]

describe('resetPassword', () => {
  test('makes the password unusable and mails a link to both addresses, and not to a replaced one', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await world.owner.query(
      `update users set profile = profile || '{"secondEmail": "second@home.example"}' where id = $1`,
      [userId],
    )
    await insertReplacedAddress(world, userId, 'before@acme.example', secondsAfter(world.now, -day))
    await resetPassword(await world.as('priya'), { userId, ...byMail })
    expect(await rowOf(userId)).toEqual({
      status: 'RECOVERY',
      epoch: 1,
      credential_version: 2,
      temporary_until: world.now,
    })
    const mails = await queuedMails(world, userId)
    const present = [mails[0]?.params['login'], 'second@home.example']
    expect(mails).toMatchObject([
      { template: 'adminReset', purpose: 'recovery', recipients: present, params: { actor: 'Priya Nair' } },
      { template: 'passwordReset', purpose: null, recipients: ['before@acme.example'] },
    ])
    expect((await world.events('user.account.reset_password')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      targets: [{ id: userId }],
      detail: { previousStatus: 'ACTIVE', sessionRevocation: false, link: 'mail' },
    })
  })

  test('an old password stays unusable when the reset is followed by an expiry', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const priya = await world.as('priya')
    await resetPassword(priya, { userId, ...byMail })
    await expirePassword(priya, { userId })
    expect(await rowOf(userId)).toMatchObject({ status: 'PASSWORD_EXPIRED', temporary_until: world.now })
  })

  test('signs the person out everywhere when asked to', async () => {
    const session = await world.signIn('lee')
    await resetPassword(await world.as('priya'), {
      userId: world.people.lee.id,
      sendEmail: true,
      revokeSessions: true,
    })
    expect(await rowOf(world.people.lee.id)).toMatchObject({ status: 'RECOVERY', epoch: 2 })
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [world.people.lee.id])
    const me = await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { cookie: session.cookie })
    expect(me.status).toBe(401)
    expect((await world.events('user.account.reset_password')).at(-1)).toMatchObject({
      detail: { sessionRevocation: true, endedSessions: 1, revokedTokens: 0 },
    })
  })

  test('an operator is shown a link; a second reset kills it', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'LOCKED_OUT')
    const omar = await world.as('omar')
    const shown = await resetPassword(omar, { userId, sendEmail: false, revokeSessions: false })
    if (shown === undefined) throw new Error('no link was shown')
    expect(await findSecret(world.db, 'recovery', shown.secret, world.now)).toMatchObject({ userId })
    expect(await findSecret(world.db, 'activation', shown.secret, world.now)).toBeUndefined()
    expect(await queuedMails(world, userId)).toMatchObject([{ template: 'linkDisclosed' }])
    await resetPassword(omar, { userId, ...byMail })
    expect(await findSecret(world.db, 'recovery', shown.secret, world.now)).toBeUndefined()
  })

  test('a partner admin is not shown a link, and the password still works', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await expect(
      resetPassword(await world.as('priya'), { userId, sendEmail: false, revokeSessions: true }),
    ).rejects.toMatchObject({ code: 'authz.credentialDisclosure' })
    expect(await rowOf(userId)).toEqual({ status: 'ACTIVE', epoch: 1, credential_version: 1, temporary_until: null })
  })
})
