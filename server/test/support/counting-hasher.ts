import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config/config.ts'
import type { Hasher } from '../../src/passwords/public.ts'
import { testOrigin, type World } from './world.ts'

/** How often the real hasher was asked: for somebody's password, and for nobody's. */
export interface Work {
  real: number
  nobodys: number
  hashes: number
}

/** The world's app over its real hasher, counting what is asked of it. */
export function appThatCounts(world: World): { readonly app: FastifyInstance; readonly work: Work } {
  const work: Work = { real: 0, nobodys: 0, hashes: 0 }
  const { hasher, keyring, answerMs } = world.parts
  const counting: Hasher = {
    hash: (password) => {
      work.hashes += 1
      return hasher.hash(password)
    },
    verify: (password, phc) => {
      if (phc === undefined) work.nobodys += 1
      else work.real += 1
      return hasher.verify(password, phc)
    },
  }
  const config = readConfig({
    PORTICO_DEMO: 'true',
    PORTICO_ORIGIN: testOrigin,
    PORTICO_REQUESTS_PER_MINUTE: '1000000',
  })
  const app = buildApp({
    config,
    db: world.db,
    clock: () => world.now,
    log: () => undefined,
    hasher: counting,
    keyring,
    answerMs,
  })
  return { app, work }
}
