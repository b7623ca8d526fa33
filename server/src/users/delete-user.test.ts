import { describe, expect, test } from 'vitest'
import { queuedMails } from '../../test/support/mails.ts'
import { narrowed } from '../../test/support/narrow.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { deleteUser } from './delete-user.ts'
import { loginHashes } from './login-hold.ts'

const world = useWorld()
const loginOf = async (id: string) =>
  (await world.owner.query('select login_key from users where id = $1', [id])).rows[0].login_key

/** A row about the person in every table that has one, so that the test sees what stays behind. */
async function inEveryTable(userId: UserId): Promise<void> {
  const run = (statement: string, ...values: readonly unknown[]) => world.owner.query(statement, [...values])
  await run(
    "insert into group_members (realm_id, group_id, user_id, created_at, granted_by) select u.realm_id, g.id, u.id, $2, 'test' from users u, groups g where u.id = $1 and g.name = 'Reports'",
    userId,
    world.now,
  )
  await run(
    "insert into group_owners (group_id, owner_user_id, created_at) select id, $1, $2 from groups where name = 'Reports'",
    userId,
    world.now,
  )
  await run(
    'insert into guess_counters (subject, device, kind, failures, window_started_at) values ($1, $2, $2, 1, $3)',
    userId,
    'unknown',
    world.now,
  )
  await run(
    "insert into user_attr (realm_id, attr_key, user_id, key_text) select realm_id, 'city', id, 'bonn' from users where id = $1",
    userId,
  )
  await run(
    "insert into devices (id, realm_id, user_id, secret_hash, created_at, last_seen_at) select $2, realm_id, id, '\\x01', $3, $3 from users where id = $1",
    userId,
    newId('device', world.now),
    world.now,
  )
}

/** Every table and column that still holds the id. */
async function placesOf(userId: UserId): Promise<readonly string[]> {
  const { rows } = await world.owner.query(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and t.typname in ('portico_id', 'portico_key', 'text') and a.attnum > 0 and not a.attisdropped`,
  )
  const found: string[] = []
  for (const row of rows) {
    const hit = await world.owner.query(`select 1 from "${row.table}" where "${row.column}" = $1 limit 1`, [userId])
    if (hit.rowCount === 1) found.push(`${row.table.replace(/_\d{4}_\d{2}$/, '')}.${row.column}`)
  }
  return [...new Set(found)].sort()
}

describe('deleteUser', () => {
  test('deactivates a live person first, and says no more than that', async () => {
    const userId = await insertSomebody(world, world.realms.globex, 'ACTIVE')
    await deleteUser(await world.as('eve'), { userId }, world.parts)
    const { rows } = await world.owner.query('select status from users where id = $1', [userId])
    expect(rows).toEqual([{ status: 'DEPROVISIONED' }])
    expect(await world.events('user.lifecycle.deactivate')).toMatchObject([{ targets: [{ id: userId }] }])
    expect(await world.events('user.lifecycle.delete.completed')).toEqual([])
  })

  test('deletes a deactivated person with every row of theirs, and leaves a tombstone', async () => {
    const userId = await insertSomebody(world, world.realms.globex, 'ACTIVE')
    await inEveryTable(userId)
    const login = await loginOf(userId)
    const eve = await world.as('eve')
    await deleteUser(eve, { userId }, world.parts)
    world.now = secondsAfter(world.now, 60)
    await deleteUser(await world.as('eve'), { userId }, world.parts)
    expect(await placesOf(userId)).toEqual([
      'event_targets.target_id',
      'notice_times.subject_user_id',
      'outbox.subject_user_id',
      'restore_points.user_id',
      'user_tombstones.user_id',
    ])
    const tombstone = await world.owner.query('select * from user_tombstones where user_id = $1', [userId])
    expect(tombstone.rows).toEqual([
      {
        user_id: userId,
        realm_id: world.realms.globex,
        created_at: secondsAfter(world.now, -60),
        deleted_at: world.now,
      },
    ])
    const points = await world.owner.query('select verb from restore_points where user_id = $1 order by created_at', [
      userId,
    ])
    expect(points.rows).toEqual([{ verb: 'deactivate' }, { verb: 'delete' }])
    const hold = await world.owner.query('select * from login_holds')
    expect(hold.rows).toEqual([
      {
        login_hash: loginHashes(world.parts.keyring, login)[0],
        realm_id: world.realms.globex,
        held_until: secondsAfter(world.now, 90 * day),
      },
    ])
    const answer = await world.request('eve', 'GET', `/api/v1/users/${userId}`)
    expect(answer.status).toBe(404)
  })

  test('is in the log as begun and completed, and the person was told', async () => {
    const [begun] = await world.events('user.lifecycle.delete.initiated')
    const [completed] = await world.events('user.lifecycle.delete.completed')
    expect(completed).toMatchObject({
      actor_id: world.people.eve.id,
      targets: [{ id: begun?.targets[0].id, realmId: world.realms.globex }],
    })
    const mails = await queuedMails(world, begun?.targets[0].id)
    expect(mails.map((mail) => mail.template)).toEqual(['deactivated', 'deleted'])
    expect(mails[1]?.recipients).toEqual([mails[1]?.params['login']])
  })

  test('needs the right to deactivate as long as there is something to deactivate', async () => {
    const ctx = await narrowed(world, 'priya', ['users.read', 'users.lifecycle.delete'])
    const live = await insertSomebody(world, world.realms.acme, 'ACTIVE')
    await expect(deleteUser(ctx, { userId: live }, world.parts)).rejects.toMatchObject({ code: 'authz.denied' })
    const deactivated = await insertSomebody(world, world.realms.acme, 'DEPROVISIONED')
    await deleteUser(ctx, { userId: deactivated }, world.parts)
  })

  test('a username that was deleted twice is held from the later time', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'DEPROVISIONED')
    const login = await loginOf(userId)
    await deleteUser(await world.as('priya'), { userId }, world.parts)
    world.now = secondsAfter(world.now, day)
    const again = await insertSomebody(world, world.realms.acme, 'DEPROVISIONED')
    await world.owner.query('update users set login_key = $2 where id = $1', [again, login])
    await deleteUser(await world.as('priya'), { userId: again }, world.parts)
    const { rows } = await world.owner.query('select held_until from login_holds where login_hash = $1', [
      loginHashes(world.parts.keyring, login)[0],
    ])
    expect(rows).toEqual([{ held_until: secondsAfter(world.now, 90 * day) }])
  })
})
