import { beforeAll, test } from 'vitest'
import { insertMany } from './support/many-people.ts'
import { plansOf } from './support/plans.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
beforeAll(() => insertMany(world, { realms: 500, people: 100_000 }), 120_000)

test('every list page of a partner admin starts from an index of their realm, among 100,000 people of others', async () => {
  for (const person of ['priya', 'eve'] as const) await plansOf(world, person)
})
