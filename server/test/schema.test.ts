import { expect, test } from 'vitest'
import { describeTypes } from './support/describe-schema.ts'
import { dumpSchema } from './support/dump-schema.ts'
import { expectGolden } from './support/golden.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()

test('the types that queries are written against are those of the migrated database', async () => {
  expectGolden(new URL('../src/db/schema.ts', import.meta.url), await describeTypes(world.owner))
})

test('the migrated database is the one in git', async () => {
  expectGolden(new URL('../src/db/schema.golden.sql', import.meta.url), await dumpSchema(world.owner))
})

test('the running server can neither rewrite the log nor change the schema', async () => {
  const refused = async (statement: string) => {
    const client = await world.owner.connect()
    await client.query('begin; set local role portico_app')
    const result = await client.query(statement).then(
      () => 'allowed',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    )
    await client.query('rollback')
    client.release()
    return result
  }
  expect(await refused("update events set event_type = 'x'")).toBe('42501')
  expect(await refused('delete from events')).toBe('42501')
  expect(await refused('delete from event_realms')).toBe('42501')
  expect(await refused("update org set name = 'x'")).toBe('42501')
  expect(await refused('create table x (y int)')).toBe('42501')
  expect(await refused('alter table events disable trigger all')).toBe('42501')
})

test('even the owner cannot change an event by mistake', async () => {
  await expect(world.owner.query("update events set event_type = 'x'")).rejects.toThrow('append-only')
})
