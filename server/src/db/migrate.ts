import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { type Connection, clientConfig } from './database.ts'
import { partitionMonths } from './log-partitions.ts'

const folder = new URL('./migrations/', import.meta.url)
/** Held while the schema is changed: by migrations and by a restore. */
export const migrationLockKey = 7_023_501_844
/** The bookkeeping of migrations, before there is any. */
export const createMigrationsTable =
  'create table if not exists migrations (name text primary key, applied_at timestamptz not null)'

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** The migrations of this release, in order. Files are frozen once released. */
export function listMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(new URL(name, folder), 'utf8') }))
}

/**
 * Brings the database to this release and makes log partitions for the months ahead. Each migration commits by itself with
 * its bookkeeping row, which is written first; an advisory lock lets one process migrate at a time, the others wait.
 * Refuses a database that a newer release has migrated. Returns the names of what it applied.
 */
export async function migrate(
  connection: Connection,
  now: Date,
  onStep: (name: string) => void = () => undefined,
  monthsOfLog = partitionMonths,
): Promise<readonly string[]> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLockKey])
    await client.query(createMigrationsTable)
    const applied = new Set(
      (await client.query<{ name: string }>('select name from migrations')).rows.map((row) => row.name),
    )
    const known = listMigrations()
    const foreign = [...applied].filter((name) => !known.some((migration) => migration.name === name))
    if (foreign.length > 0)
      throw new Error(
        `the database was migrated by a newer release (${foreign.join(', ')}): start that release or restore a backup`,
      )
    const pending = known.filter((migration) => !applied.has(migration.name))
    for (const migration of pending) {
      onStep(migration.name)
      await applyOne(client, migration, now)
    }
    await client.query('select portico_ensure_event_partitions($1::date, $2)', [
      now.toISOString().slice(0, 10),
      monthsOfLog,
    ])
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

async function applyOne(client: pg.Client, migration: Migration, now: Date): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migrations (name, applied_at) values ($1, $2)', [migration.name, now])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name} failed`, { cause: error })
  }
}
