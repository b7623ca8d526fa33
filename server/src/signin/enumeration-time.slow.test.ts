// Whether an account exists is not told by time either. Known and unknown names are asked in pairs, a few at once; then
// the chance that a known one took longer than an unknown one is a half, whatever the two medians are. Of 50 pairs it is
// between 0.4 and 0.6 nineteen times in twenty by luck alone: hence another try. Without the floor it is about 0.7.
import { randomInt } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertSomebody } from '../../test/support/samples.ts'
import { openVisitor, type Visitor } from '../../test/support/visitor.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config/config.ts'
import { foldLogin } from '../kernel/fold.ts'
import { newId } from '../kernel/ids.ts'
import { unknownAccount } from '../passwords/public.ts'

const world = useWorld()
const pairs = 50
const atOnce = 5
/** What is finer is the machine's own unrest. */
const stepMs = 5
let app: FastifyInstance

/** The app as it is delivered: the world's own answers at once. */
beforeAll(() => {
  const { hasher, keyring } = world.parts
  const config = readConfig({
    PORTICO_DEMO: 'true',
    PORTICO_ORIGIN: testOrigin,
    PORTICO_REQUESTS_PER_MINUTE: '1000000',
  })
  app = buildApp({ config, db: world.db, clock: () => world.now, log: () => undefined, hasher, keyring })
})
afterAll(() => app.close())

interface Sample {
  readonly isKnown: boolean
  readonly milliseconds: number
}
/** Comes to where the request can be sent, and returns how to send it. `countedAs` is what guesses are counted under. */
type Door = (visitor: Visitor, login: string, countedAs: string) => Promise<() => Promise<unknown>>

async function somebody(): Promise<readonly [login: string, countedAs: string]> {
  const id = await insertSomebody(world, world.realms.acme, 'ACTIVE')
  const { rows } = await world.owner.query<{ login: string }>('select login_key as login from users where id = $1', [
    id,
  ])
  return [rows[0]?.login ?? '', id]
}

function nobody(): readonly [login: string, countedAs: string] {
  const login = `${newId('user', world.now)}@acme.example`
  return [login, unknownAccount(world.parts.keyring, foldLogin(login))]
}

/** Everything is prepared before the first is measured, and sent in an order that nobody chose. */
async function samples(door: Door): Promise<readonly Sample[]> {
  const waiting: Array<{ readonly isKnown: boolean; readonly ask: () => Promise<unknown>; readonly order: number }> = []
  for (let index = 0; index < 2 * pairs; index += 1) {
    const isKnown = index % 2 === 0
    const visitor = openVisitor(app, { address: `203.0.113.${index}` })
    const ask = await door(visitor, ...(isKnown ? await somebody() : nobody()))
    waiting.push({ isKnown, ask, order: randomInt(2 ** 32) })
  }
  waiting.sort((one, other) => one.order - other.order)
  const taken: Sample[] = []
  const take = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const began = performance.now()
      await next.ask()
      taken.push({ isKnown: next.isKnown, milliseconds: performance.now() - began })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  return taken
}

/** How probable it is that a known one took longer than an unknown one: a half when time tells nothing. */
function overlap(taken: readonly Sample[]): number {
  const of = (isKnown: boolean) =>
    taken.filter((one) => one.isKnown === isKnown).map((one) => Math.round(one.milliseconds / stepMs))
  const [known, unknown] = [of(true), of(false)]
  const wins = known.flatMap((a) => unknown.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
  return wins.reduce((sum, win) => sum + win, 0) / wins.length
}

const forgot: Door = async (visitor, login) => () => visitor.post('/signin/forgot', { username: login })
/** The guess that uses up the attempts: an account is locked by it, and its owner told. */
const tenthGuess: Door = async (visitor, login, countedAs) => {
  await world.owner.query("insert into guess_counters values ($1, 'unknown', 'password', 9, $2, null)", [
    countedAs,
    world.now,
  ])
  await visitor.open('/signin')
  await visitor.send({ username: login })
  return () => visitor.send({ password: 'not the password' })
}

describe('a stranger learns nothing by time', () => {
  test.each([
    ['from asking for a link', forgot],
    ['from the wrong password that locks an account', tenthGuess],
  ])('%s', { retry: 1, timeout: 60_000 }, async (_name, door) => {
    const taken = await samples(door)
    expect(taken.filter((one) => one.milliseconds < 295)).toEqual([])
    expect(overlap(taken)).toBeGreaterThan(0.4)
    expect(overlap(taken)).toBeLessThan(0.6)
  })
})
