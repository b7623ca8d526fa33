import { isLocale } from '@portico/messages/locale.ts'
import { describe, expect, test } from 'vitest'
import { insertReplacedAddress, queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { renderMail, type TemplateName } from '../mail/public.ts'
import { clearSessions } from './clear-sessions.ts'
import { expirePassword } from './expire-password.ts'
import { giveTemporaryPassword } from './give-temporary-password.ts'
import { deactivateUser } from './deactivate-user.ts'
import { deleteUser } from './delete-user.ts'
import { mailLocale } from './notices.ts'
import { resetPassword } from './reset-password.ts'
import { suspendUser } from './suspend-user.ts'
import { unlockUser } from './unlock-user.ts'
import { unsuspendUser } from './unsuspend-user.ts'

const world = useWorld()

describe('mailLocale', () => {
  test.each([
    [{}, 'en'],
    [{ preferredLanguage: 'de' }, 'de'],
    [{ locale: 'de_AT' }, 'de'],
    [{ preferredLanguage: 'fr-CH, de;q=0.8, en;q=0.5' }, 'de'],
    [{ preferredLanguage: 'en', locale: 'de_DE' }, 'en'],
    [{ preferredLanguage: 'pseudo' }, 'en'],
    [{ preferredLanguage: ';q=,,', locale: 'x' }, 'en'],
    [{ preferredLanguage: 7 }, 'en'],
  ] as const)('of %j is %s', (profile, language) => {
    expect(mailLocale(profile)).toBe(language)
  })
})

describe('a notice', () => {
  test('goes to both present addresses and to those replaced within 30 days, each once, and says everything', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'LOCKED_OUT')
    await world.owner.query(
      `update users set profile = profile || '{"secondEmail": "second@home.example"}' where id = $1`,
      [userId],
    )
    await insertReplacedAddress(world, userId, 'recent@acme.example', secondsAfter(world.now, -30 * day + 1))
    await insertReplacedAddress(world, userId, 'second@home.example', secondsAfter(world.now, -5 * day))
    await insertReplacedAddress(world, userId, 'recent@acme.example', secondsAfter(world.now, -9 * day))
    await insertReplacedAddress(world, userId, 'old@acme.example', secondsAfter(world.now, -30 * day))
    const acts: ReadonlyArray<() => Promise<unknown>> = [
      async () => unlockUser(await world.as('priya'), { userId }),
      async () => suspendUser(await world.as('priya'), { userId }),
      async () => unsuspendUser(await world.as('omar'), { userId }),
      async () => clearSessions(await world.as('priya'), { userId, withTokens: true, withDevices: true }),
      async () => expirePassword(await world.as('priya'), { userId }),
      async () => giveTemporaryPassword(await world.as('priya'), { userId, revokeSessions: true }, world.parts),
      async () => resetPassword(await world.as('omar'), { userId, sendEmail: false, revokeSessions: true }),
      async () => deactivateUser(await world.as('priya'), { userId }, world.parts),
      async () => deleteUser(await world.as('priya'), { userId }, world.parts),
    ]
    for (const act of acts) {
      world.now = secondsAfter(world.now, 0.001)
      await act()
    }
    const mails = await queuedMails(world, userId)
    expect(mails.map((mail) => mail.template)).toEqual([
      'unlocked',
      'suspended',
      'unsuspended',
      'sessionsCleared',
      'passwordExpired',
      'temporaryPassword',
      'linkDisclosed',
      'deactivated',
      'deleted',
    ])
    const login = mails[0]?.params['login']
    for (const mail of mails) {
      expect(mail.recipients).toEqual([login, 'second@home.example', 'recent@acme.example'])
      for (const locale of ['en', 'de', 'pseudo'].filter(isLocale)) {
        const template = mail.template as TemplateName // read back from the outbox
        const { subject, text } = renderMail({
          template,
          locale,
          recipient: login ?? '',
          org: 'Portico',
          params: mail.params,
        })
        expect(`${subject}\n${text}`).not.toMatch(/\{|undefined/)
        expect(text).toContain(login)
        // Omar is not of this realm: his name stays out, and the operator is named.
        expect(text).not.toContain('Omar')
        expect(text).toContain(mail.params['actor'] === '' ? 'Portico' : 'Priya Nair')
      }
    }
  })
})
