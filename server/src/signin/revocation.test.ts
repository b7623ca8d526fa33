// What ends with what: every event that takes something from somebody, against everything that they hold. Afterwards the
// person is as they were before, so that what is dead is so by itself and not by the status they are in.
import { describe, expect, test } from 'vitest'
import { linkIn, post } from '../../test/support/post.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { openVisitor } from '../../test/support/visitor.ts'
import { type Answer, useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { hashSecret } from '../kernel/secret.ts'
import { newTokenSecret } from '../tokens/public.ts'

const world = useWorld()
const artefacts = ['session', 'token', 'recovery link', 'activation link'] as const
type Artefact = (typeof artefacts)[number]
type Outcome = 'ends' | 'lives'

const path = (id: UserId, verb = '') => `/api/v1/users/${id}${verb}`
const ask = async (method: string, url: string, body?: unknown): Promise<Answer> => {
  const answer = await world.request('omar', method, url, body)
  expect([url, answer.status < 300]).toEqual([url, true])
  return answer
}
const edit = (profile: Readonly<Record<string, string | null>>) => (id: UserId) => ask('POST', path(id), { profile })
const again = (id: UserId, status: string) =>
  world.owner.query('update users set status = $2, status_before_suspend = null where id = $1', [id, status])
const other = (name: string) => `other-${newId('user', world.now)}@${name}`

interface Row {
  /** Does it to somebody who is in this status, and lets them be in it again. */
  readonly run: (id: UserId, status: string) => Promise<unknown>
  /** In the order of `artefacts`. */
  readonly leaves: readonly [Outcome, Outcome, Outcome, Outcome]
}
const all = ['ends', 'ends', 'ends', 'ends'] as const
const links = ['lives', 'lives', 'ends', 'ends'] as const
const none = ['lives', 'lives', 'lives', 'lives'] as const

const rows: Readonly<Record<string, Row>> = {
  'a suspension that was lifted': {
    run: async (id) => {
      await ask('POST', path(id, '/lifecycle/suspend'))
      await ask('POST', path(id, '/lifecycle/unsuspend'))
    },
    leaves: all,
  },
  'a deactivation': {
    run: async (id, status) => {
      await ask('POST', path(id, '/lifecycle/deactivate'))
      await again(id, status)
    },
    leaves: all,
  },
  'a deletion': {
    run: async (id) => {
      await ask('DELETE', path(id))
      await ask('DELETE', path(id))
    },
    leaves: all,
  },
  'a reset of the password': {
    run: async (id, status) => {
      await ask('POST', path(id, '/lifecycle/reset_password?revokeSessions=true'))
      await again(id, status)
    },
    leaves: all,
  },
  'a password that its owner chose': {
    run: async (id, status) => {
      const visitor = openVisitor(world.app)
      await visitor.open(await recoveryLink(id))
      await visitor.send({ password: 'another fine password', repeat: 'another fine password' })
      expect(visitor.cookies.has('portico_session')).toBe(true)
      await again(id, status)
    },
    leaves: all,
  },
  'another username': { run: (id) => edit({ login: other('acme.example') })(id), leaves: links },
  'another primary address': { run: (id) => edit({ email: other('acme.example') })(id), leaves: links },
  'another secondary address': { run: (id) => edit({ secondEmail: other('home.example') })(id), leaves: links },
  'no secondary address any more': { run: edit({ secondEmail: null }), leaves: links },
  'another name': { run: edit({ firstName: 'Other' }), leaves: none },
}

async function recoveryLink(id: UserId): Promise<string> {
  await world.owner.query("delete from guess_counters where kind = 'link'")
  const { rows: found } = await world.owner.query("select profile ->> 'login' as login from users where id = $1", [id])
  const visitor = openVisitor(world.app)
  await visitor.open('/signin/forgot')
  await visitor.send({ username: found[0].login })
  return linkIn((await post(world)).find((letter) => letter.recipient === found[0].login))
}

async function activationLink(id: UserId): Promise<string> {
  await ask('POST', path(id, '/lifecycle/reactivate?sendEmail=true'))
  return linkIn((await post(world)).at(-1))
}

async function tokenOf(id: UserId): Promise<string> {
  const secret = newTokenSecret()
  await world.owner.query(
    `insert into api_tokens (id, realm_id, user_id, name, secret_hash, user_epoch, permissions, created_at, last_used_at, expires_at, granted_by)
     select $1, realm_id, id, 'sync', $2, epoch, '{}', $3, $3, $3::timestamptz + interval '30 days', 'test' from users where id = $4`,
    [newId('apiToken', world.now), hashSecret(secret), world.now, id],
  )
  return secret.reveal()
}

/** Gives somebody the artefact. Returns how to ask whether it opens anything. */
const hold: Readonly<Record<Artefact, (id: UserId) => Promise<() => Promise<boolean>>>> = {
  session: async (id) => {
    const visitor = openVisitor(world.app)
    const { rows: found } = await world.owner.query('select login_key as login from users where id = $1', [id])
    await visitor.signIn(found[0].login, demoPassword)
    return async () => (await visitor.open('/')).text.includes('Signed in as')
  },
  token: async (id) => {
    const authorization = `SSWS ${await tokenOf(id)}`
    return async () =>
      (await world.request('nobody', 'GET', '/api/v1/users/me', undefined, { authorization })).status !== 401
  },
  'recovery link': async (id) => opens(await recoveryLink(id)),
  'activation link': async (id) => opens(await activationLink(id)),
}
const opens = (link: string) => async () => (await openVisitor(world.app).open(link)).status === 200

/** Somebody of Acme with two addresses. */
async function somebody(status: 'ACTIVE' | 'PROVISIONED'): Promise<UserId> {
  const id = await insertSomebody(world, world.realms.acme, status)
  await edit({ secondEmail: other('home.example') })(id)
  await world.owner.query('delete from outbox')
  return id
}

describe.each(Object.entries(rows))('%s', (_name, row) => {
  test.each(artefacts.map((artefact, index) => [artefact, row.leaves[index]] as const))(
    '%s %s',
    async (artefact, outcome) => {
      const status = artefact === 'activation link' ? 'PROVISIONED' : 'ACTIVE'
      const id = await somebody(status)
      const isAlive = await hold[artefact](id)
      expect(await isAlive()).toBe(true)
      await row.run(id, status)
      expect(await isAlive()).toBe(outcome === 'lives')
    },
  )
})
