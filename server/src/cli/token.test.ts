import { describe, expect, test } from 'vitest'
import { operatorOf, run } from '../../test/support/terminal.ts'
import { useWorld } from '../../test/support/world.ts'

const world = useWorld()
const create = (...more: string[]) => run(['token', 'create', ...more], operatorOf(world))
const get = async (token: string, path: string) =>
  (await world.request('nobody', 'GET', path, undefined, { authorization: `SSWS ${token.trim()}` })).status

describe('portico token create', () => {
  test('prints the token alone on stdout, and it works', async () => {
    const { code, out, err } = await create('--user', 'priya@acme.example', '--name', 'sync')
    expect(code).toBe(0)
    expect(out).toMatch(/^00Q[0-9A-Za-z]{40}\n$/)
    expect(err).toMatch(/^Token 00T\w{17} works until \S+Z\. You will not see it again\.\n$/)
    world.now = new Date()
    expect(await get(out, `/api/v1/users/${world.people.lee.id}`)).toBe(200)
    expect(await get(out, `/api/v1/users/${world.people.eve.id}`)).toBe(404)
  })

  test('limits it to what was named, by either name of a permission and any spelling of a realm', async () => {
    const where = ['--realm', ' ACME ', '--realm', world.realms.globex]
    const what = ['--permission', 'okta.users.read', '--permission', 'portico.logs.read']
    const { out } = await create('--user', 'omar@portico.example', '--name', 'sync', '--days', '1', ...where, ...what)
    const [event] = (await world.events('system.api_token.create')).slice(-1)
    expect(event?.detail).toMatchObject({
      permissions: ['portico.logs.read', 'users.read'],
      realmIds: [world.realms.acme, world.realms.globex],
    })
    world.now = new Date()
    expect(await get(out, `/api/v1/users/${world.people.lee.id}`)).toBe(200)
    expect(await get(out, `/api/v1/users/${world.people.sam.id}`)).toBe(404)
  })

  test('says what is wrong with a code that a script can look for, and nothing on stdout', async () => {
    const cases: ReadonlyArray<readonly [readonly string[], RegExp]> = [
      [['--user', 'nobody@acme.example', '--name', 'x'], /\[user\.notFound\]$/],
      [['--user', 'priya@acme.example', '--name', ''], /\[request\.invalid\]\n {2}name: .+ \[required\]$/],
      [['--user', 'priya@acme.example', '--name', 'x', '--days', '366'], /\n {2}days: .+ \[outOfRange\]$/],
      [['--user', 'priya@acme.example', '--name', 'x', '--days', 'soon'], /\n {2}days: .+ \[outOfRange\]$/],
      [['--user', 'priya@acme.example', '--name', 'x', '--realm', 'Initech'], /There is no realm "Initech"/],
      [['--user', 'priya@acme.example', '--name', 'x', '--realm', 'Globex'], /\[notAllowedValue\]$/],
      [['--user', 'priya@acme.example', '--name', 'x', '--permission', 'fly'], /There is no permission "fly"/],
      [['--user', 'priya@acme.example', '--name', 'x', '--permission', 'iam.manage'], /\[token\.permissionNotHeld\]/],
      [['--user', 'lee@acme.example', '--name', 'x'], /\[token\.permissionNotHeld\]$/],
    ]
    for (const [words, said] of cases) {
      const { code, out, err } = await create(...words)
      expect([words, code, out]).toEqual([words, 1, ''])
      expect(err.trimEnd()).toMatch(said)
    }
  })

  test('the log names the account at the machine, apart from what is sealed', async () => {
    const { rows } = await world.owner.query(
      "select person -> 'client' ->> 'userAgent' as agent from event_people p join events e on e.id = p.event_id where event_type = 'system.api_token.create' limit 1",
    )
    expect(rows[0]?.agent).toMatch(/^portico command line \(\w+\)$/)
  })
})

describe('portico token revoke', () => {
  test('ends a token by the id that was told when it was made', async () => {
    const { out, err } = await create('--user', 'omar@portico.example', '--name', 'sync')
    const [id = ''] = /00T\w{17}/.exec(err) ?? []
    expect(await run(['token', 'revoke', id], operatorOf(world))).toMatchObject({ code: 0, err: '' })
    world.now = new Date()
    expect(await get(out, `/api/v1/users/${world.people.lee.id}`)).toBe(401)
    expect(await run(['token', 'revoke', id], operatorOf(world))).toMatchObject({
      code: 1,
      err: expect.stringContaining('[token.notFound]'),
    })
  })

  test('a word that is no id is a misuse', async () => {
    expect(await run(['token', 'revoke', '00Qabc'], operatorOf(world))).toMatchObject({ code: 2, out: '' })
  })
})

describe('portico admin unlock', () => {
  test('lets somebody in again who was locked out, once', async () => {
    await world.owner.query("update users set status = 'LOCKED_OUT' where id = $1", [world.people.sam.id])
    const unlock = () => run(['admin', 'unlock', '--login', 'sam@portico.example'], operatorOf(world))
    expect(await unlock()).toEqual({ code: 0, out: 'sam@portico.example can sign in again.\n', err: '' })
    expect((await world.events('user.account.unlock_by_admin')).at(-1)).toMatchObject({
      actor_id: 'system:operator-cli',
      targets: [{ id: world.people.sam.id }],
    })
    expect(await unlock()).toMatchObject({ code: 1, err: expect.stringContaining('[user.notLockedOut]') })
  })
})

test('a database with other keys than the configured ones is left alone', async () => {
  const { out: other } = await run(['keys', 'new'])
  const { code, err } = await run(['token', 'create', '--user', 'sam@portico.example', '--name', 'x'], {
    ...operatorOf(world),
    PORTICO_KEYS: other.trim(),
  })
  expect([code, err]).toEqual([1, expect.stringContaining('PORTICO_KEYS does not open this database')])
})

test('a database of an older release is not migrated behind the back of a server', async () => {
  const { rows } = await world.owner.query('delete from migrations where name like $1 returning *', ['0010%'])
  expect(await create('--user', 'sam@portico.example', '--name', 'x')).toMatchObject({
    code: 1,
    err: expect.stringContaining('portico migrate'),
  })
  await world.owner.query('insert into migrations (name, applied_at) values ($1, $2)', [
    rows[0].name,
    rows[0].applied_at,
  ])
})
