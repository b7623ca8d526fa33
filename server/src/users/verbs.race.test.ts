// Proves the row lock of `lockUser` for the other verbs. To falsify: remove `.forNoKeyUpdate()` in queries/users.ts, and two
// activations both succeed, and a suspension lands on somebody who is being deactivated.
// Proves the lock on the super admin's role. To falsify: remove `.forNoKeyUpdate()` in authz/keep-super-admin.ts, and no
// active super admin is left.
// Proves that a link is used or dead, never both. To falsify: remove `.where('superseded_at', 'is', null)` in `consumeSecret`.
// Proves that the deliverer reads the status under the lock. To falsify: remove `.forNoKeyUpdate()` in mail/deliver-mail.ts,
// and a link is made for somebody who was deactivated.
import { expect, test } from 'vitest'
import { faults, race, until } from '../../test/support/race.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { mailboxTransport, startDeliverer } from '../mail/public.ts'
import { consumeSecret, findSecret } from '../tokens/public.ts'
import { activateUser } from './activate-user.ts'
import { deactivateUser } from './deactivate-user.ts'
import { deleteUser } from './delete-user.ts'
import { reactivateUser } from './reactivate-user.ts'
import { suspendUser } from './suspend-user.ts'

const world = useWorld()
const rounds = Array.from({ length: 10 }, (_, round) => round)
const statusOf = async (id: string) =>
  (await world.owner.query('select status, status_before_suspend from users where id = $1', [id])).rows[0]
const isWaiting = async () =>
  (
    await world.owner.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
  ).rowCount === 1

async function insertSuperAdmin(): Promise<UserId> {
  const id = await insertSomebody(world, world.realms.home, 'ACTIVE')
  await world.owner.query(
    "insert into role_assignments (id, created_at, role_id, user_id, granted_by) select $2, $3, id, $1, 'test' from roles where type = 'SUPER_ADMIN'",
    [id, newId('assignment', world.now), world.now],
  )
  return id
}

test('two admins who activate somebody at once send one mail', async () => {
  for (const _ of rounds) {
    const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
    const contexts = await Promise.all([world.as('priya'), world.as('noor')])
    const results = await race(contexts.map((ctx) => () => activateUser(ctx, { userId, sendEmail: true })))
    expect(faults(results)).toEqual(['user.alreadyActive'])
    const mails = await world.owner.query('select 1 from outbox where subject_user_id = $1', [userId])
    expect(mails.rowCount).toBe(1)
  }
  expect(await world.events('user.lifecycle.activate')).toHaveLength(rounds.length)
})

test('a link that is used while a new one is made is either used or dead', async () => {
  for (const _ of rounds) {
    const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const omar = await world.as('omar')
    const first = await reactivateUser(omar, { userId, sendEmail: false })
    if (first === undefined) throw new Error('no link was shown')
    const [used, renewed] = await race<unknown>([
      () => world.db.transaction().execute((tx) => consumeSecret(tx, 'activation', first.secret, world.now)),
      () => reactivateUser(omar, { userId, sendEmail: false }),
    ])
    expect(renewed?.status).toBe('fulfilled')
    const { rows } = await world.owner.query(
      'select consumed_at is not null as used, superseded_at is not null as superseded from one_time_secrets where user_id = $1 order by created_at, consumed_at nulls last, superseded_at nulls last limit 1',
      [userId],
    )
    const isUsed = used?.status === 'fulfilled'
    expect(rows[0]).toEqual({ used: isUsed, superseded: !isUsed })
  }
})

test('who comes with a link while it is being superseded waits, and finds it dead', async () => {
  const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
  const shown = await reactivateUser(await world.as('omar'), { userId, sendEmail: false })
  if (shown === undefined) throw new Error('no link was shown')
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('update one_time_secrets set superseded_at = $2 where user_id = $1', [userId, world.now])
  const waiting = world.db.transaction().execute((tx) => consumeSecret(tx, 'activation', shown.secret, world.now))
  waiting.catch(() => undefined) // looked at below; the refusal may come before
  await until(isWaiting)
  await holder.query('commit')
  holder.release()
  await expect(waiting).rejects.toMatchObject({ code: 'link.expired' })
})

test('a mail that is leaving while its reader is deactivated makes no link', async () => {
  const userId = await insertSomebody(world, world.realms.acme, 'STAGED')
  const priya = await world.as('priya')
  await world.owner.query('delete from outbox')
  await activateUser(priya, { userId, sendEmail: true })
  const now = () => world.now
  const deliverer = startDeliverer({
    db: world.db,
    transport: mailboxTransport(world.db, 'portico@portico.example', now),
    origin: testOrigin,
    now,
    log: () => undefined,
    everyMs: 3_600_000,
  })
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query(
    "update users set status = 'DEPROVISIONED', credential_version = credential_version + 1 where id = $1",
    [userId],
  )
  const leaving = deliverer.round()
  await until(isWaiting)
  await holder.query('commit')
  holder.release()
  await leaving
  await deliverer.stop()
  const secrets = await world.owner.query('select 1 from one_time_secrets where user_id = $1', [userId])
  expect(secrets.rowCount).toBe(0)
})

test('two deactivations at once cannot leave the org without an active super admin', async () => {
  // Sam is locked out by guesses but signed in: he may act, and does not count as active.
  for (const _ of rounds) {
    await world.owner.query("update users set status = 'ACTIVE' where id = $1", [world.people.sam.id])
    const others = [await insertSuperAdmin(), await insertSuperAdmin()] as const
    const contexts = await Promise.all([world.as('sam'), world.as('sam')])
    await world.owner.query("update users set status = 'LOCKED_OUT' where id = $1", [world.people.sam.id])
    const results = await race([
      () => deactivateUser(contexts[0], { userId: others[0] }, world.parts),
      () => deactivateUser(contexts[1], { userId: others[1] }, world.parts),
    ])
    expect(faults(results)).toEqual(['user.lastSuperAdmin'])
    const { rows } = await world.owner.query("select id from users where status = 'ACTIVE' and id = any ($1)", [others])
    expect(rows).toHaveLength(1)
    await world.owner.query('delete from role_assignments where user_id = any ($1)', [others])
  }
})

test('somebody who is suspended and deleted at once ends deactivated, whoever came first', async () => {
  for (const _ of rounds) {
    const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    const [priya, noor] = await Promise.all([world.as('priya'), world.as('noor')])
    const results = await race([() => suspendUser(priya, { userId }), () => deleteUser(noor, { userId }, world.parts)])
    expect(['', 'user.notSuspendable']).toContain(faults(results).join())
    expect(await statusOf(userId)).toEqual({ status: 'DEPROVISIONED', status_before_suspend: null })
  }
})

test('a suspension that waits for a deactivation finds it done', async () => {
  const userId = await insertSomebody(world, world.realms.acme, 'ACTIVE')
  const priya = await world.as('priya')
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query("update users set status = 'DEPROVISIONED' where id = $1", [userId])
  const waiting = suspendUser(priya, { userId })
  waiting.catch(() => undefined) // looked at below; the refusal may come before
  await until(isWaiting)
  await holder.query('commit')
  holder.release()
  await expect(waiting).rejects.toMatchObject({ code: 'user.notSuspendable' })
  expect((await statusOf(userId)).status).toBe('DEPROVISIONED')
})

test('two deletions of a deactivated person delete once', async () => {
  for (const _ of rounds) {
    const userId = await insertSomebody(world, world.realms.acme, 'DEPROVISIONED')
    const contexts = await Promise.all([world.as('priya'), world.as('noor')])
    const results = await race(contexts.map((ctx) => () => deleteUser(ctx, { userId }, world.parts)))
    expect(faults(results)).toEqual(['user.notFound'])
  }
  expect(await world.events('user.lifecycle.delete.completed')).toHaveLength(rounds.length)
})

test('a link is dead for whoever is deactivated while it is shown', async () => {
  for (const _ of rounds) {
    const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const [omar, priya] = await Promise.all([world.as('omar'), world.as('priya')])
    const [shown] = await race([
      () => reactivateUser(omar, { userId, sendEmail: false }),
      async () => {
        await deactivateUser(priya, { userId }, world.parts)
        return undefined
      },
    ])
    if (shown?.status === 'fulfilled' && shown.value !== undefined)
      expect(await findSecret(world.db, 'activation', shown.value.secret, world.now)).toBeUndefined()
  }
})
