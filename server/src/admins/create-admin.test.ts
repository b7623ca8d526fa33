import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { narrowed } from '../../test/support/narrow.ts'
import { useWorld } from '../../test/support/world.ts'
import type { Ctx } from '../authz/context.ts'
import { loadAuthority } from '../authz/load-authority.ts'
import { hour, minute, secondsAfter } from '../kernel/clock.ts'
import { openContext } from '../record/open-context.ts'
import { findSecret } from '../tokens/public.ts'
import { createAdmin } from './create-admin.ts'

const world = useWorld()
const operator = (): Ctx =>
  openContext(world.db, {
    actor: { kind: 'system', name: 'operator-cli' },
    now: () => world.now,
    requestId: 'test',
    origin: { address: '127.0.0.1', userAgent: 'portico' },
    log: () => undefined,
  })
const ada = { login: 'ada@portico.example', firstName: 'Ada', lastName: 'Ito', role: 'SUPER_ADMIN' } as const
const peopleCalled = async (login: string) =>
  (await world.owner.query("select id, realm_id, status from users where profile ->> 'login' = $1", [login])).rows

describe('createAdmin', () => {
  test('makes a super admin of the default realm who has no password, and a link that works for an hour', async () => {
    const link = await createAdmin(operator(), ada, world.parts)
    const [made] = await peopleCalled(ada.login)
    expect(made).toMatchObject({ realm_id: world.realms.home, status: 'PROVISIONED' })
    expect((await loadAuthority(world.db, made.id, world.now)).tier).toBe(3)
    expect(link.expiresAt).toEqual(secondsAfter(world.now, hour))
    expect(await findSecret(world.db, 'activation', link.secret, world.now)).toMatchObject({ userId: made.id })
    expect(await findSecret(world.db, 'activation', link.secret, link.expiresAt)).toBeUndefined()
    const { rowCount } = await world.owner.query('select from passwords where user_id = $1', [made.id])
    expect(rowCount).toBe(0)
  })

  test('the log has who was made, what they were given, and that their link was shown; they are told by mail', async () => {
    const [made] = await peopleCalled(ada.login)
    const events = (await world.events()).filter((event) =>
      event.targets.some((target: { id: string }) => target.id === made.id),
    )
    expect(events.map((event) => event.event_type)).toEqual([
      'user.lifecycle.create',
      'user.account.privilege.grant',
      'user.lifecycle.activate',
      'portico.credential.disclosed',
    ])
    expect(events[1]).toMatchObject({ actor_id: 'system:operator-cli', detail: { role: 'SUPER_ADMIN' } })
    expect(await queuedMails(world, made.id)).toMatchObject([
      { template: 'linkDisclosed', recipients: [ada.login], purpose: null },
    ])
  })

  test('makes an org admin too, who decides about no roles', async () => {
    await createAdmin(operator(), { ...ada, login: 'bo@portico.example', role: 'ORG_ADMIN' }, world.parts)
    const [made] = await peopleCalled('bo@portico.example')
    const { tier, grants } = await loadAuthority(world.db, made.id, world.now)
    expect(tier).toBe(2)
    expect(grants.some((grant) => grant.permissions.has('iam.manage'))).toBe(false)
  })

  test('a username that is taken, and a name that is none, are refused, and nobody is made', async () => {
    const before = (await world.owner.query('select from users')).rowCount
    await expect(createAdmin(operator(), ada, world.parts)).rejects.toMatchObject({ code: 'user.loginTaken' })
    await expect(
      createAdmin(operator(), { ...ada, login: 'nobody', firstName: '' }, world.parts),
    ).rejects.toMatchObject({ code: 'user.invalid' })
    expect((await world.owner.query('select from users')).rowCount).toBe(before)
  })

  test('only who decides about roles makes one, with a fresh proof, and never by token', async () => {
    const other = { ...ada, login: 'cy@portico.example' }
    await expect(createAdmin(await world.as('omar'), other, world.parts)).rejects.toMatchObject({
      code: 'authz.denied',
    })
    await expect(createAdmin(await world.as('priya'), other, world.parts)).rejects.toMatchObject({
      code: 'realm.notFound',
    })
    const byToken = await narrowed(world, 'sam', [
      'users.read',
      'users.create',
      'iam.manage',
      'portico.credentials.disclose',
    ])
    await expect(createAdmin(byToken, other, world.parts)).rejects.toMatchObject({ code: 'authz.denied' })
    const stale = await world.as('sam')
    world.now = secondsAfter(world.now, 16 * minute)
    await expect(createAdmin(stale, other, world.parts)).rejects.toMatchObject({ code: 'authz.proofNeeded' })
    await createAdmin(await world.as('sam'), other, world.parts)
    expect(await peopleCalled(other.login)).toHaveLength(1)
  })
})
