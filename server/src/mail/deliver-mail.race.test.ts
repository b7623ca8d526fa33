// Proves that the deliverer takes the person's row before the mail's. To falsify: remove `await holdSubject(tx, due)` in
// record/work-outbox.ts, and the link leaves for an address that is not the person's any more.
import { expect, test } from 'vitest'
import { until } from '../../test/support/race.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { mailboxTransport, startDeliverer } from './public.ts'

const world = useWorld()

test('a link that is about to leave while its address is being changed does not leave for the old one', async () => {
  const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
  expect(
    (await world.request('priya', 'POST', `/api/v1/users/${userId}/lifecycle/reactivate?sendEmail=true`)).status,
  ).toBe(200)
  const now = () => world.now
  const deliverer = startDeliverer({
    db: world.db,
    transport: mailboxTransport(world.db, 'Portico', now),
    origin: testOrigin,
    now,
    log: () => undefined,
    everyMs: 3_600_000,
  })
  const edit = await world.owner.connect()
  await edit.query('begin')
  await edit.query('select id from users where id = $1 for no key update', [userId])
  const round = deliverer.round()
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 1,
  )
  const withdrawn = await edit.query(
    'delete from outbox where id in (select id from outbox where subject_user_id = $1 and secret_purpose is not null for update skip locked)',
    [userId],
  )
  await edit.query('commit')
  edit.release()
  await round
  await deliverer.stop()
  expect(withdrawn.rowCount).toBe(1)
  expect((await world.owner.query('select recipient from mailbox')).rows).toEqual([])
  expect((await world.owner.query('select 1 from one_time_secrets where user_id = $1', [userId])).rowCount).toBe(0)
})
