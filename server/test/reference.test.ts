import { expect, test } from 'vitest'
import { apiRoutes } from '../src/app.ts'
import { commands } from '../src/cli/commands.ts'
import { expectGolden } from './support/golden.ts'
import { apiPage, configPage, errorsPage, eventsPage, permissionsPage } from './support/reference-docs.ts'
import { useWorld } from './support/world.ts'

const world = useWorld()
const golden = (name: string) => new URL(`../../docs/reference/${name}.md`, import.meta.url)

test('the reference says what the routes say', () => {
  expectGolden(golden('api'), apiPage(apiRoutes(world.parts)))
  expectGolden(golden('permissions'), permissionsPage(apiRoutes(world.parts)))
})

test('it has every fault with its words, and every setting', () => {
  expectGolden(golden('errors'), errorsPage())
  expectGolden(golden('config'), configPage())
})

test('it has every event that the server or a command can write', () => {
  expect(commands.length).toBeGreaterThan(0) // what they import has declared its events
  expectGolden(golden('events'), eventsPage())
})
