import { beforeAll, expect, test } from 'vitest'
import { listAndCountUsers } from '../src/users/list-users.ts'
import { insertMany } from './support/many-people.ts'
import { expectPlans } from './support/plans.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
beforeAll(() => insertMany(world, { realms: 50, people: 20_000 }), 60_000)

test('every list page of a partner admin starts from an index of their realm, among 20,000 people of others', async () => {
  await expectPlans(world, new URL('plans.golden.txt', import.meta.url))
})

test('a count is exact to 10,000 and then says that there are more', async () => {
  const page = { order: 'asc', limit: 1 } as const
  const { count } = await listAndCountUsers(await world.as('omar'), page)
  expect(count).toEqual({ value: 10_000, isExact: false })
  const inGlobex = await listAndCountUsers(await world.as('omar'), { ...page, realmId: world.realms.globex })
  expect(inGlobex.count).toEqual({ value: 4006, isExact: true })
})
