// Whether an account exists, and how it is, is told by nothing that a stranger sees: status, headers, body, and how often
// a password is hashed. The matrix stands once for every door that takes a name or a link.
import { beforeAll, describe, expect, test } from 'vitest'
import { appThatCounts } from '../../test/support/counting-hasher.ts'
import { openVisitor, type Shown } from '../../test/support/visitor.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { newSecret } from '../kernel/secret.ts'
import { mintSecret } from '../tokens/public.ts'

const world = useWorld()
const kinds = [
  'exists',
  'absent',
  'suspended',
  'deactivated',
  'staged',
  'locked',
  'in another realm',
  'no password',
  'ended',
  'temporary password over',
] as const
type Kind = (typeof kinds)[number]
const logins = new Map<Kind, string>()
let counter = 0

beforeAll(async () => {
  for (const kind of kinds) logins.set(kind, await make(kind))
})

/** Somebody of each kind; but for `no password` and `absent` with a password. */
async function make(kind: Kind): Promise<string> {
  if (kind === 'absent') return 'nobody-at-all@acme.example'
  const realm = kind === 'in another realm' ? world.realms.globex : world.realms.acme
  const status = (
    { suspended: 'SUSPENDED', deactivated: 'DEPROVISIONED', staged: 'STAGED', locked: 'LOCKED_OUT' } as const
  )[kind as 'suspended']
  const id = await insertSomebody(world, realm, status ?? 'ACTIVE')
  await world.owner.query('delete from passwords where user_id = $1', [id])
  if (kind !== 'no password')
    await world.owner.query(
      `insert into passwords (realm_id, user_id, hash, set_by, set_at, temporary_until)
       select $1, $2, hash, 'test', set_at, $4 from passwords where user_id = $3`,
      [realm, id, world.people.lee.id, kind === 'temporary password over' ? world.now : null],
    )
  if (kind === 'ended') await world.owner.query('update users set expires_at = $2 where id = $1', [id, world.now])
  if (kind === 'locked')
    await world.owner.query("insert into guess_counters values ($1, 'unknown', 'password', 10, $2, $3)", [
      id,
      world.now,
      new Date(world.now.getTime() + 900_000),
    ])
  const { rows } = await world.owner.query<{ login: string }>('select login_key as login from users where id = $1', [
    id,
  ])
  return rows[0]?.login ?? ''
}

/** What a stranger sees, without what differs from one request to the next, and without the name they typed. */
function seen({ status, headers, text }: Shown, ...masked: readonly string[]): string {
  const hidden = ['date', 'x-okta-request-id', 'x-rate-limit-remaining', 'x-rate-limit-reset', 'content-length']
  const kept = Object.entries(headers)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .sort()
  const noise = masked.reduce((all, mask) => all.replaceAll(mask, 'MASKED'), `${status}\n${kept.join('\n')}\n${text}`)
  return noise
    .replace(/nonce(-|=")[\w+/]+/g, 'nonce')
    .replace(/name="step" value="[^"]+"/g, 'step')
    .replace(/portico_flow=[\w-]+/g, 'flow')
}

async function each<T>(look: (login: string, kind: Kind, address: string) => Promise<T>): Promise<readonly T[]> {
  const found: T[] = []
  for (const [kind, login] of logins) {
    counter += 1
    found.push(await look(login, kind, `203.0.${Math.floor(counter / 250)}.${counter % 250}`))
  }
  return found
}
const distinct = (found: readonly unknown[]) => new Set(found.map((one) => JSON.stringify(one))).size

describe('a stranger learns nothing', () => {
  test('from the page that asks for the password', async () => {
    const found = await each(async (login, _kind, address) => {
      const visitor = openVisitor(world.app, { address })
      await visitor.open('/signin')
      return seen(await visitor.send({ username: login }), login)
    })
    expect([found.length, distinct(found)]).toEqual([kinds.length, 1])
  })

  test('from a wrong password, and each is hashed once', async () => {
    const { app, work } = appThatCounts(world)
    const found = await each(async (login, _kind, address) => {
      const visitor = openVisitor(app, { address })
      await visitor.open('/signin')
      await visitor.send({ username: login })
      const before = work.real + work.nobodys
      const answer = seen(await visitor.send({ password: 'not the password' }), login)
      return [answer, work.real + work.nobodys - before]
    })
    expect(distinct(found)).toBe(1)
    expect(found[0]?.[1]).toBe(1)
    await app.close()
  })

  test('from the right password of somebody who may not sign in: it is as good as a wrong one', async () => {
    const found = await each(async (login, kind, address) => {
      const visitor = openVisitor(world.app, { address })
      await visitor.open('/signin')
      await visitor.send({ username: login })
      const wrong = seen(await visitor.send({ password: 'not the password' }), login)
      const right = seen(await visitor.send({ password: demoPassword }), login)
      return [kind, right === wrong, visitor.cookies.has('portico_session')]
    })
    const may: readonly Kind[] = ['exists', 'in another realm']
    expect(found).toEqual(kinds.map((kind) => [kind, !may.includes(kind), may.includes(kind)]))
  })

  test('from ten wrong passwords and more: who is locked by them is told no other thing', async () => {
    const { app, work } = appThatCounts(world)
    const found = await each(async (login, _kind, address) => {
      const visitor = openVisitor(app, { address })
      await visitor.open('/signin')
      await visitor.send({ username: login })
      const before = work.real + work.nobodys
      const answers: string[] = []
      for (let round = 0; round < 12; round += 1)
        answers.push(seen(await visitor.send({ password: 'not the password' }), login))
      return [new Set(answers).size, answers[0], work.real + work.nobodys - before]
    })
    expect(distinct(found)).toBe(1)
    expect(found[0]).toEqual([1, expect.any(String), 12])
    await app.close()
  })

  test('from asking for a link', async () => {
    const found = await each(async (login, _kind, address) => {
      const visitor = openVisitor(world.app, { address })
      await visitor.open('/signin/forgot')
      return seen(await visitor.send({ username: login }), login)
    })
    expect(distinct(found)).toBe(1)
  })

  test('and mail goes to those who may have it, and to nobody else', async () => {
    const { rows } = await world.owner.query<{ login: string }>(
      "select u.login_key as login from outbox o join users u on u.id = o.subject_user_id where o.template = 'recovery'",
    )
    const may: readonly Kind[] = ['exists', 'locked', 'in another realm', 'no password', 'temporary password over']
    expect(rows.map((row) => row.login).sort()).toEqual(may.map((kind) => logins.get(kind) ?? '').sort())
  })

  test('from a link that is spent, old, superseded, of another kind, of somebody gone, or made up', async () => {
    const make = async (mend: string, purpose: 'activation' | 'recovery' = 'recovery') => {
      const id = await insertSomebody(world, world.realms.acme, 'ACTIVE')
      const subject = { userId: id, realmId: world.realms.acme, purpose }
      const { secret } = await world.db.transaction().execute((tx) => mintSecret(tx, subject, world.now))
      await world.owner.query(mend, [id])
      return secret.reveal()
    }
    const secrets = [
      newSecret().reveal(),
      await make('update one_time_secrets set consumed_at = created_at where user_id = $1'),
      await make('update one_time_secrets set superseded_at = created_at where user_id = $1'),
      await make('update one_time_secrets set expires_at = created_at where user_id = $1'),
      await make('update users set credential_version = 2 where id = $1'),
      await make("update users set status = 'SUSPENDED', status_before_suspend = 'ACTIVE' where id = $1"),
      await make("update users set status = 'STAGED' where id = $1"),
      await make('delete from users where id = $1'),
      await make('select 1 from users where id = $1', 'activation'),
    ]
    const visitor = openVisitor(world.app)
    const chosen = { password: 'a fine password', repeat: 'a fine password' }
    for (const look of [
      (path: string) => visitor.open(path),
      (path: string) => visitor.post(path, chosen),
      (path: string) => visitor.post(`${path}/again`, {}),
    ]) {
      const found: string[] = []
      for (const secret of secrets) found.push(seen(await look(`/reset_password/${secret}`), secret))
      expect(distinct(found)).toBe(1)
    }
  })
})
