import { expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { keepHouse } from './housekeeping.ts'

const world = useWorld()
const round = () =>
  keepHouse({ db: world.db, connection: world.connection, now: () => world.now, log: () => undefined })
const has = async (table: string) =>
  (await world.owner.query('select to_regclass($1) as it', [table])).rows[0].it !== null

test('the log always has partitions for a year to come', async () => {
  world.now = new Date('2028-05-10T12:00:00Z')
  await round()
  expect(await has('events_2028_05')).toBe(true)
  expect(await has('event_people_2029_05')).toBe(true)
})

test('what ended long ago is forgotten, and what somebody may still look at stays', async () => {
  await world.signIn('lee')
  const { rows } = await world.owner.query('select expires_at from sessions')
  const ends: Date = rows[0].expires_at
  world.now = secondsAfter(ends, 29 * day)
  await round()
  expect((await world.owner.query('select 1 from sessions')).rowCount).toBe(1)
  world.now = secondsAfter(ends, 31 * day)
  await round()
  expect((await world.owner.query('select 1 from sessions')).rowCount).toBe(0)
})

test('a new partition is as closed to the server as the first ones', async () => {
  const { rows } = await world.owner.query(
    "select has_table_privilege('portico_app', 'events_2028_05', 'delete') as deletes, has_table_privilege('portico_app', 'events_2028_05', 'update') as updates",
  )
  expect(rows).toEqual([{ deletes: false, updates: false }])
})
