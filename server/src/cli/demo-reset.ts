import pg from 'pg'
import { type Connection, clientConfig, openDatabase } from '../db/database.ts'
import { emptyDatabase } from '../db/backup/empty-database.ts'
import { migrate } from '../db/migrate.ts'
import { demoContext, seedWorld } from '../demo/start-demo.ts'
import { install } from '../install.ts'
import { systemClock } from '../kernel/clock.ts'
import { createHasher } from '../passwords/public.ts'
import { type Command, CommandError } from './command.ts'
import { quietLogFor } from './log-for.ts'
import { withDatabase } from './with-deployment.ts'

export const demoReset: Command = {
  name: 'demo reset',
  summary: 'Delete all that is in a demo and write its people anew. Only a demo, and only while no server uses it.',
  usage: 'demo reset',
  options: {},
  run: (terminal) =>
    withDatabase(terminal, { mayCreate: false, alone: true }, async ({ connection }, config) => {
      const log = quietLogFor(config, terminal)
      const { rpId } = await wipe(connection)
      const now = systemClock()
      await migrate(connection, now)
      await install(connection, { now, rpId: rpId ?? config.rpId, isDemo: true, purpose: 'serve' })
      const db = openDatabase({ connection, max: 2, statementTimeoutMs: 60_000, log })
      try {
        await seedWorld(demoContext({ db, clock: systemClock, log }), await createHasher(), () => undefined)
      } finally {
        await db.destroy()
      }
      terminal.out('The demo is as on its first day.\n')
      return 0
    }),
}

/** Empties the database if it says itself that it is a demo's, and in no other case. */
async function wipe(connection: Connection): Promise<{ readonly rpId: string | null }> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico command' })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ known: boolean }>("select to_regclass('public.org') is not null as known")
    const org = rows[0]?.known
      ? (await client.query<{ rp_id: string | null; is_demo: boolean }>('select rp_id, is_demo from org')).rows[0]
      : undefined
    if (org?.is_demo !== true)
      throw new CommandError('This is not a demo: nothing was changed. Only what was started as a demo can be reset.')
    await emptyDatabase(client, { replace: true })
    await client.query('commit')
    return { rpId: org.rp_id }
  } finally {
    await client.end()
  }
}
