import pg from 'pg'
import { type Connection, clientConfig } from './database.ts'

/** How far ahead of today the log has its monthly partitions. */
export const partitionMonths = 13

/**
 * Makes the log's partitions for this month and the ones after it, as the database's owner. Waits at most three seconds
 * for the lock: behind a longer wait every writer of the log would queue.
 */
export async function makeLogPartitions(connection: Connection, now: Date): Promise<void> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico partitions' })
  await client.connect()
  try {
    await client.query("set lock_timeout = '3s'")
    await client.query('select portico_ensure_event_partitions($1::date, $2)', [
      now.toISOString().slice(0, 10),
      partitionMonths,
    ])
  } finally {
    await client.end()
  }
}
