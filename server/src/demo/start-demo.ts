import type { Ctx } from '../authz/context.ts'
import type { Database } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import { Secret } from '../kernel/secret.ts'
import type { Hasher } from '../passwords/public.ts'
import { openContext } from '../record/open-context.ts'
import { demoPassword } from './people.ts'
import { seedDemo } from './seed-demo.ts'

export function demoContext(parts: { readonly db: Database; readonly clock: Clock; readonly log: Log }): Ctx {
  return openContext(parts.db, {
    actor: { kind: 'system', name: 'seed' },
    now: parts.clock,
    requestId: 'seed',
    origin: { address: '127.0.0.1', userAgent: 'portico' },
    log: parts.log,
  })
}

/** Writes the demo world where it is not there yet: 200 people at Acme, 60 at Globex. */
export async function seedWorld(ctx: Ctx, hasher: Hasher, onStep: (step: string) => void): Promise<void> {
  onStep('demo people')
  await seedDemo(ctx, {
    passwordHash: await hasher.hash(new Secret(demoPassword)),
    acme: 200,
    globex: 60,
    hasHistory: true,
  })
}
