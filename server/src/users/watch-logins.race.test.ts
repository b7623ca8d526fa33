// Proves that a username is charged for before it is tried. To falsify: let `chargeClash` in queries/clash-counter.ts take
// any number of attempts by removing its `where`, and more than that of the first test are told about a username.
import { expect, test } from 'vitest'
import { useWorld } from '../../test/support/world.ts'
import { maxClashes } from './queries/clash-counter.ts'

const world = useWorld()
let counter = 0
const create = (who: 'priya' | 'eve' | 'noor', login: string) =>
  world.request(who, 'POST', '/api/v1/users?activate=false', { profile: { login, firstName: 'Nia', lastName: 'Osei' } })
const fresh = () => {
  counter += 1
  return `fresh${counter}@open.example`
}
const counted = async (who: 'priya' | 'noor') =>
  (
    await world.owner.query("select failures from guess_counters where subject = $1 and kind = 'loginClash'", [
      world.people[who].id,
    ])
  ).rows[0]?.failures

test('of many usernames that cannot be used, asked for at once, as many are told of as one after the other', async () => {
  await world.owner.query('delete from realm_domains')
  const logins = Array.from({ length: maxClashes + 40 }, (_, index) => `taken${index}@open.example`)
  for (const login of logins) expect((await create('eve', login)).status).toBe(200)
  await world.signIn('priya')
  const answers = await Promise.all(logins.map((login) => create('priya', login)))
  const told = answers.filter(({ status }) => status === 400)
  const limited = answers.filter(({ status }) => status === 429)
  expect([told.length, limited.length]).toEqual([maxClashes, 40])
  expect((await create('priya', fresh())).status).toBe(429)
  expect(await counted('priya')).toBe(maxClashes)
}, 30_000)

test('who meets none is charged for none, however many they ask for', async () => {
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(Array.from({ length: 15 }, () => create('noor', fresh())))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  }
  expect((await create('noor', 'not an address')).status).toBe(400)
  expect(await counted('noor')).toBe(0)
  expect((await create('noor', 'taken1@open.example')).status).toBe(400)
  expect(await counted('noor')).toBe(1)
})
