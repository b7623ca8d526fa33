import { sql } from 'kysely'
import pg from 'pg'
import { type Connection, clientConfig, type Database } from './database.ts'
import { listMigrations } from './migrate.ts'

/**
 * Whether the database answers and has every migration of this release. One that a newer release has migrated further is
 * current too: releases overlap while processes are exchanged one by one.
 */
export async function isCurrent(db: Database): Promise<boolean> {
  const names = migrationNames()
  const { rows } = await sql<{ applied: boolean }>`
    select count(*) = ${names.length} as applied from migrations where name = any (${names}::text[])`.execute(db)
  return rows[0]?.applied === true
}

/** The same, asked before there is a pool; `empty` when Portico has never been there. */
export async function stateOf(connection: Connection): Promise<'empty' | 'behind' | 'current'> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico command' })
  await client.connect()
  try {
    const found = await client.query<{ known: boolean }>("select to_regclass('public.migrations') is not null as known")
    if (found.rows[0]?.known !== true) return 'empty'
    const names = migrationNames()
    const { rowCount } = await client.query('select from migrations where name = any ($1::text[])', [names])
    return rowCount === names.length ? 'current' : 'behind'
  } finally {
    await client.end()
  }
}

function migrationNames(): string[] {
  return listMigrations().map((migration) => migration.name)
}
