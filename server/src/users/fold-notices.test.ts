import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { type MailServer, openMailServer } from '../../test/support/smtp.ts'
import { type PersonKey, testOrigin, useWorld } from '../../test/support/world.ts'
import type { UserId } from '../kernel/ids.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { type Deliverer, smtpTransport, startDeliverer } from '../mail/public.ts'

const world = useWorld()
let server: MailServer
let post: Deliverer
let id: UserId
let began: Date
beforeAll(async () => {
  began = world.now
  server = await openMailServer({ offersTls: false })
  post = startDeliverer({
    db: world.db,
    transport: smtpTransport(
      { host: '127.0.0.1', port: server.port, user: undefined, password: undefined, requireTls: false },
      'Portico <no-reply@portico.example>',
    ),
    origin: testOrigin,
    now: () => world.now,
    log: () => undefined,
    everyMs: 3_600_000,
  })
})
afterAll(async () => {
  await post.stop()
  await server.close()
})
beforeEach(async () => {
  server.received.length = 0
  world.now = began
  await world.owner.query('delete from outbox')
  id = await insertSomebody(world, world.realms.acme, 'ACTIVE')
})

const edit = async (profile: Readonly<Record<string, string>>, who: PersonKey = 'priya') =>
  expect((await world.request(who, 'POST', `/api/v1/users/${id}`, { profile })).status).toBe(200)
const act = async (verb: string, who: PersonKey = 'priya') =>
  expect((await world.request(who, 'POST', `/api/v1/users/${id}/lifecycle/${verb}`)).status).toBe(200)
const deliver = async () => {
  while ((await post.round()) > 0);
}
const wait = (seconds: number) => {
  world.now = secondsAfter(world.now, seconds)
}

describe('what is done to somebody again and again', () => {
  test('forty edits, each delivered at once if it may be, are two mails, and the second names all of the rest', async () => {
    for (let index = 0; index < 40; index += 1) {
      await edit(index % 2 === 0 ? { mobilePhone: `+1555000${index}` } : { primaryPhone: `+1555000${index}` })
      await deliver()
      wait(1)
    }
    expect(server.received).toHaveLength(1)
    wait(5 * minute)
    await deliver()
    expect(server.received.map(({ subject }) => subject)).toEqual([
      'Your details were changed',
      'Your details were changed',
    ])
    expect(server.received[1]?.text).toContain('Primary phone, Mobile phone')
    wait(5 * minute)
    await deliver()
    expect(server.received).toHaveLength(2)
    await edit({ mobilePhone: '+15550009999' })
    await deliver()
    expect(server.received).toHaveLength(3)
  })

  test('what still waits is told in one mail, under the name that they knew, at every address', async () => {
    const [login] = (await world.owner.query("select profile ->> 'login' as login from users where id = $1", [id])).rows
    await edit({ login: `x.${login.login}`, email: `x.${login.login}` })
    await edit({ mobilePhone: '+15550001' })
    await edit({ secondEmail: 'second@home.example' })
    const mails = (await queuedMails(world, id)).filter(({ template }) => template === 'profileChanged')
    expect(mails).toHaveLength(1)
    expect(mails[0]?.params).toMatchObject({
      login: login.login,
      actor: 'Priya Nair',
      attributes: 'Username, Primary e-mail, Mobile phone, Secondary e-mail',
    })
    expect(new Set(mails[0]?.recipients)).toEqual(new Set([login.login, `x.${login.login}`, 'second@home.example']))
  })

  test('what one did is never said to be done by another', async () => {
    await edit({ mobilePhone: '+15550001' })
    await edit({ primaryPhone: '+15550002' }, 'noor')
    const said = (await queuedMails(world, id)).map(({ params }) => `${params['actor']}: ${params['attributes']}`)
    expect(new Set(said)).toEqual(new Set(['Priya Nair: Mobile phone', 'Noor Aziz: Primary phone']))
  })

  test('a verb that is repeated is told of once in five minutes, in the order of what happened last', async () => {
    await act('suspend')
    await deliver()
    await act('unsuspend')
    await deliver()
    for (let round = 0; round < 10; round += 1) {
      wait(1)
      await act('suspend')
      wait(1)
      await act('unsuspend')
      await deliver()
    }
    expect(server.received).toHaveLength(2)
    wait(5 * minute)
    await deliver()
    expect(server.received.slice(2).map(({ subject }) => subject)).toEqual([
      'Your account is suspended',
      'You can sign in again',
    ])
  })

  test('a notice that waits holds up no link', async () => {
    await edit({ mobilePhone: '+15550001' })
    await deliver()
    await edit({ mobilePhone: '+15550002' })
    expect((await world.request('priya', 'POST', `/api/v1/users/${id}/lifecycle/reset_password`)).status).toBe(200)
    await deliver()
    expect(server.received.map(({ subject }) => subject)).toContain('Priya Nair reset your password')
  })

  test('a mail that is being sent is left alone: what happens meanwhile has a mail of its own', async () => {
    await edit({ mobilePhone: '+15550001' })
    await world.owner.query('update outbox set locked_until = $1 where subject_user_id = $2', [
      secondsAfter(world.now, 60),
      id,
    ])
    await edit({ primaryPhone: '+15550002' })
    const said = (await queuedMails(world, id)).map(({ params }) => params['attributes'])
    expect(new Set(said)).toEqual(new Set(['Mobile phone', 'Primary phone']))
  })

  test('an edit that is refused leaves what waits as it is', async () => {
    await edit({ mobilePhone: '+15550001' })
    const before = (await world.owner.query('select * from outbox where subject_user_id = $1', [id])).rows
    const refused = await world.request('priya', 'POST', `/api/v1/users/${id}`, {
      profile: { login: world.people.noor.login },
    })
    expect(refused.status).toBe(400)
    expect((await world.owner.query('select * from outbox where subject_user_id = $1', [id])).rows).toEqual(before)
  })
})
