import { type Connection, openDatabase } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { demoPassword } from '../../src/demo/people.ts'
import { seedDemo } from '../../src/demo/seed-demo.ts'
import { install } from '../../src/install.ts'
import { Secret } from '../../src/kernel/secret.ts'
import { createHasher } from '../../src/passwords/public.ts'
import { openContext } from '../../src/record/open-context.ts'

/** When every test world begins. */
export const worldBegins = new Date('2026-03-02T09:00:00.000Z')

/** Migrates and fills a database with the cast and a few more people. */
export async function buildTemplate(connection: Connection): Promise<void> {
  await migrate(connection, worldBegins, undefined, 4) // fewer files to clone for each test file
  await install(connection, { now: worldBegins, rpId: 'localhost', isDemo: true, purpose: 'serve' })
  const db = openDatabase({ connection, max: 2, statementTimeoutMs: 30_000, log: () => undefined })
  const hasher = await createHasher()
  const ctx = openContext(db, {
    actor: { kind: 'system', name: 'seed' },
    now: () => worldBegins,
    requestId: 'seed',
    origin: { address: '127.0.0.1', userAgent: 'seed' },
    log: () => undefined,
  })
  await seedDemo(ctx, {
    passwordHash: await hasher.hash(new Secret(demoPassword)),
    acme: 12,
    globex: 6,
    hasHistory: false,
  })
  await db.destroy()
}
