import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertReplacedAddress, queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import { Secret } from '../kernel/secret.ts'
import { type Deliverer, mailboxTransport, startDeliverer } from '../mail/public.ts'
import { findSecret } from '../tokens/public.ts'
import { activateUser } from './activate-user.ts'

const world = useWorld()
let deliverer: Deliverer
beforeAll(() => {
  const now = () => world.now
  const transport = mailboxTransport(world.db, 'portico@portico.example', now)
  deliverer = startDeliverer({
    db: world.db,
    transport,
    origin: testOrigin,
    now,
    log: () => undefined,
    everyMs: 3_600_000,
  })
})
afterAll(() => deliverer.stop())

const rowOf = async (id: string) =>
  (await world.owner.query('select status, activated_at, credential_version from users where id = $1', [id])).rows[0]
const primaryOf = async (id: string) =>
  (await world.owner.query("select profile ->> 'email' as email from users where id = $1", [id])).rows[0].email

describe('activateUser', () => {
  test('a person without a password is sent a link that works when it arrives', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    const shown = await activateUser(await world.as('priya'), { userId, sendEmail: true })
    expect(shown).toBeUndefined()
    expect(await rowOf(userId)).toEqual({ status: 'PROVISIONED', activated_at: world.now, credential_version: 2 })
    const email = await primaryOf(userId)
    expect(await queuedMails(world, userId)).toEqual([
      {
        template: 'activation',
        recipients: [email],
        purpose: 'activation',
        locale: 'en',
        params: { name: 'Some Body', login: email, actor: 'Priya Nair', time: 'March 2, 2026 at 9:01 AM UTC' },
      },
    ])
    await deliverer.round()
    const { rows } = await world.owner.query('select body_text from mailbox where recipient = $1', [email])
    const secret = /\/welcome\/([\w-]{43})\n/.exec(rows[0].body_text)?.[1] ?? ''
    expect(await findSecret(world.db, 'activation', new Secret(secret), world.now)).toMatchObject({ userId })
  })

  test('the log says who was activated, by whom, and that the link went by mail', async () => {
    expect((await world.events('user.lifecycle.activate')).at(-1)).toMatchObject({
      actor_id: world.people.priya.id,
      outcome: 'SUCCESS',
      detail: { previousStatus: 'STAGED', status: 'PROVISIONED', link: 'mail' },
    })
  })

  test('a person with a password can sign in at once and is told so at every address', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await world.owner.query("update users set status = 'STAGED' where id = $1", [userId])
    await insertReplacedAddress(world, userId, 'old@acme.example', secondsAfter(world.now, -29 * day))
    await activateUser(await world.as('priya'), { userId, sendEmail: false })
    expect((await rowOf(userId)).status).toBe('ACTIVE')
    expect(await queuedMails(world, userId)).toMatchObject([
      { template: 'activated', recipients: [await primaryOf(userId), 'old@acme.example'], purpose: null },
    ])
  })

  test('an operator is shown a link that works once and for an hour; it is recorded, and the person is told', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'DEPROVISIONED')
    await insertReplacedAddress(world, userId, 'lately@acme.example', secondsAfter(world.now, -29 * day))
    await insertReplacedAddress(world, userId, 'long-ago@acme.example', secondsAfter(world.now, -31 * day))
    await world.owner.query('update users set profile = profile || $2 where id = $1', [
      userId,
      { preferredLanguage: 'de', secondEmail: 'second@home.example' },
    ])
    const shown = await activateUser(await world.as('omar'), { userId, sendEmail: false })
    if (shown === undefined) throw new Error('no link was shown')
    expect(shown.expiresAt).toEqual(secondsAfter(world.now, hour))
    expect(await findSecret(world.db, 'activation', shown.secret, secondsAfter(world.now, hour - 1))).toBeDefined()
    expect(await findSecret(world.db, 'activation', shown.secret, secondsAfter(world.now, hour))).toBeUndefined()
    expect(await queuedMails(world, userId)).toMatchObject([
      {
        template: 'linkDisclosed',
        recipients: [await primaryOf(userId), 'second@home.example', 'lately@acme.example'],
        locale: 'de',
        // Omar is not of this realm: the mail speaks of the operator.
        params: { actor: '', until: '2. März 2026 um 10:01 UTC' },
      },
    ])
    const [disclosed] = await world.events('portico.credential.disclosed')
    expect(disclosed).toMatchObject({
      actor_id: world.people.omar.id,
      targets: [{ id: userId }],
      detail: { kind: 'link', expiresAt: shown.expiresAt.toISOString() },
    })
    const stored = await world.owner.query(
      'select (select json_agg(e) from events e)::text || (select json_agg(o) from outbox o)::text || (select json_agg(s) from one_time_secrets s)::text as all',
    )
    expect(stored.rows[0].all).not.toContain(shown.secret.reveal())
  })

  test('a partner admin is not shown a link, and nothing is made', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    await expect(activateUser(await world.as('priya'), { userId, sendEmail: false })).rejects.toMatchObject({
      code: 'authz.credentialDisclosure',
    })
    expect((await rowOf(userId)).status).toBe('STAGED')
    expect(await queuedMails(world, userId)).toEqual([])
    const secrets = await world.owner.query('select 1 from one_time_secrets where user_id = $1', [userId])
    expect(secrets.rowCount).toBe(0)
  })

  test('a link from before a deactivation is dead after the activation', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    const first = await activateUser(await world.as('omar'), { userId, sendEmail: false })
    await world.owner.query("update users set status = 'DEPROVISIONED' where id = $1", [userId])
    await activateUser(await world.as('omar'), { userId, sendEmail: true })
    if (first === undefined) throw new Error('no link was shown')
    expect(await findSecret(world.db, 'activation', first.secret, world.now)).toBeUndefined()
  })
})
