import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { expectGolden } from './support/golden.ts'
import { placeIn, samples } from './support/samples.ts'
import { type Answer, type PersonKey, useWorld } from './support/world.ts'

const world = useWorld()
const people: ReadonlyArray<PersonKey | 'nobody'> = ['nobody', 'lee', 'priya', 'kim', 'eve', 'omar', 'sam']
const places = ['acme', 'globex', 'absent'] as const

test('every route has a sample request, and every sample a route', () => {
  expect(Object.keys(samples).sort()).toEqual(world.routes.map((route) => route.id).sort())
})

test('the public routes are those listed by hand', () => {
  const listed = readFileSync(new URL('public-routes.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
  expect(world.routes.filter((route) => route.access === 'public').map((route) => route.id)).toEqual(listed)
})

test('every route answers every person as the matrix says, and the foreign like the absent', async () => {
  const lines: string[] = [
    `${'route'.padEnd(38)}${'person'.padEnd(8)}${places.map((place) => place.padEnd(8)).join('')}`.trimEnd(),
  ]
  const leaks: string[] = []
  for (const route of world.routes) {
    for (const person of people) {
      const answers: Record<string, Answer> = {}
      for (const place of places) {
        const sample = await samples[route.id]?.(placeIn(world, place === 'absent' ? undefined : world.realms[place]))
        answers[place] = await world.request(person, route.method, sample?.path ?? '/', sample?.body)
      }
      lines.push(
        `${route.id.padEnd(38)}${person.padEnd(8)}${places.map((place) => String(answers[place]?.status).padEnd(8)).join('')}`.trimEnd(),
      )
      const absent = masked(answers['absent'])
      for (const place of ['acme', 'globex'] as const) {
        if (answers[place]?.status === 404 && masked(answers[place]) !== absent)
          leaks.push(`${route.id} tells ${person} of ${place}`)
      }
    }
  }
  expect(leaks).toEqual([])
  expectGolden(new URL('access.golden.txt', import.meta.url), `${lines.join('\n')}\n`)
}, 60_000)

/** Status, header names and body, without what differs from one request to the next. */
function masked(answer: Answer | undefined): string {
  return JSON.stringify([
    answer?.status,
    Object.keys(answer?.headers ?? {}).sort(),
    answer?.text.replace(/"errorId":"[^"]+"/, '').replace(/(00u|guo|00g|oty|00T)[0-9A-Za-z]{17}/g, 'ID'),
  ])
}
