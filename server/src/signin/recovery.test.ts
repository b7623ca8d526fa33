import { describe, expect, test } from 'vitest'
import { linkIn, post } from '../../test/support/post.ts'
import { errorOf, openVisitor, titleOf } from '../../test/support/visitor.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { type PersonKey, useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
const sent = (login: string) =>
  `If there is an account for ${login}, a mail with a link is on its way. The link works for 60 minutes.`

async function forgot(login: string, address = '127.0.0.1') {
  const visitor = openVisitor(world.app, { address })
  await visitor.open('/signin/forgot')
  return visitor.send({ username: login })
}
async function linkFor(person: PersonKey): Promise<string> {
  await world.owner.query("delete from guess_counters where kind = 'link'")
  await forgot(world.people[person].login)
  return linkIn((await post(world)).find((letter) => letter.subject === 'Reset your password'))
}
const edit = async (id: string, profile: Readonly<Record<string, string | null>>) =>
  expect((await world.request('omar', 'POST', `/api/v1/users/${id}`, { profile })).status).toBe(200)
const confirm = (address: string) =>
  world.owner.query('update user_addresses set owner_confirmed_at = $2 where address = $1', [address, world.now])
const statusOf = async (id: string) =>
  (await world.owner.query('select status from users where id = $1', [id])).rows[0].status
const asIf = (id: string, status: string) =>
  world.owner.query(
    "update users set status = $2, status_before_suspend = case when $2 = 'SUSPENDED' then 'ACTIVE' end where id = $1",
    [id, status],
  )

describe('a forgotten password', () => {
  test('is asked for by name, and a link goes to both addresses, with what to do if it was somebody else', async () => {
    const { lee } = world.people
    await edit(lee.id, { secondEmail: 'lee@home.example' })
    await confirm('lee@home.example')
    await post(world)
    const answer = await forgot(' LEE@acme.example ')
    expect([answer.status, titleOf(answer.text)]).toEqual([200, 'Look in your mail'])
    expect(answer.text).toContain(sent('LEE@acme.example'))
    const letters = await post(world)
    expect(letters.map((letter) => `${letter.recipient}: ${letter.subject}`).sort()).toEqual([
      'lee@acme.example: Reset your password',
      'lee@home.example: Reset your password',
    ])
    expect(linkIn(letters[0])).toBe(linkIn(letters[1]))
    expect(letters[0]?.body_text).toContain('If it was not you, do nothing: your password stays as it is.')
    expect((await world.events('portico.signin.link_requested')).at(-1)).toMatchObject({
      outcome: 'SUCCESS',
      targets: [{ id: lee.id }],
      detail: { purpose: 'recovery' },
    })
  })

  test('still works until another is chosen: to ask changes nothing', async () => {
    expect((await openVisitor(world.app).signIn(world.people.lee.login, demoPassword)).text).toContain('Signed in as')
    expect(await statusOf(world.people.lee.id)).toBe('ACTIVE')
  })

  test('of somebody who may not sign in is answered alike, and mails nothing', async () => {
    const { eve } = world.people
    for (const status of ['SUSPENDED', 'DEPROVISIONED', 'STAGED']) {
      await asIf(eve.id, status)
      expect((await forgot(eve.login)).text).toContain(sent(eve.login))
    }
    expect((await forgot('nobody@nowhere.example')).text).toContain(sent('nobody@nowhere.example'))
    expect(await post(world)).toEqual([])
    await asIf(eve.id, 'ACTIVE')
  })

  test('is mailed about three times an hour, and answered alike after that', async () => {
    const { noor } = world.people
    for (let round = 0; round < 5; round += 1)
      expect((await forgot(noor.login, `203.0.113.${round + 1}`)).text).toContain(sent(noor.login))
    expect(await post(world)).toHaveLength(3)
  })

  test('tells an empty name by its field', async () => {
    const answer = await forgot('')
    expect([answer.status, errorOf(answer.text, 'username')]).toEqual([400, 'Fill in this field.'])
  })
})

describe('a link that somebody asks for by a name', () => {
  /** Somebody of Acme whose address is as old as the account: made now. */
  const somebody = async () => {
    const id = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const { rows } = await world.owner.query("select profile ->> 'login' as login from users where id = $1", [id])
    return { id, login: rows[0].login as string }
  }
  /** Who gets a link when it is asked for so long after now. */
  const recipients = async (login: string, seconds: number) => {
    const began = world.now
    world.now = secondsAfter(began, seconds)
    await world.owner.query('delete from guess_counters')
    expect((await forgot(login)).text).toContain(sent(login))
    const letters = (await post(world)).filter((letter) => letter.subject === 'Reset your password')
    world.now = began
    return letters.map((letter) => letter.recipient).sort()
  }

  test('does not go to an address that an admin has just set, and does a day later', async () => {
    const { id, login } = await somebody()
    await edit(id, { secondEmail: 'attacker@evil.example' })
    expect(await recipients(login, 0)).toEqual([login])
    expect(await recipients(login, day - 1)).toEqual([login])
    expect(await recipients(login, day)).toEqual(['attacker@evil.example', login])
  })

  test('goes at once to an address that its owner confirmed', async () => {
    const { id, login } = await somebody()
    await edit(id, { secondEmail: `home.${login}` })
    await confirm(`home.${login}`)
    expect(await recipients(login, 0)).toEqual([`home.${login}`])
  })

  test('goes nowhere for a day when the address that its owner confirmed was replaced, and the log says so', async () => {
    const { id, login } = await somebody()
    await confirm(login)
    await edit(id, { email: `other.${login}` })
    expect(await recipients(login, 0)).toEqual([])
    expect((await world.events('portico.signin.link_requested')).at(-1)).toMatchObject({
      outcome: 'FAILURE',
      targets: [{ id }],
    })
    expect(await recipients(login, day)).toEqual([`other.${login}`])
  })

  test('goes to the primary address, however new, of somebody who never confirmed any', async () => {
    const { id, login } = await somebody()
    await edit(id, { email: `other.${login}`, secondEmail: `home.${login}` })
    expect(await recipients(login, 0)).toEqual([`other.${login}`])
  })

  test('in place of a dead one goes by the same rule', async () => {
    const { id, login } = await somebody()
    await forgot(login)
    const link = linkIn((await post(world)).at(-1))
    await edit(id, { secondEmail: 'attacker@evil.example' })
    await world.owner.query('update one_time_secrets set superseded_at = $2 where user_id = $1', [id, world.now])
    await post(world)
    const visitor = openVisitor(world.app)
    await visitor.open(link)
    await visitor.send()
    expect((await post(world)).map((letter) => letter.recipient)).toEqual([login])
  })

  test('is another than the one that an admin sends with a fresh proof: that goes to both', async () => {
    const { id, login } = await somebody()
    await edit(id, { secondEmail: `home.${login}` })
    await post(world)
    await world.request('omar', 'POST', `/api/v1/users/${id}/lifecycle/reset_password`)
    expect((await post(world)).map((letter) => letter.recipient).sort()).toEqual([`home.${login}`, login])
  })
})

describe('a recovery link', () => {
  test('gives a new password, ends every session, token and link, lets in, and tells its owner everywhere', async () => {
    const { priya } = world.people
    const other = openVisitor(world.app)
    await other.signIn(priya.login, demoPassword)
    await world.owner.query(
      "insert into user_addresses (realm_id, user_id, kind, address, address_key, set_by, set_at, replaced_at) values ($1, $2, 'PRIMARY', 'old@acme.example', 'old@acme.example', 'test', $3, $3)",
      [priya.realmId, priya.id, world.now],
    )
    const link = await linkFor('priya')
    const visitor = openVisitor(world.app)
    expect(titleOf((await visitor.open(link)).text)).toBe('Choose a new password')
    await visitor.send({ password: 'a new password', repeat: 'a new password' })
    expect((await visitor.open('/')).text).toContain(`Signed in as ${priya.login}`)
    expect(titleOf((await other.open('/')).text)).toBe('Sign in')
    const again = openVisitor(world.app)
    expect((await again.signIn(priya.login, demoPassword)).status).toBe(400)
    expect((await again.signIn(priya.login, 'a new password')).path).toBe('/portal')
    const events = await world.events('user.account.update_password')
    expect(events.at(-1)).toMatchObject({ actor_id: priya.id, detail: { cause: 'recovery', endedSessions: 1 } })
    const letters = await post(world)
    expect(letters.map((letter) => `${letter.recipient}: ${letter.subject}`).sort()).toEqual([
      'old@acme.example: Your password was changed',
      `${priya.login}: Your password was changed`,
    ])
    expect((await openVisitor(world.app).open(link)).status).toBe(410)
  })

  test.each(['RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'PROVISIONED'])(
    'makes somebody in %s active',
    async (status) => {
      const { ana } = world.people
      await asIf(ana.id, status)
      const link = await linkFor('ana')
      const visitor = openVisitor(world.app)
      await visitor.open(link)
      await visitor.send({ password: `now in ${status}`, repeat: `now in ${status}` })
      expect([await statusOf(ana.id), visitor.cookies.has('portico_session')]).toEqual(['ACTIVE', true])
    },
  )

  test('forgets the wrong guesses at the old password', async () => {
    const { ana } = world.people
    const stranger = openVisitor(world.app)
    await stranger.open('/signin')
    await stranger.send({ username: ana.login })
    for (let round = 0; round < 10; round += 1) await stranger.send({ password: 'wrong' })
    expect(await statusOf(ana.id)).toBe('LOCKED_OUT')
    const visitor = openVisitor(world.app)
    await visitor.open(await linkFor('ana'))
    await visitor.send({ password: 'after the siege', repeat: 'after the siege' })
    expect((await openVisitor(world.app).signIn(ana.login, 'after the siege')).text).toContain('Signed in as')
  })

  test('ends after an hour, and with any other change of the password', async () => {
    const [first, began] = [await linkFor('noor'), world.now]
    world.now = secondsAfter(began, hour)
    expect((await openVisitor(world.app).open(first)).status).toBe(410)
    world.now = began
    expect((await openVisitor(world.app).open(first)).status).toBe(200)
    await world.owner.query('update users set credential_version = credential_version + 1 where id = $1', [
      world.people.noor.id,
    ])
    expect((await openVisitor(world.app).open(first)).status).toBe(410)
    const answer = await openVisitor(world.app).post(first, {
      password: 'too late for this',
      repeat: 'too late for this',
    })
    expect(answer.status).toBe(410)
  })

  test('that is dead offers another, mailed to whoever it was for', async () => {
    const link = await linkFor('kim')
    await world.owner.query('update one_time_secrets set superseded_at = $1', [world.now])
    const visitor = openVisitor(world.app)
    await visitor.open(link)
    expect((await visitor.send()).text).toContain('If there is still an account, a mail with a new link is on its way.')
    expect((await post(world)).map((letter) => letter.recipient)).toEqual([world.people.kim.login])
  })

  test('comes from the configured address, whatever the request says', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open('/signin/forgot')
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-proto': 'https' }
    await visitor.post('/signin/forgot', { username: world.people.sam.login }, headers)
    const [letter] = await post(world)
    expect(letter?.body_text).toContain('http://localhost:8080/reset_password/')
    expect(`${letter?.body_text}${letter?.body_html}`).not.toContain('evil')
  })
})
