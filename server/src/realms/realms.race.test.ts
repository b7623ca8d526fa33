// Proves the lock on all domains. To falsify: remove the call of `holdAllDomains` in give-domains.ts, and both realms of
// the second test get their domains. (The first is kept by the primary key as well, which then answers with a bug.)
// Proves the row lock of `lockRealm`. To falsify: take the row without one, and the last test deletes it twice.
import { expect, test } from 'vitest'
import { faults, race } from '../../test/support/race.ts'
import { useWorld } from '../../test/support/world.ts'
import { createRealm } from './create-realm.ts'
import { deleteRealm } from './delete-realm.ts'
import { replaceRealm } from './replace-realm.ts'

const world = useWorld()

test('of two realms that are created at once with one domain, one gets it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const contexts = await Promise.all([world.as('omar'), world.as('sam')])
    const results = await race(
      contexts.map(
        (ctx, index) => () => createRealm(ctx, { name: `Same ${round}.${index}`, domains: [`same${round}.example`] }),
      ),
    )
    expect(faults(results)).toEqual(['realm.domainTaken'])
  }
})

test('of two realms that want overlapping domains at once, one gets them', async () => {
  for (let round = 0; round < 10; round += 1) {
    const contexts = await Promise.all([world.as('omar'), world.as('sam')])
    const wishes = [`*.over${round}.example`, `mail.over${round}.example`]
    const results = await race(
      contexts.map(
        (ctx, index) => () => createRealm(ctx, { name: `Over ${round}.${index}`, domains: [wishes[index] ?? ''] }),
      ),
    )
    expect(faults(results)).toEqual(['realm.domainTaken'])
  }
})

test('of two realms of one name, one is created', async () => {
  const contexts = await Promise.all([world.as('omar'), world.as('sam')])
  const results = await race(contexts.map((ctx) => () => createRealm(ctx, { name: 'Twin' })))
  expect(faults(results)).toEqual(['realm.nameTaken'])
})

test('two realms that exchange their domains at once do not both keep and get them', async () => {
  const ids = await Promise.all(
    ['a', 'b'].map(async (name) =>
      createRealm(await world.as('omar'), { name: `Swap ${name}`, domains: [`${name}.swap.example`] }),
    ),
  )
  const [one, two] = await Promise.all([world.as('omar'), world.as('sam')])
  await race([
    () => replaceRealm(one, { realmId: ids[0] ?? '', name: 'Swap a', domains: ['b.swap.example'] }),
    () => replaceRealm(two, { realmId: ids[1] ?? '', name: 'Swap b', domains: [] }),
  ])
  const { rows } = await world.owner.query(
    "select domain, count(*)::int from realm_domains where domain like '%.swap.example' group by domain having count(*) > 1",
  )
  expect(rows).toEqual([])
})

test('a realm that is deleted twice at once goes once', async () => {
  const realmId = await createRealm(await world.as('omar'), { name: 'Gone twice' })
  const contexts = await Promise.all([world.as('omar'), world.as('sam')])
  const results = await race(contexts.map((ctx) => () => deleteRealm(ctx, { realmId })))
  expect(faults(results)).toEqual(['realm.notFound'])
})
